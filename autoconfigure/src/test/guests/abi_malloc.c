/*
 * The allocator pair malloc(size) and free(pointer), with a counter, and
 * results that are pointers to NUL-terminated text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT(name) __attribute__((export_name(name)))

static int32_t live_buffers;

EXPORT("malloc")
void *counting_malloc(uint32_t size) {
    void *pointer = malloc(size);
    if (pointer != NULL) {
        live_buffers++;
    }
    return pointer;
}

EXPORT("free")
void counting_free(void *pointer) {
    if (pointer != NULL) {
        live_buffers--;
        free(pointer);
    }
}

/* Buffers that were not given back. */
EXPORT("live")
int32_t live(void) {
    return live_buffers;
}

static char *malloc_or_trap(uint32_t size) {
    char *pointer = counting_malloc(size);
    if (pointer == NULL) {
        __builtin_trap();
    }
    return pointer;
}

EXPORT("echo")
uint64_t echo(const char *text, uint32_t length) {
    char *copy = malloc_or_trap(length);
    memcpy(copy, text, length);
    return (uint64_t) (uint32_t) (uintptr_t) copy << 32 | length;
}

/* "Hello, <name>!" and a NUL. */
EXPORT("greet")
char *greet(const char *name, uint32_t length) {
    char *greeting = malloc_or_trap(7 + length + 2);
    memcpy(greeting, "Hello, ", 7);
    memcpy(greeting + 7, name, length);
    memcpy(greeting + 7 + length, "!", 2);
    return greeting;
}

EXPORT("null_string")
char *null_string(const char *text, uint32_t length) {
    (void) text;
    (void) length;
    return NULL;
}
