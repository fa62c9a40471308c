/* Computes the CRC-32 of n bytes by a table, and again by four tables at once. */

#include "kernel.h"

enum { MAX = 1 << 21 };

static uint8_t bytes[MAX];
static uint32_t tables[4][256];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 20;
	for (int i = 0; i < n; i++) {
		bytes[i] = (uint8_t) next(&seed);
	}
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t crc = i;
		for (int bit = 0; bit < 8; bit++) {
			crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
		}
		tables[0][i] = crc;
	}
	for (int table = 1; table < 4; table++) {
		for (int i = 0; i < 256; i++) {
			uint32_t crc = tables[table - 1][i];
			tables[table][i] = crc >> 8 ^ tables[0][crc & 255];
		}
	}
	uint32_t crc = 0xffffffff;
	UNROLL(200)
	for (int i = 0; i < n; i++) {
		crc = crc >> 8 ^ tables[0][(crc ^ bytes[i]) & 255];
	}
	uint32_t wide = 0xffffffff;
	for (int i = 0; i + 4 <= n; i += 4) {
		wide ^= bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 | (uint32_t) bytes[i + 3] << 24;
		wide = tables[3][wide & 255] ^ tables[2][wide >> 8 & 255] ^ tables[1][wide >> 16 & 255]
				^ tables[0][wide >> 24];
	}
	return (int64_t) ((uint64_t) crc << 32 | wide);
}
