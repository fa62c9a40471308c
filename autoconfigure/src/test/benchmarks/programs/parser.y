/* A parser for a language like C, for bison. Reads n bytes and returns a hash of their tree. */

%define api.pure full
%define api.value.type { uint64_t }
%lex-param { struct source *source }
%parse-param { struct source *source }
%expect 1

%code requires {
#include <stdint.h>

struct source;
}

%code {
#include <stdlib.h>

#include "scanner.h"

int yylex(YYSTYPE *value, struct source *source);

static void yyerror(struct source *source, const char *message)
{
	(void) message;
	source->errors++;
}
}

%token IF ELSE WHILE DO FOR RETURN BREAK CONTINUE SWITCH CASE DEFAULT STRUCT ENUM TYPE NAME NUMBER TEXT
%token EQUAL UNEQUAL AT_MOST AT_LEAST BOTH EITHER LEFT RIGHT ARROW INCREMENT DECREMENT CHANGE

%right '=' CHANGE
%right '?' ':'
%left EITHER
%left BOTH
%left '|'
%left '^'
%left '&'
%left EQUAL UNEQUAL
%left '<' '>' AT_MOST AT_LEAST
%left LEFT RIGHT
%left '+' '-'
%left '*' '/' '%'
%right PREFIX
%left '(' '[' '.' ARROW INCREMENT DECREMENT

%%

file
	: units { $$ = source->result = $1; }
	;

units
	: %empty { $$ = tree(1, 0, 0, 0); }
	| units unit { $$ = tree(2, $1, $2, 0); }
	;

unit
	: type declarators ';' { $$ = tree(3, $1, $2, 0); }
	| type declarator '(' parameters ')' block { $$ = mix(tree(4, $1, $2, $4), $6); }
	| type declarator '(' ')' block { $$ = tree(5, $1, $2, $5); }
	| type ';' { $$ = tree(6, $1, 0, 0); }
	| error ';' { $$ = tree(7, $1, 0, 0); }
	| error '}' { $$ = tree(8, $1, 0, 0); }
	;

type
	: TYPE { $$ = tree(9, $1, 0, 0); }
	| STRUCT NAME { $$ = tree(10, $2, 0, 0); }
	| STRUCT NAME '{' members '}' { $$ = tree(11, $2, $4, 0); }
	| ENUM NAME { $$ = tree(12, $2, 0, 0); }
	| ENUM NAME '{' names '}' { $$ = tree(13, $2, $4, 0); }
	;

members
	: member { $$ = tree(14, $1, 0, 0); }
	| members member { $$ = tree(15, $1, $2, 0); }
	;

member
	: type declarators ';' { $$ = tree(16, $1, $2, 0); }
	;

names
	: name { $$ = tree(17, $1, 0, 0); }
	| names ',' name { $$ = tree(18, $1, $3, 0); }
	;

name
	: NAME { $$ = tree(19, $1, 0, 0); }
	| NAME '=' expression { $$ = tree(20, $1, $3, 0); }
	;

declarators
	: initialized { $$ = tree(21, $1, 0, 0); }
	| declarators ',' initialized { $$ = tree(22, $1, $3, 0); }
	;

initialized
	: declarator { $$ = tree(23, $1, 0, 0); }
	| declarator '=' expression { $$ = tree(24, $1, $3, 0); }
	| declarator '=' '{' expressions '}' { $$ = tree(25, $1, $4, 0); }
	;

declarator
	: NAME { $$ = tree(26, $1, 0, 0); }
	| '*' declarator { $$ = tree(27, $2, 0, 0); }
	| declarator '[' expression ']' { $$ = tree(28, $1, $3, 0); }
	| declarator '[' ']' { $$ = tree(29, $1, 0, 0); }
	;

parameters
	: parameter { $$ = tree(30, $1, 0, 0); }
	| parameters ',' parameter { $$ = tree(31, $1, $3, 0); }
	;

parameter
	: type declarator { $$ = tree(32, $1, $2, 0); }
	| type { $$ = tree(33, $1, 0, 0); }
	;

block
	: '{' statements '}' { $$ = tree(34, $2, 0, 0); }
	;

statements
	: %empty { $$ = tree(35, 0, 0, 0); }
	| statements statement { $$ = tree(36, $1, $2, 0); }
	;

statement
	: type declarators ';' { $$ = tree(37, $1, $2, 0); }
	| expression ';' { $$ = tree(38, $1, 0, 0); }
	| ';' { $$ = tree(39, 0, 0, 0); }
	| block { $$ = tree(40, $1, 0, 0); }
	| IF '(' expression ')' statement { $$ = tree(41, $3, $5, 0); }
	| IF '(' expression ')' statement ELSE statement { $$ = tree(42, $3, $5, $7); }
	| WHILE '(' expression ')' statement { $$ = tree(43, $3, $5, 0); }
	| DO statement WHILE '(' expression ')' ';' { $$ = tree(44, $2, $5, 0); }
	| FOR '(' optional ';' optional ';' optional ')' statement { $$ = mix(tree(45, $3, $5, $7), $9); }
	| FOR '(' type declarators ';' optional ';' optional ')' statement { $$ = mix(tree(46, $3, $4, $6), $10); }
	| RETURN optional ';' { $$ = tree(47, $2, 0, 0); }
	| BREAK ';' { $$ = tree(48, 0, 0, 0); }
	| CONTINUE ';' { $$ = tree(49, 0, 0, 0); }
	| SWITCH '(' expression ')' '{' cases '}' { $$ = tree(50, $3, $6, 0); }
	;

cases
	: %empty { $$ = tree(51, 0, 0, 0); }
	| cases CASE expression ':' statements { $$ = tree(52, $1, $3, $5); }
	| cases DEFAULT ':' statements { $$ = tree(53, $1, $4, 0); }
	;

optional
	: %empty { $$ = tree(54, 0, 0, 0); }
	| expression { $$ = tree(55, $1, 0, 0); }
	;

expressions
	: expression { $$ = tree(56, $1, 0, 0); }
	| expressions ',' expression { $$ = tree(57, $1, $3, 0); }
	;

expression
	: NAME { $$ = tree(58, $1, 0, 0); }
	| NUMBER { $$ = tree(59, $1, 0, 0); }
	| TEXT { $$ = tree(60, $1, 0, 0); }
	| '(' expression ')' { $$ = tree(61, $2, 0, 0); }
	| expression '=' expression { $$ = tree(62, $1, $3, 0); }
	| expression CHANGE expression { $$ = tree(63, $1, $2, $3); }
	| expression EITHER expression { $$ = tree(64, $1, $3, 0); }
	| expression BOTH expression { $$ = tree(65, $1, $3, 0); }
	| expression '|' expression { $$ = tree(66, $1, $3, 0); }
	| expression '^' expression { $$ = tree(67, $1, $3, 0); }
	| expression '&' expression { $$ = tree(68, $1, $3, 0); }
	| expression EQUAL expression { $$ = tree(69, $1, $3, 0); }
	| expression UNEQUAL expression { $$ = tree(70, $1, $3, 0); }
	| expression '<' expression { $$ = tree(71, $1, $3, 0); }
	| expression '>' expression { $$ = tree(72, $1, $3, 0); }
	| expression AT_MOST expression { $$ = tree(73, $1, $3, 0); }
	| expression AT_LEAST expression { $$ = tree(74, $1, $3, 0); }
	| expression LEFT expression { $$ = tree(75, $1, $3, 0); }
	| expression RIGHT expression { $$ = tree(76, $1, $3, 0); }
	| expression '+' expression { $$ = tree(77, $1, $3, 0); }
	| expression '-' expression { $$ = tree(78, $1, $3, 0); }
	| expression '*' expression { $$ = tree(79, $1, $3, 0); }
	| expression '/' expression { $$ = tree(80, $1, $3, 0); }
	| expression '%' expression { $$ = tree(81, $1, $3, 0); }
	| expression '?' expression ':' expression { $$ = tree(82, $1, $3, $5); }
	| '-' expression %prec PREFIX { $$ = tree(83, $2, 0, 0); }
	| '!' expression %prec PREFIX { $$ = tree(84, $2, 0, 0); }
	| '~' expression %prec PREFIX { $$ = tree(85, $2, 0, 0); }
	| '*' expression %prec PREFIX { $$ = tree(86, $2, 0, 0); }
	| '&' expression %prec PREFIX { $$ = tree(87, $2, 0, 0); }
	| INCREMENT expression %prec PREFIX { $$ = tree(88, $2, 0, 0); }
	| DECREMENT expression %prec PREFIX { $$ = tree(89, $2, 0, 0); }
	| expression INCREMENT { $$ = tree(90, $1, 0, 0); }
	| expression DECREMENT { $$ = tree(91, $1, 0, 0); }
	| expression '(' ')' { $$ = tree(92, $1, 0, 0); }
	| expression '(' expressions ')' { $$ = tree(93, $1, $3, 0); }
	| expression '[' expression ']' { $$ = tree(94, $1, $3, 0); }
	| expression '.' NAME { $$ = tree(95, $1, $3, 0); }
	| expression ARROW NAME { $$ = tree(96, $1, $3, 0); }
	| '(' type ')' expression %prec PREFIX { $$ = tree(97, $2, $4, 0); }
	;

%%

static const char sample[] = "enum color { RED, GREEN = 2 << 3, BLUE };\nstruct point { int x, *y; double z[3]; };\n"
		"int gcd(int a, int b) { while (b != 0) { int t = a % b; a = b; b = t; } return a; } // Euclid\n"
		"long table[16], *end = &table[15];\n"
		"void sort(struct point *all, int n) {\n\tfor (int i = 0; i < n; i++) {\n\t\tint j = i;\n"
		"\t\twhile (j > 0 && all[j - 1].x > all[j].x) { swap(&all[j], &all[--j]); }\n\t}\n}\n"
		"double mean(double *all, int n) { double sum = 0.5e-3; do { sum += all[--n] / (n + 1.0); } while (n > 0); "
		"return n == 0 ? sum : -sum; }\n"
		"int run(struct state *s, char c) { switch (c) { case 'a': s->x <<= 1; break; case 'b': if (s->y[2] | ~s->z) "
		"return 0x1f; else s->x ^= 3; default: print(\"odd: %c\\n\", c, (long) s->x * 7 - !c); continue; } "
		"return (s->x & 3) == 1 || gcd(s->x, 12) >= 4; /* done */ }\n";

KERNEL int64_t run(int32_t n)
{
	char *text = malloc(n + 1);
	int32_t length = sizeof(sample) - 1;
	/* whole samples, so that there is a tree at the end */
	for (int32_t i = 0; i < n; i++) {
		text[i] = i < n - n % length ? sample[i % length] : ' ';
	}
	text[n] = 0;
	struct source source = { text, 0, 0 };
	uint64_t sum = yyparse(&source);
	sum = tree((int) sum, source.result, source.errors, source.at - text);
	free(text);
	return sum;
}
