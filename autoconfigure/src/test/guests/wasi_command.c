// A command that does what its first argument says with what it reads.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
	const char *verb = (argc > 1) ? argv[1] : "upper";
	if (strcmp(verb, "fail") == 0) {
		fprintf(stderr, "no such order\n");
		printf("half a result");
		return 3;
	}
	if (strcmp(verb, "abort") == 0) {
		fprintf(stderr, "assertion failed: order > 0\n");
		__builtin_trap();
	}
	if (strcmp(verb, "environment") == 0) {
		const char *value = getenv("CITY");
		printf("%s", (value != NULL) ? value : "nowhere");
		return 0;
	}
	if (strcmp(verb, "flood") == 0) {
		char block[4096];
		memset(block, 'x', sizeof block);
		while (fwrite(block, 1, sizeof block, stdout) == sizeof block) {
		}
		return 0;
	}
	if (strcmp(verb, "loop") == 0) {
		for (;;) {
		}
	}
	static int runs = 0;
	runs++;
	int letter;
	while ((letter = getchar()) != EOF) {
		putchar(toupper(letter));
	}
	if (strcmp(verb, "count") == 0) {
		printf("%d", runs);
	}
	return 0;
}
