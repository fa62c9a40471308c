/* Smooths a row of numbers n times. */

#include "kernel.h"

enum { SIZE = 4000 };

static double a[SIZE], b[SIZE];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 6;
	for (int i = 0; i < SIZE; i++) {
		a[i] = b[i] = real(&seed);
	}
	for (int step = 0; step < n; step++) {
		UNROLL(80)
		for (int i = 2; i < SIZE - 2; i++) {
			b[i] = 0.2 * (a[i - 2] + a[i - 1] + a[i] + a[i + 1] + a[i + 2]);
		}
		UNROLL(80)
		for (int i = 2; i < SIZE - 2; i++) {
			a[i] = 0.2 * (b[i - 2] + b[i - 1] + b[i] + b[i + 1] + b[i + 2]);
		}
	}
	uint64_t sum = 0;
	for (int i = 0; i < SIZE; i++) {
		sum = mix_real(sum, a[i]);
	}
	return sum;
}
