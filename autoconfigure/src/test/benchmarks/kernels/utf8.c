/* Validates n bytes of UTF-8, counts its characters and turns them into UTF-16. */

#include "kernel.h"

enum { MAX = 1 << 21 };

static uint8_t text[MAX + 4];
static uint16_t wide[MAX];

/* Returns the length of the character there, or 0 if it is none. */
PART int length_at(const uint8_t *at, const uint8_t *end)
{
	uint8_t first = at[0];
	if (first < 0x80) {
		return 1;
	}
	if (first < 0xc2 || first > 0xf4) {
		return 0;
	}
	if (first < 0xe0) {
		return end - at >= 2 && (at[1] & 0xc0) == 0x80 ? 2 : 0;
	}
	if (first < 0xf0) {
		if (end - at < 3 || (at[1] & 0xc0) != 0x80 || (at[2] & 0xc0) != 0x80) {
			return 0;
		}
		return (first == 0xe0 && at[1] < 0xa0) || (first == 0xed && at[1] >= 0xa0) ? 0 : 3;
	}
	if (end - at < 4 || (at[1] & 0xc0) != 0x80 || (at[2] & 0xc0) != 0x80 || (at[3] & 0xc0) != 0x80) {
		return 0;
	}
	return (first == 0xf0 && at[1] < 0x90) || (first == 0xf4 && at[1] >= 0x90) ? 0 : 4;
}

PART int32_t widen(const uint8_t *from, const uint8_t *end)
{
	int32_t size = 0;
	UNROLL(12)
	while (from < end) {
		int length = length_at(from, end);
		uint32_t point;
		switch (length) {
			case 1:
				point = from[0];
				break;
			case 2:
				point = (from[0] & 31u) << 6 | (from[1] & 63u);
				break;
			case 3:
				point = (from[0] & 15u) << 12 | (from[1] & 63u) << 6 | (from[2] & 63u);
				break;
			case 4:
				point = (from[0] & 7u) << 18 | (from[1] & 63u) << 12 | (from[2] & 63u) << 6 | (from[3] & 63u);
				break;
			default:
				point = 0xfffd;
				length = 1;
		}
		if (point >= 0x10000) {
			wide[size++] = (uint16_t) (0xd7c0 + (point >> 10));
			wide[size++] = (uint16_t) (0xdc00 | (point & 0x3ff));
		}
		else {
			wide[size++] = (uint16_t) point;
		}
		from += length;
	}
	return size;
}

KERNEL int64_t run(int32_t n)
{
	static const uint8_t samples[8][5] = { "a", "z", " ", "\xc3\xa9", "\xd0\x96", "\xe4\xb8\xad", "\xf0\x9f\x98\x80",
		"\xed\xa0\x80" };
	uint32_t seed = 22;
	for (int i = 0; i + 4 <= n;) {
		uint32_t random = next(&seed);
		int sample = (random & 1023) == 0 ? 7 : (int) (random >> 10) % 7;
		for (int j = 0; samples[sample][j] != 0; j++) {
			text[i++] = samples[sample][j];
		}
	}
	int32_t characters = 0;
	int32_t wrong = 0;
	UNROLL(12)
	for (const uint8_t *at = text; at < text + n;) {
		int length = length_at(at, text + n);
		characters += length > 0;
		wrong += length == 0;
		at += length > 0 ? length : 1;
	}
	int32_t size = widen(text, text + n);
	uint64_t sum = mix(characters, wrong);
	for (int i = 0; i < size; i++) {
		sum = mix(sum, wide[i]);
	}
	return sum;
}
