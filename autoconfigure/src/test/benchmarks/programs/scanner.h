/* What parser and scanner share. A value stands for a part of the tree: its hash. */

#include "kernel.h"

struct source {
	const char *at;
	uint64_t result;
	int32_t errors;
};

static inline uint64_t hash_of(const char *begin, const char *end)
{
	uint64_t hash = 0;
	while (begin < end) {
		hash = mix(hash, (unsigned char) *begin++);
	}
	return hash;
}

static inline uint64_t tree(int kind, uint64_t first, uint64_t second, uint64_t third)
{
	return mix(mix(mix((uint64_t) kind, first), second), third);
}
