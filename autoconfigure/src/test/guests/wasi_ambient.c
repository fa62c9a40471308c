/* Looks for what nobody granted. */
#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wasi/api.h>

#define EXPORT(name) __attribute__((export_name(#name))) name

int EXPORT(arguments)(void) {
    __wasi_size_t count;
    __wasi_size_t size;
    return (__wasi_args_sizes_get(&count, &size) == 0) ? (int) count : -1;
}

int EXPORT(variables)(void) {
    __wasi_size_t count;
    __wasi_size_t size;
    return (__wasi_environ_sizes_get(&count, &size) == 0) ? (int) count : -1;
}

/* Counts the directories that were granted. */
int EXPORT(directories)(void) {
    int count = 0;
    for (int descriptor = 3; descriptor < 64; descriptor++) {
        __wasi_prestat_t prestat;
        count += __wasi_fd_prestat_get(descriptor, &prestat) == 0;
    }
    return count;
}

/* Counts the paths that can be opened, also relative to descriptors that nobody gave it. */
int EXPORT(paths)(void) {
    static const char *const paths[] = { "/", ".", "..", "/etc/passwd", "etc/passwd", "/proc/self/environ", "/dev/null",
            "/tmp", "pom.xml", "../../../../etc/passwd", "C:\\Windows" };
    int count = 0;
    for (unsigned i = 0; i < sizeof paths / sizeof *paths; i++) {
        count += open(paths[i], O_RDONLY) >= 0;
        for (int directory = 0; directory < 16; directory++) {
            __wasi_fd_t opened;
            count += __wasi_path_open(directory, 0, paths[i], 0, __WASI_RIGHTS_FD_READ, 0, 0, &opened) == 0;
        }
    }
    return count;
}

/* Returns what reading the standard input returns. */
int EXPORT(input)(void) {
    char buffer[16];
    return (int) read(STDIN_FILENO, buffer, sizeof buffer);
}

/* Counts the descriptors that take part in a network. */
int EXPORT(sockets)(void) {
    int count = 0;
    for (int descriptor = 0; descriptor < 16; descriptor++) {
        __wasi_fd_t accepted;
        count += __wasi_sock_accept(descriptor, 0, &accepted) == 0;
        count += __wasi_sock_shutdown(descriptor, __WASI_SDFLAGS_RD) == 0;
    }
    return count;
}

int EXPORT(has_clock)(void) {
    struct timespec now;
    return clock_gettime(CLOCK_REALTIME, &now) == 0 && now.tv_sec > 1600000000;
}

int EXPORT(has_random_numbers)(void) {
    unsigned char first[16];
    unsigned char second[16];
    return getentropy(first, sizeof first) == 0 && getentropy(second, sizeof second) == 0
            && memcmp(first, second, sizeof first) != 0;
}
