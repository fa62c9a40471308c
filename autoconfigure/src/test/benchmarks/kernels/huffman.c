/* Compresses n bytes by a code for how often each occurs, and expands them again. */

#include "kernel.h"

enum { MAX = 1 << 19, SYMBOLS = 256, NODES = 2 * SYMBOLS };

static uint8_t text[MAX], packed[2 * MAX], unpacked[MAX];
static int32_t weights[NODES], children[NODES][2], parents[NODES], queue[NODES];
static uint32_t codes[SYMBOLS];
static uint8_t lengths[SYMBOLS];

PART int32_t take(int32_t *size)
{
	int32_t first = queue[0];
	int32_t last = queue[--*size];
	int32_t at = 0;
	for (int32_t child; (child = 2 * at + 1) < *size; at = child) {
		if (child + 1 < *size && weights[queue[child + 1]] < weights[queue[child]]) {
			child++;
		}
		if (weights[queue[child]] >= weights[last]) {
			break;
		}
		queue[at] = queue[child];
	}
	queue[at] = last;
	return first;
}

PART void put(int32_t *size, int32_t node)
{
	int32_t at = (*size)++;
	while (at > 0 && weights[queue[(at - 1) / 2]] > weights[node]) {
		queue[at] = queue[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	queue[at] = node;
}

PART int32_t build(void)
{
	int32_t nodes = SYMBOLS;
	int32_t size = 0;
	for (int i = 0; i < SYMBOLS; i++) {
		put(&size, i);
	}
	while (size > 1) {
		int32_t left = take(&size);
		int32_t right = take(&size);
		weights[nodes] = weights[left] + weights[right];
		children[nodes][0] = left;
		children[nodes][1] = right;
		parents[left] = parents[right] = nodes;
		put(&size, nodes++);
	}
	int32_t root = nodes - 1;
	for (int i = 0; i < SYMBOLS; i++) {
		uint32_t code = 0;
		int length = 0;
		for (int32_t node = i; node != root; node = parents[node]) {
			code |= (uint32_t) (children[parents[node]][1] == node) << length++;
		}
		codes[i] = code;
		lengths[i] = (uint8_t) length;
	}
	return root;
}

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 19;
	for (int i = 0; i < SYMBOLS; i++) {
		weights[i] = 1;
	}
	for (int i = 0; i < n; i++) {
		uint32_t random = next(&seed);
		text[i] = (uint8_t) ((random & 15) + (random >> 8 & 7) * (random >> 12 & 7));
		weights[text[i]]++;
	}
	int32_t root = build();
	uint64_t buffer = 0;
	int bits = 0;
	int32_t size = 0;
	UNROLL(8)
	for (int i = 0; i < n; i++) {
		buffer = buffer << lengths[text[i]] | codes[text[i]];
		bits += lengths[text[i]];
		UNROLL(4)
		while (bits >= 8) {
			bits -= 8;
			packed[size++] = (uint8_t) (buffer >> bits);
		}
	}
	packed[size++] = (uint8_t) (buffer << (8 - bits));
	int32_t length = 0;
	int32_t node = root;
	UNROLL(4)
	for (int i = 0; i < size && length < n; i++) {
		UNROLL(8)
		for (int bit = 7; bit >= 0 && length < n; bit--) {
			node = children[node][packed[i] >> bit & 1];
			if (node < SYMBOLS) {
				unpacked[length++] = (uint8_t) node;
				node = root;
			}
		}
	}
	uint64_t sum = mix(size, length);
	for (int i = 0; i < n; i++) {
		sum += text[i] != unpacked[i];
	}
	for (int i = 0; i < size; i++) {
		sum = mix(sum, packed[i]);
	}
	return sum;
}
