/*
 * A plugin for Extism, written by hand: the kernel's functions and nothing else.
 */
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define KERNEL(name) __attribute__((import_module("extism:host/env"), import_name(name)))

KERNEL("input_length") uint64_t input_length(void);
KERNEL("input_load_u8") int32_t input_load_u8(uint64_t offset);
KERNEL("alloc") uint64_t block_alloc(uint64_t length);
KERNEL("free") void block_free(uint64_t offset);
KERNEL("length") uint64_t block_length(uint64_t offset);
KERNEL("load_u8") int32_t load_u8(uint64_t offset);
KERNEL("store_u8") void store_u8(uint64_t offset, int32_t value);
KERNEL("output_set") void output_set(uint64_t offset, uint64_t length);
KERNEL("error_set") void error_set(uint64_t offset);
KERNEL("config_get") uint64_t config_get(uint64_t key);
KERNEL("var_get") uint64_t var_get(uint64_t key);
KERNEL("var_set") void var_set(uint64_t key, uint64_t value);
KERNEL("log_info") void log_info(uint64_t message);
KERNEL("http_request") uint64_t http_request(uint64_t request, uint64_t body);
KERNEL("http_status_code") int32_t http_status_code(void);
KERNEL("http_headers") uint64_t http_headers(void);

static uint64_t block(const char *text, uint64_t length) {
	uint64_t offset = block_alloc(length);
	for (uint64_t i = 0; i < length; i++) {
		store_u8(offset + i, text[i]);
	}
	return offset;
}

#define BLOCK(text) block(text, sizeof(text) - 1)

static void output_number(uint64_t number) {
	char digits[20];
	int start = sizeof(digits);
	do {
		digits[--start] = (char) ('0' + number % 10);
		number /= 10;
	} while (number > 0);
	output_set(block(digits + start, sizeof(digits) - start), sizeof(digits) - start);
}

EXPORT("count_vowels")
int32_t count_vowels(void) {
	uint64_t vowels = 0;
	for (uint64_t i = 0; i < input_length(); i++) {
		int32_t letter = input_load_u8(i) | 0x20;
		vowels += letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u';
	}
	output_number(vowels);
	return 0;
}

EXPORT("echo")
int32_t echo(void) {
	uint64_t length = input_length();
	uint64_t offset = block_alloc(length);
	for (uint64_t i = 0; i < length; i++) {
		store_u8(offset + i, input_load_u8(i));
	}
	output_set(offset, length);
	return 0;
}

EXPORT("fail")
int32_t fail(void) {
	error_set(BLOCK("no such order"));
	return 1;
}

EXPORT("fail_with_code")
int32_t fail_with_code(void) {
	error_set(BLOCK("out of pens"));
	return 3;
}

EXPORT("greeting")
int32_t greeting(void) {
	uint64_t value = config_get(BLOCK("greeting"));
	output_set(value, block_length(value));
	return 0;
}

/* Counts its calls in a variable of one byte. */
EXPORT("calls")
int32_t calls(void) {
	uint64_t name = BLOCK("calls");
	uint64_t old = var_get(name);
	int32_t count = (old != 0) ? load_u8(old) + 1 : 1;
	uint64_t value = block_alloc(1);
	store_u8(value, count);
	var_set(name, value);
	log_info(BLOCK("called"));
	output_number((uint64_t) count);
	return 0;
}

/* Tells how much it was given, in blocks of a mebibyte. */
EXPORT("hoard")
int32_t hoard(void) {
	uint64_t blocks = 0;
	while (block_alloc(1 << 20) != 0) {
		blocks++;
	}
	output_number(blocks);
	return 0;
}

EXPORT("lie")
int32_t lie(void) {
	store_u8((uint64_t) 1 << 40, 1);
	return 0;
}

EXPORT("lie_about_output")
int32_t lie_about_output(void) {
	output_set(block_alloc(8), UINT64_MAX);
	return 0;
}

EXPORT("ask")
int32_t ask(void) {
	http_request(BLOCK("{\"url\":\"http://example.org/\"}"), 0);
	return 0;
}

static uint64_t input_block(void) {
	uint64_t length = input_length();
	uint64_t offset = block_alloc(length);
	for (uint64_t i = 0; i < length; i++) {
		store_u8(offset + i, input_load_u8(i));
	}
	return offset;
}

/* Sends the request that the input describes, and returns the body. */
EXPORT("request")
int32_t request(void) {
	uint64_t body = http_request(input_block(), BLOCK("a body"));
	output_set(body, block_length(body));
	return 0;
}

EXPORT("request_status")
int32_t request_status(void) {
	http_request(input_block(), 0);
	output_number((uint64_t) http_status_code());
	return 0;
}

EXPORT("request_headers")
int32_t request_headers(void) {
	http_request(input_block(), 0);
	uint64_t headers = http_headers();
	output_set(headers, block_length(headers));
	return 0;
}

EXPORT("loop")
int32_t loop(void) {
	for (;;) {
		input_length();
	}
}
