/* Counts the words of a file: wordcount <input> <output>. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: %s <input> <output>\n", argv[0]);
        return 2;
    }
    FILE *input = fopen(argv[1], "r");
    if (input == NULL) {
        perror(argv[1]);
        return 1;
    }
    long words = 0;
    int inside = 0;
    for (int c = getc(input); c != EOF; c = getc(input)) {
        words += !inside && !isspace(c);
        inside = !isspace(c);
    }
    fclose(input);
    FILE *output = fopen(argv[2], "w");
    if (output == NULL) {
        perror(argv[2]);
        return 1;
    }
    const char *title = getenv("TITLE");
    fprintf(output, "%s: %ld\n", title != NULL ? title : "words", words);
    printf("%s has %ld words\n", argv[1], words);
    return fclose(output) == 0 ? 0 : 1;
}
