/* Reads a text from standard input, and writes what is in it as JSON. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>

int main(void) {
    unsigned long lines = 0, words = 0, bytes = 0;
    bool inside = false;
    int byte;
    while ((byte = getchar()) != EOF) {
        bytes++;
        lines += byte == '\n';
        words += !isspace(byte) && !inside;
        inside = !isspace(byte);
    }
    if (bytes == 0) {
        fprintf(stderr, "there is no text\n");
        return 1;
    }
    printf("{\"lines\": %lu, \"words\": %lu, \"bytes\": %lu}", lines, words, bytes);
    return 0;
}
