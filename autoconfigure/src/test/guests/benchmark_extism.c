/*
 * An echo for Extism's interface of blocks that the host keeps.
 */
#include <stdint.h>

#define IMPORT(name) __attribute__((import_module("extism:host/env"), import_name(name)))
#define EXPORT(name) __attribute__((export_name(name)))

IMPORT("input_length") uint64_t input_length(void);
IMPORT("input_load_u8") int32_t input_load_u8(uint64_t offset);
IMPORT("input_load_u64") uint64_t input_load_u64(uint64_t offset);
IMPORT("alloc") uint64_t extism_alloc(uint64_t length);
IMPORT("store_u8") void store_u8(uint64_t offset, int32_t value);
IMPORT("store_u64") void store_u64(uint64_t offset, uint64_t value);
IMPORT("output_set") void output_set(uint64_t offset, uint64_t length);

static uint8_t buffer[1 << 16];

/* Copies the input into the guest and back, as Extism's libraries for guests do. */
EXPORT("echo")
int32_t echo(void) {
    uint64_t length = input_length();
    if (length > sizeof(buffer)) {
        return 1;
    }
    uint64_t words = length / 8 * 8;
    for (uint64_t i = 0; i < words; i += 8) {
        *(uint64_t *) (buffer + i) = input_load_u64(i);
    }
    for (uint64_t i = words; i < length; i++) {
        buffer[i] = (uint8_t) input_load_u8(i);
    }
    uint64_t output = extism_alloc(length);
    for (uint64_t i = 0; i < words; i += 8) {
        store_u64(output + i, *(uint64_t *) (buffer + i));
    }
    for (uint64_t i = words; i < length; i++) {
        store_u8(output + i, buffer[i]);
    }
    output_set(output, length);
    return 0;
}
