/* The scanner of the parser's language, for re2c. */

#include "parser.h"
#include "scanner.h"

int yylex(YYSTYPE *value, struct source *source)
{
	const char *begin;
	const char *marker;
	const char *cursor = source->at;
	for (;;) {
		begin = cursor;
		/*!re2c
			re2c:define:YYCTYPE = "unsigned char";
			re2c:define:YYCURSOR = cursor;
			re2c:define:YYMARKER = marker;
			re2c:yyfill:enable = 0;

			digit = [0-9];
			letter = [a-zA-Z_];

			[ \t\r\n]+ { continue; }
			"//" [^\n\x00]* { continue; }
			"/*" ([^*\x00] | "*"+ [^*/\x00])* "*"+ "/" { continue; }
			"\x00" { source->at = begin; return 0; }
			"if" { source->at = cursor; return IF; }
			"else" { source->at = cursor; return ELSE; }
			"while" { source->at = cursor; return WHILE; }
			"do" { source->at = cursor; return DO; }
			"for" { source->at = cursor; return FOR; }
			"return" { source->at = cursor; return RETURN; }
			"break" { source->at = cursor; return BREAK; }
			"continue" { source->at = cursor; return CONTINUE; }
			"switch" { source->at = cursor; return SWITCH; }
			"case" { source->at = cursor; return CASE; }
			"default" { source->at = cursor; return DEFAULT; }
			"struct" { source->at = cursor; return STRUCT; }
			"enum" { source->at = cursor; return ENUM; }
			"int" | "long" | "char" | "double" | "void" {
				source->at = cursor;
				*value = hash_of(begin, cursor);
				return TYPE;
			}
			letter (letter | digit)* {
				source->at = cursor;
				*value = hash_of(begin, cursor);
				return NAME;
			}
			digit+ | "0" [xX] [0-9a-fA-F]+ | digit+ "." digit+ ([eE] [-+]? digit+)? {
				source->at = cursor;
				*value = hash_of(begin, cursor);
				return NUMBER;
			}
			["] ([^"\\\x00] | "\\" [^\x00])* ["] | ['] ([^'\\\x00] | "\\" [^\x00])* ['] {
				source->at = cursor;
				*value = hash_of(begin, cursor);
				return TEXT;
			}
			"==" { source->at = cursor; return EQUAL; }
			"!=" { source->at = cursor; return UNEQUAL; }
			"<=" { source->at = cursor; return AT_MOST; }
			">=" { source->at = cursor; return AT_LEAST; }
			"&&" { source->at = cursor; return BOTH; }
			"||" { source->at = cursor; return EITHER; }
			"<<" { source->at = cursor; return LEFT; }
			">>" { source->at = cursor; return RIGHT; }
			"->" { source->at = cursor; return ARROW; }
			"++" { source->at = cursor; return INCREMENT; }
			"--" { source->at = cursor; return DECREMENT; }
			[-+*/%&|^] "=" | "<<=" | ">>=" {
				source->at = cursor;
				*value = hash_of(begin, cursor);
				return CHANGE;
			}
			* { source->at = cursor; return *begin; }
		*/
	}
}
