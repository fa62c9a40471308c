/*
 * Work that consists of calls: of the function itself, of functions in a table,
 * and of a function of the host.
 */
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))

/* The next number of a random sequence. */
__attribute__((import_module("env"), import_name("next"))) int32_t host_next(int32_t value);

/* Keeps the compiler from making a loop of the second call. */
EXPORT("fib")
__attribute__((disable_tail_calls))
int32_t fib(int32_t n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

static int32_t add_one(int32_t value) {
    return value + 1;
}

static int32_t triple(int32_t value) {
    return (int32_t) ((uint32_t) value * 3);
}

static int32_t invert(int32_t value) {
    return ~value;
}

static int32_t halve(int32_t value) {
    return value / 2;
}

static int32_t (*const steps[])(int32_t) = { add_one, triple, invert, halve };

EXPORT("indirect_calls")
int32_t indirect_calls(int32_t count) {
    int32_t value = 0;
    uint32_t random = 0;
    for (int32_t i = 0; i < count; i++) {
        random = random * 1103515245 + 12345;
        value = steps[random >> 16 & 3](value);
    }
    return value;
}

EXPORT("host_calls")
int32_t host_calls(int32_t count) {
    int32_t value = 0;
    for (int32_t i = 0; i < count; i++) {
        value = host_next(value);
    }
    return value;
}
