/* Finds the length of the longest common subsequence of two texts of n letters. */

#include "kernel.h"

enum { MAX = 4096 };

static uint8_t a[MAX], b[MAX];
static int32_t lengths[MAX + 1];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 11;
	for (int i = 0; i < n; i++) {
		a[i] = next(&seed) & 7;
		b[i] = next(&seed) & 7;
	}
	for (int j = 0; j <= n; j++) {
		lengths[j] = 0;
	}
	for (int i = 0; i < n; i++) {
		int32_t diagonal = 0;
		UNROLL(80)
		for (int j = 0; j < n; j++) {
			int32_t above = lengths[j + 1];
			if (a[i] == b[j]) {
				lengths[j + 1] = diagonal + 1;
			}
			else if (lengths[j] > above) {
				lengths[j + 1] = lengths[j];
			}
			diagonal = above;
		}
	}
	uint64_t sum = 0;
	for (int j = 0; j <= n; j++) {
		sum = mix(sum, lengths[j]);
	}
	return sum;
}
