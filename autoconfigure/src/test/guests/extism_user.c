/*
 * A plugin for Extism that calls functions of the application.
 */
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define KERNEL(name) __attribute__((import_module("extism:host/env"), import_name(name)))
#define USER(name) __attribute__((import_module("extism:host/user"), import_name(name)))

KERNEL("input_offset") uint64_t input_offset(void);
KERNEL("length") uint64_t block_length(uint64_t offset);
KERNEL("output_set") void output_set(uint64_t offset, uint64_t length);

USER("shout") uint64_t shout(uint64_t text);
USER("reverse") uint64_t reverse(uint64_t bytes);
USER("price") uint64_t price(uint64_t order, int64_t quantity);
USER("double_it") int64_t double_it(int64_t number);
USER("note") void note(uint64_t text);

static int32_t answer(uint64_t block) {
	output_set(block, block_length(block));
	return 0;
}

EXPORT("shout_it")
int32_t shout_it(void) {
	note(input_offset());
	return answer(shout(input_offset()));
}

EXPORT("reverse_it")
int32_t reverse_it(void) {
	return answer(reverse(input_offset()));
}

EXPORT("price_it")
int32_t price_it(void) {
	return answer(price(input_offset(), double_it(2)));
}

/* An offset that is in no block. */
EXPORT("lie_to_host")
int32_t lie_to_host(void) {
	return answer(shout((uint64_t) -1));
}
