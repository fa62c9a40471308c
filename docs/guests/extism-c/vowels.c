/* A plugin for Extism, by hand: the kernel's functions and nothing else. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define KERNEL(name) __attribute__((import_module("extism:host/env"), import_name(#name)))

KERNEL(input_length) uint64_t input_length(void);
KERNEL(input_load_u8) uint8_t input_load_u8(uint64_t offset);
KERNEL(alloc) uint64_t alloc(uint64_t length);
KERNEL(store_u8) void store_u8(uint64_t offset, uint8_t value);
KERNEL(output_set) void output_set(uint64_t offset, uint64_t length);
KERNEL(error_set) void error_set(uint64_t offset);

/* A block of the kernel with a text in it. */
static uint64_t block(const char *text, size_t length) {
    uint64_t offset = alloc(length);
    for (size_t i = 0; i < length; i++) {
        store_u8(offset + i, text[i]);
    }
    return offset;
}

static bool is_vowel(uint8_t letter) {
    switch (letter | 0x20) {
        case 'a': case 'e': case 'i': case 'o': case 'u':
            return true;
        default:
            return false;
    }
}

/* The input is a text, the output a document such as {"count": 3}. */
__attribute__((export_name("count_vowels")))
int32_t count_vowels(void) {
    uint64_t length = input_length();
    if (length == 0) {
        static const char message[] = "there is no text";
        error_set(block(message, sizeof message - 1));
        return 1;
    }
    unsigned long count = 0;
    for (uint64_t i = 0; i < length; i++) {
        count += is_vowel(input_load_u8(i));
    }
    char json[40];
    int size = snprintf(json, sizeof json, "{\"count\": %lu}", count);
    output_set(block(json, size), size);
    return 0;
}
