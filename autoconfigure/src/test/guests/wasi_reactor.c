/*
 * A library that uses the standard streams between calls.
 */
#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define EXPORT(name) __attribute__((export_name(#name))) name

static int ready;

__attribute__((constructor)) static void construct(void) {
    ready = 1;
}

int EXPORT(is_ready)(void) {
    return ready;
}

void EXPORT(say)(int number) {
    printf("number %d\n", number);
    fprintf(stderr, "warning %d\n", number);
}

void EXPORT(say_partly)(int number) {
    printf("partly %d ", number);
    fflush(stdout);
}

/* Forged lines, terminal control, bytes that are no UTF-8. */
void EXPORT(say_nasty)(void) {
    fputs("tab\there \x1b[31mred\rover \x07 \xc2\x85 \xe2\x80\xae \xff\xfe caf\xc3\xa9\r\n\n", stdout);
}

void EXPORT(say_long)(int length) {
    char *line = malloc((size_t) length);
    memset(line, 'x', (size_t) length);
    write(STDOUT_FILENO, line, (size_t) length);
    write(STDOUT_FILENO, "\n", 1);
    free(line);
}

void EXPORT(say_for_ever)(void) {
    for (;;) {
        write(STDOUT_FILENO, "again\n", 6);
    }
}

void EXPORT(leave)(int code) {
    exit(code);
}

long long EXPORT(seconds)(void) {
    return time(NULL);
}

long long EXPORT(nanoseconds)(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

long long EXPORT(random_number)(void) {
    long long number = 0;
    return (getentropy(&number, sizeof number) == 0) ? number : 0;
}

/* Sleeps, and returns whether that took its time. */
int EXPORT(nap)(int milliseconds) {
    long long start = nanoseconds();
    struct timespec duration = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
    nanosleep(&duration, NULL);
    return nanoseconds() - start >= milliseconds * 1000000LL;
}

/* Waits for input without a limit, and returns what read then says. */
int EXPORT(wait_for_input)(void) {
    struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
    if (poll(&input, 1, -1) != 1) {
        return -1;
    }
    char octet;
    return (int) read(STDIN_FILENO, &octet, 1);
}

/* Writes and reads back more than fits into one piece, and returns how much differs. */
int EXPORT(copy)(int size) {
    unsigned char *out = malloc((size_t) size);
    unsigned char *in = calloc((size_t) size, 1);
    for (int i = 0; i < size; i++) {
        out[i] = (unsigned char) (i * 31 + i / 7);
    }
    int file = open("/data/copy", O_RDWR | O_CREAT | O_TRUNC, 0666);
    if (file < 0) {
        return -errno;
    }
    int written = (int) write(file, out, (size_t) size);
    int first = (int) pread(file, in, (size_t) size / 2, 0);
    lseek(file, size / 2, SEEK_SET);
    int second = (int) read(file, in + size / 2, (size_t) (size - size / 2));
    int different = (written != size) + (first != size / 2) + (second != size - size / 2);
    different += (pwrite(file, out, 10, size) != 10) + (lseek(file, 0, SEEK_END) != size + 10);
    for (int i = 0; i < size; i++) {
        different += (in[i] != out[i]);
    }
    close(file);
    free(out);
    free(in);
    return different;
}
