/* Knows the words of a file, which it reads once for each instance. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char words[1000][32];
static int count;

__attribute__((constructor))
static void load(void) {
    FILE *file = fopen("/dictionary/words.txt", "r");
    if (file == NULL) {
        perror("/dictionary/words.txt");
        return;
    }
    while (count < 1000 && fscanf(file, "%31s", words[count]) == 1) {
        count++;
    }
    fclose(file);
    printf("%d words\n", count);
}

__attribute__((export_name("knows")))
int knows(const char *word, uint32_t length) {
    for (int i = 0; i < count; i++) {
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0) {
            return 1;
        }
    }
    return 0;
}
