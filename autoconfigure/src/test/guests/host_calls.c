/*
 * Calls functions of the host, and counts what the host allocates for it.
 */
#include <stdint.h>
#include <stdlib.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(name) __attribute__((import_module("env"), import_name(name)))

IMPORT("greet") uint64_t host_greet(const void *pointer, uint32_t length);
IMPORT("length_of") int32_t host_length_of(uint32_t pointer, uint32_t length);
IMPORT("priced") uint64_t host_priced(const void *pointer, uint32_t length);
IMPORT("mix") double host_mix(int32_t a, int64_t b, float c, double d);
IMPORT("small") int32_t host_small(int32_t value);
IMPORT("fail") void host_fail(int32_t how);
IMPORT("nest") int32_t host_nest(int32_t depth);
IMPORT("tick") void host_tick(void);

static int32_t live_buffers;

EXPORT("alloc")
void *alloc(uint32_t size) {
    void *pointer = malloc(size);
    live_buffers += pointer != NULL;
    return pointer;
}

EXPORT("dealloc")
void dealloc(void *pointer, uint32_t length) {
    (void) length;
    live_buffers -= pointer != NULL;
    free(pointer);
}

/* Buffers that were not given back. */
EXPORT("live")
int32_t live(void) {
    return live_buffers;
}

/* Passes on what the host returns. */
EXPORT("greet")
uint64_t greet(const void *pointer, uint32_t length) {
    return host_greet(pointer, length);
}

EXPORT("priced")
uint64_t priced(const void *pointer, uint32_t length) {
    return host_priced(pointer, length);
}

/* Passes any range, also one outside of the memory. */
EXPORT("length_of")
int32_t length_of(uint32_t pointer, uint32_t length) {
    return host_length_of(pointer, length);
}

EXPORT("mix")
double mix(int32_t a, int64_t b, float c, double d) {
    return host_mix(a, b, c, d);
}

EXPORT("small")
int32_t small(int32_t value) {
    return host_small(value);
}

EXPORT("fail")
int32_t fail(int32_t how) {
    host_fail(how);
    return 1;
}

/* Calls the host, which calls this function again: returns how deep they went. */
EXPORT("nest")
int32_t nest(int32_t depth) {
    return depth == 0 ? 0 : 1 + host_nest(depth - 1);
}

/* Calls the host many times. */
EXPORT("ticks")
void ticks(int32_t count) {
    while (count-- > 0) {
        host_tick();
    }
}
