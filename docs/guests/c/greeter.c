/* Greets somebody. Needs no C library. */
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

/* "Hello, <name>!" as pointer << 32 | length. */
EXPORT("greet")
uint64_t greet(const char *name, uint32_t length) {
    static const char hello[] = "Hello, ";
    uint32_t prefix = sizeof hello - 1;
    char *greeting = alloc(prefix + length + 1);
    if (greeting == 0) {
        __builtin_trap();
    }
    __builtin_memcpy(greeting, hello, prefix);
    __builtin_memcpy(greeting + prefix, name, length);
    greeting[prefix + length] = '!';
    return (uint64_t) (uintptr_t) greeting << 32 | (prefix + length + 1);
}
