/*
 * Buffers with counters around the allocator: what is alive tells whether the
 * host gave everything back. Also results that no host should accept.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define LARGEST (1024 * 1024)

static int32_t live_buffers;
static int32_t live_size;
static int32_t total_buffers;

static uint64_t packed(const void *pointer, uint32_t length) {
    return (uint64_t) (uint32_t) (uintptr_t) pointer << 32 | length;
}

/* Returns 0 for more than 1 MiB. */
EXPORT("alloc")
void *alloc(uint32_t size) {
    void *pointer = size <= LARGEST ? malloc(size) : NULL;
    if (pointer != NULL) {
        live_buffers++;
        live_size += (int32_t) size;
        total_buffers++;
    }
    return pointer;
}

EXPORT("dealloc")
void dealloc(void *pointer, uint32_t length) {
    if (pointer != NULL) {
        live_buffers--;
        live_size -= (int32_t) length;
        free(pointer);
    }
}

/* Buffers that were not given back. */
EXPORT("live")
int32_t live(void) {
    return live_buffers;
}

/* Bytes allocated, less the lengths given to dealloc. */
EXPORT("live_bytes")
int32_t live_bytes(void) {
    return live_size;
}

/* All buffers ever allocated. */
EXPORT("total")
int32_t total(void) {
    return total_buffers;
}

static void *alloc_or_trap(uint32_t size) {
    void *pointer = alloc(size);
    if (pointer == NULL) {
        __builtin_trap();
    }
    return pointer;
}

static uint64_t copy_of(const void *bytes, uint32_t length) {
    void *copy = alloc_or_trap(length);
    memcpy(copy, bytes, length);
    return packed(copy, length);
}

EXPORT("length")
int32_t length(const char *text, uint32_t length) {
    (void) text;
    return (int32_t) length;
}

EXPORT("echo")
uint64_t echo(const char *text, uint32_t length) {
    return copy_of(text, length);
}

EXPORT("concat")
uint64_t concat(const char *first, uint32_t first_length, const char *second, uint32_t second_length) {
    char *both = alloc_or_trap(first_length + second_length);
    memcpy(both, first, first_length);
    memcpy(both + first_length, second, second_length);
    return packed(both, first_length + second_length);
}

/* Leaves one buffer of its own behind, in addition to the argument. */
EXPORT("fail_with_buffer")
uint64_t fail_with_buffer(const char *text, uint32_t length) {
    copy_of(text, length);
    __builtin_trap();
}

EXPORT("trap")
int32_t trap(const char *text, uint32_t length) {
    (void) text;
    (void) length;
    __builtin_trap();
}

/* A sequence that starts a character of two bytes and doesn't end it. */
EXPORT("bad_utf8")
uint64_t bad_utf8(void) {
    return copy_of("\xc3\x28", 2);
}

EXPORT("bad_pointer")
uint64_t bad_pointer(void) {
    return (uint64_t) 0xffff0000 << 32 | 64;
}

EXPORT("bad_length")
uint64_t bad_length(void) {
    static const char text[] = "text";
    return packed(text, 0x7fffffff);
}

EXPORT("bad_json")
uint64_t bad_json(const char *json, uint32_t length) {
    (void) json;
    (void) length;
    return copy_of("{oops", 5);
}

EXPORT("json_null")
uint64_t json_null(const char *json, uint32_t length) {
    (void) json;
    (void) length;
    return copy_of("null", 4);
}

/* A buffer that is really there, but one byte longer than a host accepts. */
EXPORT("too_long")
uint64_t too_long(void) {
    uint32_t length = 64 * 1024 * 1024 + 1;
    void *pointer = malloc(length);
    if (pointer == NULL) {
        __builtin_trap();
    }
    live_buffers++;
    live_size += (int32_t) length;
    total_buffers++;
    return packed(pointer, length);
}

/* No buffer at all. */
EXPORT("empty")
uint64_t empty(void) {
    return 0;
}

/* Results that don't fit byte, boolean, char and short. */

EXPORT("byte_300")
int32_t byte_300(void) {
    return 300;
}

EXPORT("bool_2")
int32_t bool_2(void) {
    return 2;
}

EXPORT("char_minus")
int32_t char_minus(void) {
    return -1;
}

EXPORT("short_40000")
int32_t short_40000(void) {
    return 40000;
}
