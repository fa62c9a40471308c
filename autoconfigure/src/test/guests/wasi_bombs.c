/* Takes all that it can get of the system: output, descriptors. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* Writes lines for ever. */
__attribute__((export_name("write_lines")))
void write_lines(void) {
    for (;;) {
        printf("The quick brown fox jumps over the lazy dog\n");
    }
}

/* Writes one line that never ends. */
__attribute__((export_name("write_one_line")))
void write_one_line(void) {
    for (;;) {
        write(STDOUT_FILENO, "0123456789abcdef", 16);
    }
}

/* Opens a file again and again. Returns how often that worked, negative if it failed for
 * another reason than too many open files. */
__attribute__((export_name("open_files")))
int open_files(void) {
    int count = 0;
    while (open("/data/file.txt", O_RDONLY) >= 0) {
        count++;
    }
    return (errno == EMFILE) ? count : -errno;
}

/* Sleeps for an hour. */
__attribute__((export_name("sleep_long")))
void sleep_long(void) {
    sleep(3600);
}
