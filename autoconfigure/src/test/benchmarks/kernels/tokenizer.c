/* Splits a program of n bytes into tokens: names, keywords, numbers, texts, comments, operators. */

#include "kernel.h"

enum { MAX = 1 << 20 };

enum kind { END, NAME, KEYWORD, NUMBER, REAL, TEXT, COMMENT, OPERATOR, LONG_OPERATOR, WRONG, KINDS };

static const char *const sample = "static int fib_2(int n0) { /* slow */ if (n0 <= 1) return n0; // base\n"
		"\tdouble x = 3.25e-7 + .5, y = 0x1Fu; while (x != y && !done) { x <<= 2; s = \"a\\\"b\\n\"; c = '\\''; }\n"
		"\tfor (long i = 0; i < 100; ++i) sum += table[i] * (a->b ? c % 7 : ~d | e ^ f); @ else { break; }\n}\n";
static char text[MAX + 1];
static const char *const keywords[] = { "break", "double", "else", "for", "if", "int", "long", "return", "static",
	"while" };

PART int is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

PART int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

PART int is_keyword(const char *begin, const char *end)
{
	for (unsigned i = 0; i < sizeof(keywords) / sizeof(*keywords); i++) {
		const char *keyword = keywords[i];
		const char *at = begin;
		UNROLL(4)
		while (at < end && *keyword == *at) {
			keyword++;
			at++;
		}
		if (at == end && *keyword == 0) {
			return 1;
		}
	}
	return 0;
}

PART enum kind scan(const char **position)
{
	const char *at = *position;
	const char *begin;
	enum kind kind;
	while (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r') {
		at++;
	}
	begin = at;
	switch (*at) {
		case 0:
			kind = END;
			break;
		case 'a' ... 'z':
		case 'A' ... 'Z':
		case '_':
			UNROLL(4)
			while (is_letter(*at) || is_digit(*at)) {
				at++;
			}
			kind = is_keyword(begin, at) ? KEYWORD : NAME;
			break;
		case '0' ... '9':
		case '.':
			kind = NUMBER;
			if (*at == '0' && (at[1] == 'x' || at[1] == 'X')) {
				at += 2;
				UNROLL(4)
				while (is_digit(*at) || (*at >= 'a' && *at <= 'f') || (*at >= 'A' && *at <= 'F')) {
					at++;
				}
			}
			else {
				UNROLL(4)
				while (is_digit(*at)) {
					at++;
				}
				if (*at == '.') {
					kind = REAL;
					at++;
					UNROLL(4)
					while (is_digit(*at)) {
						at++;
					}
				}
				if (*at == 'e' || *at == 'E') {
					kind = REAL;
					at++;
					at += *at == '+' || *at == '-';
					UNROLL(4)
					while (is_digit(*at)) {
						at++;
					}
				}
			}
			while (*at == 'u' || *at == 'l' || *at == 'f') {
				at++;
			}
			break;
		case '"':
		case '\'': {
			char quote = *at++;
			UNROLL(4)
			while (*at != 0 && *at != quote) {
				at += *at == '\\' && at[1] != 0 ? 2 : 1;
			}
			kind = *at == 0 ? WRONG : TEXT;
			at += *at != 0;
			break;
		}
		case '/':
			if (at[1] == '/') {
				kind = COMMENT;
				UNROLL(4)
				while (*at != 0 && *at != '\n') {
					at++;
				}
			}
			else if (at[1] == '*') {
				kind = COMMENT;
				at += 2;
				UNROLL(4)
				while (*at != 0 && !(*at == '*' && at[1] == '/')) {
					at++;
				}
				at += *at != 0 ? 2 : 0;
			}
			else {
				kind = at[1] == '=' ? LONG_OPERATOR : OPERATOR;
				at += kind == LONG_OPERATOR ? 2 : 1;
			}
			break;
		case '+':
		case '-':
		case '&':
		case '|':
		case '<':
		case '>':
			if (at[1] == *at) {
				kind = LONG_OPERATOR;
				at += at[2] == '=' ? 3 : 2;
			}
			else if (at[1] == '=' || (*at == '-' && at[1] == '>')) {
				kind = LONG_OPERATOR;
				at += 2;
			}
			else {
				kind = OPERATOR;
				at++;
			}
			break;
		case '=':
		case '!':
		case '*':
		case '%':
		case '^':
			kind = at[1] == '=' ? LONG_OPERATOR : OPERATOR;
			at += kind == LONG_OPERATOR ? 2 : 1;
			break;
		case '(':
		case ')':
		case '[':
		case ']':
		case '{':
		case '}':
		case ';':
		case ',':
		case '?':
		case ':':
		case '~':
			kind = OPERATOR;
			at++;
			break;
		default:
			kind = WRONG;
			at++;
	}
	*position = at;
	return kind;
}

KERNEL int64_t run(int32_t n)
{
	int32_t counts[KINDS] = { 0 };
	const char *from = sample;
	for (int i = 0; i < n; i++) {
		text[i] = *from++;
		from = *from == 0 ? sample : from;
	}
	text[n] = 0;
	uint64_t sum = 0;
	const char *position = text;
	UNROLL(3)
	for (enum kind kind; (kind = scan(&position)) != END;) {
		counts[kind]++;
		sum = mix(sum, (uint64_t) kind << 32 | (uint32_t) (position - text));
	}
	for (int i = 0; i < KINDS; i++) {
		sum = mix(sum, counts[i]);
	}
	return sum;
}
