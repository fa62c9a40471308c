/* Compresses n bytes by what repeats, with chains of hashes, and expands them again. */

#include "kernel.h"

enum { MAX = 1 << 19, WINDOW = 1 << 15, HASHES = 1 << 14, SHORTEST = 4, LONGEST = 131, TRIES = 16 };

static uint8_t text[MAX + LONGEST], packed[MAX + MAX / 8 + 64], unpacked[MAX + LONGEST];
static int32_t heads[HASHES], chain[WINDOW];

PART uint32_t hash(const uint8_t *at)
{
	uint32_t word = at[0] | at[1] << 8 | at[2] << 16 | (uint32_t) at[3] << 24;
	return (word * 2654435761u) >> 18;
}

PART int32_t compress(int32_t n)
{
	int32_t size = 0;
	int32_t literals = 0;
	for (int i = 0; i < HASHES; i++) {
		heads[i] = -1;
	}
	for (int32_t i = 0; i < n;) {
		int32_t longest = 0;
		int32_t distance = 0;
		int32_t limit = n - i < LONGEST ? n - i : LONGEST;
		if (limit >= SHORTEST) {
			int32_t candidate = heads[hash(text + i)];
			UNROLL(16)
			for (int tries = 0; tries < TRIES && candidate >= 0 && i - candidate < WINDOW; tries++) {
				int32_t length = 0;
				UNROLL(16)
				while (length < limit && text[candidate + length] == text[i + length]) {
					length++;
				}
				if (length > longest) {
					longest = length;
					distance = i - candidate;
				}
				candidate = chain[candidate & (WINDOW - 1)];
			}
		}
		int32_t step = longest >= SHORTEST ? longest : 1;
		if (longest >= SHORTEST) {
			literals = 0;
			packed[size++] = (uint8_t) (128 | (longest - SHORTEST));
			packed[size++] = (uint8_t) distance;
			packed[size++] = (uint8_t) (distance >> 8);
		}
		else {
			if (literals == 0 || literals == 127) {
				packed[size++] = 0;
				literals = 0;
			}
			literals++;
			packed[size - literals] = (uint8_t) literals;
			packed[size++] = text[i];
		}
		UNROLL(8)
		for (; step > 0; step--, i++) {
			if (i + SHORTEST <= n) {
				uint32_t slot = hash(text + i);
				chain[i & (WINDOW - 1)] = heads[slot];
				heads[slot] = i;
			}
		}
	}
	return size;
}

PART int32_t expand(int32_t size)
{
	int32_t length = 0;
	for (int32_t i = 0; i < size;) {
		int32_t token = packed[i++];
		if (token < 128) {
			UNROLL(16)
			for (int j = 0; j < token; j++) {
				unpacked[length++] = packed[i++];
			}
		}
		else {
			int32_t distance = packed[i] | packed[i + 1] << 8;
			i += 2;
			UNROLL(16)
			for (int j = 0; j < token - 128 + SHORTEST; j++, length++) {
				unpacked[length] = unpacked[length - distance];
			}
		}
	}
	return length;
}

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 18;
	for (int32_t i = 0; i < n;) {
		uint32_t random = next(&seed);
		if (i > 64 && (random & 3)) {
			int32_t from = (int32_t) (random >> 8) % (i - 32);
			for (int j = (random >> 2 & 15) + 3; j > 0 && i < n; j--) {
				text[i++] = text[from++];
			}
		}
		else {
			text[i++] = 'a' + (random >> 4) % 26;
		}
	}
	int32_t size = compress(n);
	int32_t length = expand(size);
	uint64_t sum = mix(size, length);
	for (int i = 0; i < n; i++) {
		sum += text[i] != unpacked[i];
	}
	for (int i = 0; i < size; i++) {
		sum = mix(sum, packed[i]);
	}
	return sum;
}
