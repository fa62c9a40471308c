/* Encrypts n blocks with AES-128 in counter mode. */

#include "kernel.h"

static uint8_t boxes[256];
static uint32_t tables[4][256];

static inline uint32_t turn(uint32_t value, int bits)
{
	return value << bits | value >> (32 - bits);
}

PART void prepare(void)
{
	uint8_t p = 1;
	uint8_t q = 1;
	do {
		p = (uint8_t) (p ^ p << 1 ^ (p & 128 ? 0x1b : 0));
		q ^= q << 1;
		q ^= q << 2;
		q ^= q << 4;
		q ^= q & 128 ? 9 : 0;
		uint32_t repeated = q | q << 8;
		boxes[p] = (uint8_t) (q ^ repeated >> 7 ^ repeated >> 6 ^ repeated >> 5 ^ repeated >> 4 ^ 0x63);
	}
	while (p != 1);
	boxes[0] = 0x63;
	for (int i = 0; i < 256; i++) {
		uint32_t box = boxes[i];
		uint32_t twice = (box << 1 ^ (box & 128 ? 0x1b : 0)) & 255;
		tables[0][i] = twice << 24 | box << 16 | box << 8 | (twice ^ box);
		for (int table = 1; table < 4; table++) {
			tables[table][i] = turn(tables[table - 1][i], 24);
		}
	}
}

PART void expand(uint32_t *keys)
{
	uint32_t constant = 1;
	for (int i = 4; i < 44; i++) {
		uint32_t word = keys[i - 1];
		if (i % 4 == 0) {
			word = turn(word, 8);
			word = (uint32_t) boxes[word >> 24] << 24 | boxes[word >> 16 & 255] << 16 | boxes[word >> 8 & 255] << 8
					| boxes[word & 255];
			word ^= constant << 24;
			constant = (constant << 1 ^ (constant & 128 ? 0x11b : 0)) & 255;
		}
		keys[i] = keys[i - 4] ^ word;
	}
}

PART void encrypt(const uint32_t *keys, uint32_t *block)
{
	uint32_t state[4], after[4];
	for (int i = 0; i < 4; i++) {
		state[i] = block[i] ^ keys[i];
	}
	UNROLL(9)
	for (int round = 1; round < 10; round++) {
		for (int i = 0; i < 4; i++) {
			after[i] = tables[0][state[i] >> 24] ^ tables[1][state[(i + 1) & 3] >> 16 & 255]
					^ tables[2][state[(i + 2) & 3] >> 8 & 255] ^ tables[3][state[(i + 3) & 3] & 255]
					^ keys[4 * round + i];
		}
		for (int i = 0; i < 4; i++) {
			state[i] = after[i];
		}
	}
	for (int i = 0; i < 4; i++) {
		block[i] = ((uint32_t) boxes[state[i] >> 24] << 24 | boxes[state[(i + 1) & 3] >> 16 & 255] << 16
				| boxes[state[(i + 2) & 3] >> 8 & 255] << 8 | boxes[state[(i + 3) & 3] & 255]) ^ keys[40 + i];
	}
}

KERNEL int64_t run(int32_t n)
{
	uint32_t keys[44] = { 0x2b7e1516, 0x28aed2a6, 0xabf71588, 0x09cf4f3c };
	uint64_t sum = 0;
	prepare();
	expand(keys);
	UNROLL(5)
	for (int32_t i = 0; i < n; i++) {
		uint32_t block[4] = { 0xf0f1f2f3, 0xf4f5f6f7, 0xf8f9fafb, 0xfcfdfeff + (uint32_t) i };
		encrypt(keys, block);
		sum = mix(sum, (uint64_t) block[0] << 32 | block[1]);
		sum = mix(sum, (uint64_t) block[2] << 32 | block[3]);
	}
	return sum;
}
