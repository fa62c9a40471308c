/* Puts n keys into a hash table with open addresses, looks up and removes. */

#include "kernel.h"

enum { SLOTS = 1 << 17, GONE = 1 };

static uint32_t keys[SLOTS];
static int32_t values[SLOTS];

PART uint32_t slot_of(uint32_t key)
{
	key ^= key >> 16;
	key *= 0x7feb352d;
	key ^= key >> 15;
	key *= 0x846ca68b;
	return (key ^ key >> 16) & (SLOTS - 1);
}

PART int32_t find(uint32_t key)
{
	UNROLL(24)
	for (uint32_t slot = slot_of(key);; slot = (slot + 1) & (SLOTS - 1)) {
		if (keys[slot] == key) {
			return (int32_t) slot;
		}
		if (keys[slot] == 0) {
			return -1;
		}
	}
}

PART void put(uint32_t key, int32_t value)
{
	UNROLL(24)
	for (uint32_t slot = slot_of(key);; slot = (slot + 1) & (SLOTS - 1)) {
		if (keys[slot] == key || keys[slot] <= GONE) {
			keys[slot] = key;
			values[slot] = value;
			return;
		}
	}
}

KERNEL int64_t run(int32_t n)
{
	uint64_t sum = 0;
	for (int i = 0; i < SLOTS; i++) {
		keys[i] = 0;
	}
	uint32_t seed = 16;
	for (int i = 0; i < n; i++) {
		put(next(&seed) | 2, i);
	}
	seed = 16;
	for (int i = 0; i < 2 * n; i++) {
		int32_t slot = find(next(&seed) | 2);
		sum += slot < 0 ? 1 : (uint32_t) values[slot];
	}
	seed = 16;
	for (int i = 0; i < n; i++) {
		uint32_t key = next(&seed) | 2;
		int32_t slot = find(key);
		if (slot >= 0 && (i & 1)) {
			keys[slot] = GONE;
		}
	}
	seed = 16;
	for (int i = 0; i < n; i++) {
		int32_t slot = find(next(&seed) | 2);
		sum = mix(sum, slot < 0 ? i : values[slot]);
	}
	return sum;
}
