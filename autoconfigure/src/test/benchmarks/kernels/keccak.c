/* Applies the permutation Keccak-f[1600] n times. */

#include "kernel.h"

static const int turns[24] = { 1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20,
	44 };
static const int lanes[24] = { 10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1 };
static uint64_t constants[24];

static inline uint64_t turn(uint64_t value, int bits)
{
	return value << bits | value >> (64 - bits);
}

PART void prepare(void)
{
	uint8_t shifted = 1;
	for (int round = 0; round < 24; round++) {
		constants[round] = 0;
		for (int j = 0; j < 7; j++) {
			if (shifted & 1) {
				constants[round] |= 1ULL << ((1 << j) - 1);
			}
			shifted = (uint8_t) (shifted << 1 ^ (shifted & 128 ? 0x71 : 0));
		}
	}
}

PART void permute(uint64_t *state)
{
	uint64_t columns[5];
	UNROLL(24)
	for (int round = 0; round < 24; round++) {
		UNROLL(5)
		for (int i = 0; i < 5; i++) {
			columns[i] = state[i] ^ state[i + 5] ^ state[i + 10] ^ state[i + 15] ^ state[i + 20];
		}
		UNROLL(5)
		for (int i = 0; i < 5; i++) {
			uint64_t column = columns[(i + 4) % 5] ^ turn(columns[(i + 1) % 5], 1);
			UNROLL(5)
			for (int j = 0; j < 25; j += 5) {
				state[j + i] ^= column;
			}
		}
		uint64_t moved = state[1];
		UNROLL(24)
		for (int i = 0; i < 24; i++) {
			uint64_t lane = state[lanes[i]];
			state[lanes[i]] = turn(moved, turns[i]);
			moved = lane;
		}
		UNROLL(5)
		for (int j = 0; j < 25; j += 5) {
			UNROLL(5)
			for (int i = 0; i < 5; i++) {
				columns[i] = state[j + i];
			}
			UNROLL(5)
			for (int i = 0; i < 5; i++) {
				state[j + i] ^= ~columns[(i + 1) % 5] & columns[(i + 2) % 5];
			}
		}
		state[0] ^= constants[round];
	}
}

KERNEL int64_t run(int32_t n)
{
	uint64_t state[25] = { 0 };
	prepare();
	UNROLL(2)
	for (int32_t i = 0; i < n; i++) {
		state[0] ^= (uint32_t) i;
		permute(state);
	}
	uint64_t sum = 0;
	for (int i = 0; i < 25; i++) {
		sum = mix(sum, state[i]);
	}
	return sum;
}
