/* Multiplies two matrices of n rows. */

#include "kernel.h"

enum { MAX = 256 };

static double a[MAX][MAX], b[MAX][MAX], c[MAX][MAX];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 1;
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			a[i][j] = real(&seed);
			b[i][j] = real(&seed);
			c[i][j] = 0;
		}
	}
	for (int i = 0; i < n; i++) {
		for (int k = 0; k < n; k++) {
			UNROLL(200)
			for (int j = 0; j < n; j++) {
				c[i][j] += a[i][k] * b[k][j];
			}
		}
	}
	uint64_t sum = 0;
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			sum = mix_real(sum, c[i][j]);
		}
	}
	return sum;
}
