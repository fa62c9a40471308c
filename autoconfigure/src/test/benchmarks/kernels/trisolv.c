/* Solves n systems of equations with one triangular matrix. */

#include "kernel.h"

enum { ROWS = 400 };

static double l[ROWS][ROWS], b[ROWS], x[ROWS];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 4;
	uint64_t sum = 0;
	for (int i = 0; i < ROWS; i++) {
		for (int j = 0; j <= i; j++) {
			l[i][j] = real(&seed) + (i == j ? 2 : 0);
		}
	}
	for (int system = 0; system < n; system++) {
		for (int i = 0; i < ROWS; i++) {
			b[i] = system + i;
		}
		for (int i = 0; i < ROWS; i++) {
			x[i] = b[i];
			UNROLL(160)
			for (int j = 0; j < i; j++) {
				x[i] -= l[i][j] * x[j] * 0.01;
			}
			x[i] /= l[i][i];
		}
		sum = mix_real(sum, x[ROWS - 1]);
	}
	return sum;
}
