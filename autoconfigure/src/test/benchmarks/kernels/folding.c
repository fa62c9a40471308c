/* Folds a strand of n bases so that most of them pair. */

#include "kernel.h"

enum { MAX = 400 };

static uint8_t bases[MAX];
static int32_t best[MAX][MAX];

static inline int32_t larger(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 12;
	for (int i = 0; i < n; i++) {
		bases[i] = next(&seed) & 3;
		for (int j = 0; j < n; j++) {
			best[i][j] = 0;
		}
	}
	for (int i = n - 1; i >= 0; i--) {
		for (int j = i + 1; j < n; j++) {
			best[i][j] = larger(best[i][j], best[i][j - 1]);
			best[i][j] = larger(best[i][j], best[i + 1][j]);
			if (i < j - 1) {
				best[i][j] = larger(best[i][j], best[i + 1][j - 1] + (bases[i] + bases[j] == 3));
			}
			UNROLL(160)
			for (int k = i + 1; k < j; k++) {
				best[i][j] = larger(best[i][j], best[i][k] + best[k + 1][j]);
			}
		}
	}
	uint64_t sum = 0;
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			sum = mix(sum, best[i][j]);
		}
	}
	return sum;
}
