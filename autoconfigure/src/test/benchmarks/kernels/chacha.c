/* Makes n blocks of the key stream of ChaCha20. */

#include "kernel.h"

#define QUARTER(a, b, c, d) \
	x[a] += x[b]; x[d] = turn(x[d] ^ x[a], 16); \
	x[c] += x[d]; x[b] = turn(x[b] ^ x[c], 12); \
	x[a] += x[b]; x[d] = turn(x[d] ^ x[a], 8); \
	x[c] += x[d]; x[b] = turn(x[b] ^ x[c], 7);

static uint8_t stream[64];

static inline uint32_t turn(uint32_t value, int bits)
{
	return value << bits | value >> (32 - bits);
}

PART void block(const uint32_t *state)
{
	uint32_t x[16];
	for (int i = 0; i < 16; i++) {
		x[i] = state[i];
	}
	UNROLL(10)
	for (int i = 0; i < 10; i++) {
		QUARTER(0, 4, 8, 12)
		QUARTER(1, 5, 9, 13)
		QUARTER(2, 6, 10, 14)
		QUARTER(3, 7, 11, 15)
		QUARTER(0, 5, 10, 15)
		QUARTER(1, 6, 11, 12)
		QUARTER(2, 7, 8, 13)
		QUARTER(3, 4, 9, 14)
	}
	for (int i = 0; i < 16; i++) {
		uint32_t word = x[i] + state[i];
		stream[4 * i] = (uint8_t) word;
		stream[4 * i + 1] = (uint8_t) (word >> 8);
		stream[4 * i + 2] = (uint8_t) (word >> 16);
		stream[4 * i + 3] = (uint8_t) (word >> 24);
	}
}

KERNEL int64_t run(int32_t n)
{
	uint32_t state[16] = { 0x61707865, 0x3320646e, 0x79622d32, 0x6b206574 };
	uint64_t sum = 0;
	for (uint32_t i = 4; i < 16; i++) {
		state[i] = i * 0x01010101;
	}
	UNROLL(4)
	for (int32_t i = 0; i < n; i++) {
		state[12] = (uint32_t) i;
		block(state);
		for (int j = 0; j < 64; j += 8) {
			sum = mix(sum, stream[j] | stream[j + 3] << 8);
		}
	}
	return sum;
}
