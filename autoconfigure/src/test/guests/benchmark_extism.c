/*
 * Work for Extism's interface of blocks that the host keeps.
 */
#include "../../../../sample-app/guests/sha256/sha256.c"

#define IMPORT(name) __attribute__((import_module("extism:host/env"), import_name(name)))

IMPORT("input_length") uint64_t input_length(void);
IMPORT("input_load_u8") int32_t input_load_u8(uint64_t offset);
IMPORT("input_load_u64") uint64_t input_load_u64(uint64_t offset);
IMPORT("alloc") uint64_t extism_alloc(uint64_t length);
IMPORT("store_u8") void store_u8(uint64_t offset, int32_t value);
IMPORT("store_u64") void store_u64(uint64_t offset, uint64_t value);
IMPORT("output_set") void output_set(uint64_t offset, uint64_t length);

static _Alignas(8) uint8_t buffer[1 << 16];

/* Copies the input into the guest, as Extism's libraries for guests do. */
static uint32_t read_input(void) {
    uint64_t length = input_length();
    if (length > sizeof(buffer)) {
        __builtin_trap();
    }
    uint64_t words = length / 8 * 8;
    for (uint64_t i = 0; i < words; i += 8) {
        *(uint64_t *) (buffer + i) = input_load_u64(i);
    }
    for (uint64_t i = words; i < length; i++) {
        buffer[i] = (uint8_t) input_load_u8(i);
    }
    return (uint32_t) length;
}

/* Copies bytes out of the guest, as those libraries do. */
static void write_output(const uint8_t *bytes, uint32_t length) {
    uint64_t output = extism_alloc(length);
    uint32_t words = length / 8 * 8;
    for (uint32_t i = 0; i < words; i += 8) {
        store_u64(output + i, *(const uint64_t *) (bytes + i));
    }
    for (uint32_t i = words; i < length; i++) {
        store_u8(output + i, bytes[i]);
    }
    output_set(output, length);
}

EXPORT("echo_block")
int32_t echo_block(void) {
    write_output(buffer, read_input());
    return 0;
}

/* Takes two numbers of four bytes. */
EXPORT("add_block")
int32_t add_block(void) {
    if (read_input() != 8) {
        return 1;
    }
    const uint32_t *numbers = (const uint32_t *) buffer;
    uint32_t sum = numbers[0] + numbers[1];
    write_output((const uint8_t *) &sum, sizeof(sum));
    return 0;
}

EXPORT("sha256_block")
int32_t sha256_block(void) {
    uint8_t *digest = (uint8_t *) (uintptr_t) (sha256(buffer, read_input()) >> 32);
    write_output(digest, DIGEST);
    dealloc(digest, DIGEST);
    return 0;
}
