/* Decides who may do what at a gateway. Needs no C library. */
#include <stdbool.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define PAGE 65536

/* The linker puts this symbol behind the program's own data. */
extern uint8_t __heap_base;

static uint64_t next;
static uint32_t live;

/* A buffer of the given size, or NULL. Memory is used again once no buffer is alive. */
EXPORT("alloc")
void *alloc(uint32_t size) {
    uint64_t start = live == 0 ? (uintptr_t) &__heap_base : next;
    uint64_t end = (start + size + 7) / 8 * 8;
    uint64_t have = (uint64_t) __builtin_wasm_memory_size(0) * PAGE;
    if (end > have) {
        uint64_t pages = (end - have + PAGE - 1) / PAGE;
        if (__builtin_wasm_memory_grow(0, (uint32_t) pages) == SIZE_MAX) {
            return 0;
        }
    }
    next = end;
    live++;
    return (void *) (uintptr_t) start;
}

/* Takes a buffer back. */
EXPORT("dealloc")
void dealloc(void *pointer, uint32_t size) {
    (void) pointer;
    (void) size;
    live--;
}

static bool starts(const char *text, uint32_t length, const char *start) {
    uint32_t index = 0;
    while (start[index] != 0) {
        if (index == length || text[index] != start[index]) {
            return false;
        }
        index++;
    }
    return true;
}

/* Everybody may read, but not below /admin. Everything else is for orders. */
/* tag::allows[] */
EXPORT("allows")
bool allows(const char *method, uint32_t method_length, const char *path, uint32_t path_length) {
    if (starts(path, path_length, "/admin")) {
        return false;
    }
    return (method_length == 3 && starts(method, method_length, "GET"))
        || starts(path, path_length, "/orders");
}
/* end::allows[] */
