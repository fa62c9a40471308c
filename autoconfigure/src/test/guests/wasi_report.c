/*
 * A command: reports what it sees of the system, below the directory that its
 * first argument names, and exits with the code of its second.
 *
 * wasi_report.out, wasi_report.err and wasi_report.txt are what the same source
 * leaves on standard output, on standard error and in data/output.txt when it
 * runs natively, in bash:
 *
 *   gcc -std=c11 -Wall -Wextra -Werror -o wasi_report wasi_report.c
 *   mkdir -p data/folder
 *   printf 'first line\nsecond line, caf\303\251\n' > data/input.txt
 *   env -i GREETING='hello world' EMPTY= ./wasi_report data 7 'two words' '' \
 *       </dev/null >wasi_report.out 2>wasi_report.err
 */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

static char path[1024];

static const char *in(const char *directory, const char *name) {
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

static int by_text(const void *left, const void *right) {
    return strcmp(*(char *const *) left, *(char *const *) right);
}

static void arguments(int argc, char **argv) {
    const char *slash = strrchr(argv[0], '/');
    printf("%d arguments of %s\n", argc - 1, (slash != NULL) ? slash + 1 : argv[0]);
    for (int i = 1; i < argc; i++) {
        printf("  %d: '%s'\n", i, argv[i]);
    }
}

static void environment(void) {
    size_t count = 0;
    while (environ[count] != NULL) {
        count++;
    }
    printf("%zu variables\n", count);
    qsort(environ, count, sizeof *environ, by_text);
    for (size_t i = 0; i < count; i++) {
        printf("  %s\n", environ[i]);
    }
    const char *greeting = getenv("GREETING");
    printf("  GREETING is %s\n", (greeting != NULL) ? greeting : "not set");
}

static void input(void) {
    int count = 0;
    while (getchar() != EOF) {
        count++;
    }
    printf("%d bytes of standard input, %s\n", count, feof(stdin) ? "at its end" : "broken");
}

static void read_file(const char *directory) {
    FILE *file = fopen(in(directory, "input.txt"), "r");
    if (file == NULL) {
        printf("input.txt: %s\n", strerror(errno));
        return;
    }
    char line[128];
    for (int i = 1; fgets(line, sizeof line, file) != NULL; i++) {
        printf("input.txt %d: %s", i, line);
    }
    fseek(file, 6, SEEK_SET);
    printf("input.txt from 6: %s", fgets(line, sizeof line, file));
    fclose(file);
}

static void write_file(const char *directory) {
    FILE *file = fopen(in(directory, "output.txt"), "w");
    if (file == NULL) {
        printf("output.txt: %s\n", strerror(errno));
        return;
    }
    for (int i = 0; i < 1000; i++) {
        fprintf(file, "line %d\n", i);
    }
    fclose(file);
    file = fopen(path, "a");
    fprintf(file, "appended\n");
    fclose(file);
    if (truncate(path, 20) != 0) {
        printf("truncate: %s\n", strerror(errno));
    }
    file = fopen(path, "r+");
    fseek(file, 0, SEEK_END);
    fprintf(file, "the end at %ld\n", ftell(file));
    fclose(file);
}

static void change(const char *directory) {
    char from[1024];
    printf("mkdir %d\n", mkdir(in(directory, "made"), 0777));
    printf("mkdir %d", mkdir(path, 0777));
    printf(" %s\n", strerror(errno));
    strcpy(from, in(directory, "moved.txt"));
    FILE *file = fopen(from, "w");
    fputs("moved\n", file);
    fclose(file);
    printf("rename %d\n", rename(from, in(directory, "made/there.txt")));
    printf("open %s", (fopen(from, "r") == NULL) ? "fails: " : "works: ");
    printf("%s\n", strerror(errno));
    printf("rmdir %d", rmdir(in(directory, "made")));
    printf(" %s\n", strerror(errno));
    printf("unlink %d\n", unlink(in(directory, "made/there.txt")));
    printf("rmdir %d\n", rmdir(in(directory, "made")));
}

static void list(const char *directory) {
    char *names[64];
    int count = 0;
    DIR *entries = opendir(directory);
    if (entries == NULL) {
        printf("list: %s\n", strerror(errno));
        return;
    }
    for (struct dirent *entry = readdir(entries); entry != NULL && count < 64; entry = readdir(entries)) {
        names[count++] = strdup(entry->d_name);
    }
    closedir(entries);
    qsort(names, count, sizeof *names, by_text);
    for (int i = 0; i < count; i++) {
        struct stat status;
        if (strcmp(names[i], "..") == 0) {
            printf("  %s leads outside\n", names[i]);
        }
        else if (stat(in(directory, names[i]), &status) != 0) {
            printf("  %s: %s\n", names[i], strerror(errno));
        }
        else if (S_ISDIR(status.st_mode)) {
            printf("  %s is a directory\n", names[i]);
        }
        else {
            printf("  %s has %lld bytes\n", names[i], (long long) status.st_size);
        }
    }
}

int main(int argc, char **argv) {
    arguments(argc, argv);
    environment();
    input();
    if (argc < 3) {
        return 0;
    }
    read_file(argv[1]);
    write_file(argv[1]);
    change(argv[1]);
    list(argv[1]);
    fprintf(stderr, "leaving with %s\n", argv[2]);
    fprintf(stderr, "without line feed");
    printf("done");
    exit(atoi(argv[2]));
}
