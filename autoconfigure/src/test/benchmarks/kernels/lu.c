/* Factors a matrix of n rows into a lower and an upper one. */

#include "kernel.h"

enum { MAX = 320 };

static double a[MAX][MAX];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 3;
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			a[i][j] = real(&seed) + (i == j ? n : 0);
		}
	}
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < i; j++) {
			UNROLL(80)
			for (int k = 0; k < j; k++) {
				a[i][j] -= a[i][k] * a[k][j];
			}
			a[i][j] /= a[j][j];
		}
		for (int j = i; j < n; j++) {
			UNROLL(80)
			for (int k = 0; k < i; k++) {
				a[i][j] -= a[i][k] * a[k][j];
			}
		}
	}
	uint64_t sum = 0;
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			sum = mix_real(sum, a[i][j]);
		}
	}
	return sum;
}
