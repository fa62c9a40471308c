/* Factors a positive definite matrix of n rows. */

#include "kernel.h"

enum { MAX = 360 };

static double a[MAX][MAX];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 5;
	for (int i = 0; i < n; i++) {
		for (int j = 0; j <= i; j++) {
			a[i][j] = a[j][i] = real(&seed) + (i == j ? n : 0);
		}
	}
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < i; j++) {
			UNROLL(80)
			for (int k = 0; k < j; k++) {
				a[i][j] -= a[i][k] * a[j][k];
			}
			a[i][j] /= a[j][j];
		}
		UNROLL(80)
		for (int k = 0; k < i; k++) {
			a[i][i] -= a[i][k] * a[i][k];
		}
		a[i][i] = __builtin_sqrt(a[i][i]);
	}
	uint64_t sum = 0;
	for (int i = 0; i < n; i++) {
		for (int j = 0; j <= i; j++) {
			sum = mix_real(sum, a[i][j]);
		}
	}
	return sum;
}
