/*
 * A guest that calls the functions of WASI with whatever the test puts into its
 * two path buffers, past all checks of the C library. Functions return errno.
 */
#include <stdint.h>
#include <string.h>
#include <wasi/api.h>

#define EXPORT(name) __attribute__((export_name(#name))) name

static char path_a[8192];
static char path_b[8192];
static uint8_t content[8192];
static __wasi_size_t content_length;

char *EXPORT(first_path)(void) {
    return path_a;
}

char *EXPORT(second_path)(void) {
    return path_b;
}

uint8_t *EXPORT(get_content)(void) {
    return content;
}

int EXPORT(get_content_length)(void) {
    return (int) content_length;
}

#define READ (__WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_SEEK | __WASI_RIGHTS_FD_READDIR)
#define WRITE (__WASI_RIGHTS_FD_WRITE | __WASI_RIGHTS_FD_ALLOCATE | __WASI_RIGHTS_FD_FILESTAT_SET_SIZE)

static void close_descriptor(__wasi_fd_t fd) {
    if (__wasi_fd_close(fd) != 0) {
        __builtin_trap();
    }
}

static int open_path(int directory, int follow, int flags, int write, int append, __wasi_fd_t *fd) {
    return __wasi_path_open(directory, follow ? __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW : 0, path_a, (__wasi_oflags_t) flags,
            READ | (write ? WRITE : 0), READ | (write ? WRITE : 0), append ? __WASI_FDFLAGS_APPEND : 0, fd);
}

/* Opens a file and reads the beginning of it. */
int EXPORT(read_file)(int directory, int follow) {
    __wasi_fd_t fd;
    content_length = 0;
    int error = open_path(directory, follow, 0, 0, 0, &fd);
    if (error != 0) {
        return error;
    }
    __wasi_iovec_t vector = { content, sizeof content };
    error = __wasi_fd_read(fd, &vector, 1, &content_length);
    close_descriptor(fd);
    return error;
}

/* Opens a file to write to it, and writes. */
int EXPORT(write_file)(int directory, int follow, int flags, int append) {
    __wasi_fd_t fd;
    int error = open_path(directory, follow, flags, 1, append, &fd);
    if (error != 0) {
        return error;
    }
    __wasi_ciovec_t vector = { (const uint8_t *) "hacked", 6 };
    __wasi_size_t written;
    error = __wasi_fd_write(fd, &vector, 1, &written);
    close_descriptor(fd);
    return error;
}

/* Opens a file with flags, but without the right to write. */
int EXPORT(open_with)(int directory, int flags) {
    __wasi_fd_t fd;
    int error = open_path(directory, 0, flags, 0, 0, &fd);
    if (error == 0) {
        close_descriptor(fd);
    }
    return error;
}

/*
 * Opens a file to read it, and then changes it: 0 writes, 1 writes at, 2 sets the
 * size, 3 allocates, 4 sets the times.
 */
int EXPORT(change_opened)(int directory, int how) {
    __wasi_fd_t fd;
    int error = open_path(directory, 0, 0, 0, 0, &fd);
    if (error != 0) {
        return -error;
    }
    __wasi_ciovec_t vector = { (const uint8_t *) "hacked", 6 };
    __wasi_size_t written;
    switch (how) {
        case 0:
            error = __wasi_fd_write(fd, &vector, 1, &written);
            break;
        case 1:
            error = __wasi_fd_pwrite(fd, &vector, 1, 0, &written);
            break;
        case 2:
            error = __wasi_fd_filestat_set_size(fd, 0);
            break;
        case 3:
            error = __wasi_fd_allocate(fd, 0, 1 << 20);
            break;
        default:
            error = __wasi_fd_filestat_set_times(fd, 0, 0, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM);
    }
    close_descriptor(fd);
    return error;
}

int EXPORT(create_directory)(int directory) {
    return __wasi_path_create_directory(directory, path_a);
}

int EXPORT(remove_directory)(int directory) {
    return __wasi_path_remove_directory(directory, path_a);
}

int EXPORT(unlink_file)(int directory) {
    return __wasi_path_unlink_file(directory, path_a);
}

int EXPORT(rename_path)(int from, int to) {
    return __wasi_path_rename(from, path_a, to, path_b);
}

int EXPORT(hard_link)(int from, int to) {
    return __wasi_path_link(from, 0, path_a, to, path_b);
}

int EXPORT(symbolic_link)(int directory) {
    return __wasi_path_symlink(path_a, directory, path_b);
}

int EXPORT(read_link)(int directory) {
    return __wasi_path_readlink(directory, path_a, content, sizeof content, &content_length);
}

/* Puts the type of the file into the content. */
int EXPORT(status)(int directory, int follow) {
    __wasi_filestat_t status;
    int error = __wasi_path_filestat_get(directory, follow ? __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW : 0, path_a, &status);
    content[0] = status.filetype;
    content_length = 1;
    return error;
}

int EXPORT(descriptor_status)(int fd) {
    __wasi_filestat_t status;
    int error = __wasi_fd_filestat_get(fd, &status);
    content[0] = status.filetype;
    content_length = 1;
    return error;
}

int EXPORT(set_times)(int directory, int follow) {
    return __wasi_path_filestat_set_times(directory, follow ? __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW : 0, path_a, 0, 0,
            __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM);
}

/* Lists a directory into the content, as fd_readdir fills it. */
int EXPORT(list)(int directory, int follow) {
    __wasi_fd_t fd;
    content_length = 0;
    int error = open_path(directory, follow, __WASI_OFLAGS_DIRECTORY, 0, 0, &fd);
    if (error != 0) {
        return error;
    }
    error = __wasi_fd_readdir(fd, content, sizeof content, 0, &content_length);
    close_descriptor(fd);
    return error;
}

/* Opens a directory, and reads a file relative to it: first and second path. */
int EXPORT(read_below)(int directory) {
    __wasi_fd_t below;
    int error = open_path(directory, 1, __WASI_OFLAGS_DIRECTORY, 0, 0, &below);
    if (error != 0) {
        return error;
    }
    memcpy(path_a, path_b, sizeof path_a);
    error = read_file((int) below, 1);
    close_descriptor(below);
    return error;
}

/*
 * Opens the same file until that fails; returns how often it worked times 1000, plus
 * the error.
 */
int EXPORT(descriptor_bomb)(int directory) {
    for (int opened = 0;; opened++) {
        __wasi_fd_t fd;
        int error = open_path(directory, 0, 0, 0, 0, &fd);
        if (error != 0) {
            return opened * 1000 + error;
        }
    }
}

/* Opens and closes, renumbers, and opens to nowhere, many times. */
int EXPORT(descriptor_churn)(int directory, int times) {
    for (int i = 0; i < times; i++) {
        __wasi_fd_t first;
        __wasi_fd_t second;
        int error = open_path(directory, 0, 0, 0, 0, &first);
        if (error != 0) {
            return error;
        }
        error = open_path(directory, 0, 0, 0, 0, &second);
        if (error != 0) {
            return error;
        }
        if (open_path(directory, 0, 0, 0, 0, (__wasi_fd_t *) 0x7ffffff0) != __WASI_ERRNO_FAULT) {
            return -1;
        }
        error = __wasi_fd_renumber(first, second);
        if (error != 0) {
            return error;
        }
        if (__wasi_fd_close(first) != __WASI_ERRNO_BADF) {
            return -2;
        }
        error = __wasi_fd_close(second);
        if (error != 0) {
            return error;
        }
    }
    return 0;
}

/*
 * Asks for more than there is memory: 0 reads, 1 writes, 2 many buffers, 3 random
 * numbers, 4 a path, 5 waits for many events.
 */
int EXPORT(too_much)(int how) {
    __wasi_size_t done;
    __wasi_iovec_t huge = { content, 0x7fffffff };
    __wasi_fd_t fd = 0;
    path_a[0] = 'f';
    path_a[1] = '\0';
    switch (how) {
        case 0: {
            int error = open_path(3, 0, 0, 0, 0, &fd);
            return (error != 0) ? -error : __wasi_fd_read(fd, &huge, 1, &done);
        }
        case 1:
            return __wasi_fd_write(1, (const __wasi_ciovec_t *) &huge, 1, &done);
        case 2:
            return __wasi_fd_write(1, (const __wasi_ciovec_t *) &huge, 0x7fffffff, &done);
        case 3:
            return __wasi_random_get(content, 0x7fffffff);
        case 5:
            return __wasi_poll_oneoff((const __wasi_subscription_t *) content, (__wasi_event_t *) content, 0x100000,
                    &done);
        default:
            memset(path_a, 'a', sizeof path_a - 1);
            return __wasi_path_create_directory(3, path_a);
    }
}

/* Passes addresses outside of the memory: 0 as result, 1 as vectors, 2 as buffer. */
int EXPORT(wild_address)(int how) {
    __wasi_size_t done;
    __wasi_ciovec_t vector = { (const uint8_t *) "x", 1 };
    switch (how) {
        case 0:
            return __wasi_fd_write(1, &vector, 1, (__wasi_size_t *) 0xfffffffe);
        case 1:
            return __wasi_fd_write(1, (const __wasi_ciovec_t *) 0x7ffffff8, 1, &done);
        default:
            vector.buf = (const uint8_t *) 0xfffffff0;
            return __wasi_fd_write(1, &vector, 1, &done);
    }
}

/* Calls what has no place here. */
int EXPORT(shut_down)(void) {
    return __wasi_sock_shutdown(3, 1);
}

int EXPORT(receive)(void) {
    __wasi_iovec_t vector = { content, sizeof content };
    __wasi_size_t length;
    __wasi_roflags_t flags;
    return __wasi_sock_recv(3, &vector, 1, 0, &length, &flags);
}

/*
 * Does the same to the first path again and again: 0 reads a file, 1 reads a link, 2
 * lists a directory, 3 creates a file and removes it, 4 creates a directory and removes
 * it, 5 sets times, 6 renames to the second path and back, 7 gets the status, 8 writes
 * to a file that is there. Returns how often it saw the word "secret"; how often it succeeded is told by get_successes.
 */
static int successes;

int EXPORT(get_successes)(void) {
    return successes;
}

static int saw_secret(void) {
    for (__wasi_size_t i = 0; i + 6 <= content_length; i++) {
        if (memcmp(content + i, "secret", 6) == 0) {
            return 1;
        }
    }
    return 0;
}

static int try_once(int directory, int how);

int EXPORT(try_often)(int directory, int how, int times) {
    int seen = 0;
    successes = 0;
    for (int i = 0; i < times; i++) {
        content_length = 0;
        if (try_once(directory, how) == 0) {
            successes++;
            seen += saw_secret();
        }
    }
    return seen;
}

static int rename_and_back(int directory) {
    int error = __wasi_path_rename(directory, path_a, directory, path_b);
    return (error != 0) ? error : __wasi_path_rename(directory, path_b, directory, path_a);
}

static int try_once(int directory, int how) {
    switch (how) {
        case 0:
            return read_file(directory, 1);
        case 1:
            return read_link(directory);
        case 2:
            return list(directory, 1);
        case 3: {
            int error = write_file(directory, 0, __WASI_OFLAGS_CREAT | __WASI_OFLAGS_TRUNC, 0);
            int removed = __wasi_path_unlink_file(directory, path_a);
            return (error != 0) ? error : removed;
        }
        case 4: {
            int error = __wasi_path_create_directory(directory, path_a);
            int removed = __wasi_path_remove_directory(directory, path_a);
            return (error != 0) ? error : removed;
        }
        case 5:
            return set_times(directory, 0);
        case 6:
            return rename_and_back(directory);
        case 7:
            return status(directory, 1);
        default:
            return write_file(directory, 0, 0, 0);
    }
}

/*
 * Lists a directory with a buffer of some size, and removes each file that it has seen if
 * that is wanted. Returns how many entries it saw, or a negative error.
 */
int EXPORT(list_all)(int directory, int size, int and_remove) {
    __wasi_fd_t fd;
    int error = open_path(directory, 0, __WASI_OFLAGS_DIRECTORY, 0, 0, &fd);
    __wasi_dircookie_t cookie = 0;
    __wasi_size_t used = (__wasi_size_t) size;
    int count = 0;
    while (error == 0 && used == (__wasi_size_t) size) {
        error = __wasi_fd_readdir(fd, content, (__wasi_size_t) size, cookie, &used);
        __wasi_size_t at = 0;
        while (error == 0 && at + sizeof(__wasi_dirent_t) <= used) {
            __wasi_dirent_t entry;
            memcpy(&entry, content + at, sizeof entry);
            if (at + sizeof entry + entry.d_namlen > used) {
                break;
            }
            memcpy(path_b, content + at + sizeof entry, entry.d_namlen);
            path_b[entry.d_namlen] = '\0';
            at += sizeof entry + entry.d_namlen;
            cookie = entry.d_next;
            count++;
            if (and_remove && entry.d_type == __WASI_FILETYPE_REGULAR_FILE) {
                error = __wasi_path_unlink_file((int) fd, path_b);
            }
        }
    }
    close_descriptor(fd);
    return (error != 0) ? -error : count;
}

/*
 * Lists a directory, and the same position twice. Returns whether both are the same.
 */
int EXPORT(list_again)(int directory, int position) {
    static uint8_t again[sizeof content];
    __wasi_fd_t fd;
    __wasi_size_t length;
    int error = open_path(directory, 0, __WASI_OFLAGS_DIRECTORY, 0, 0, &fd);
    if (error == 0) {
        error = __wasi_fd_readdir(fd, content, sizeof content, (__wasi_dircookie_t) position, &content_length);
    }
    if (error == 0) {
        error = __wasi_fd_readdir(fd, again, sizeof again, (__wasi_dircookie_t) position, &length);
    }
    close_descriptor(fd);
    return error == 0 && length == content_length && memcmp(content, again, length) == 0;
}

/* Waits for a clock: a time, which is absolute or not. */
int EXPORT(wait_for)(int clock, int64_t time, int absolute) {
    __wasi_subscription_t subscription = { 0 };
    __wasi_event_t event;
    __wasi_size_t events = 0;
    subscription.u.tag = __WASI_EVENTTYPE_CLOCK;
    subscription.u.u.clock.id = (__wasi_clockid_t) clock;
    subscription.u.u.clock.timeout = (__wasi_timestamp_t) time;
    subscription.u.u.clock.flags = absolute ? __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME : 0;
    int error = __wasi_poll_oneoff(&subscription, &event, 1, &events);
    return (error != 0) ? error : (events == 1 && event.error == 0) ? 0 : -1;
}
