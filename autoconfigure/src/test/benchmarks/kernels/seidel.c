/* Averages each point of a plane with its neighbors in place, n times. */

#include "kernel.h"

enum { SIZE = 200 };

static double a[SIZE][SIZE];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 8;
	for (int i = 0; i < SIZE; i++) {
		for (int j = 0; j < SIZE; j++) {
			a[i][j] = real(&seed);
		}
	}
	for (int step = 0; step < n; step++) {
		for (int i = 1; i < SIZE - 1; i++) {
			UNROLL(198)
			for (int j = 1; j < SIZE - 1; j++) {
				a[i][j] = (a[i - 1][j - 1] + a[i - 1][j] + a[i - 1][j + 1] + a[i][j - 1] + a[i][j] + a[i][j + 1]
						+ a[i + 1][j - 1] + a[i + 1][j] + a[i + 1][j + 1]) / 9;
			}
		}
	}
	uint64_t sum = 0;
	for (int i = 0; i < SIZE; i++) {
		for (int j = 0; j < SIZE; j++) {
			sum = mix_real(sum, a[i][j]);
		}
	}
	return sum;
}
