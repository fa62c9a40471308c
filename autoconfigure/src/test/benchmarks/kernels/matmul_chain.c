/* Multiplies four matrices of n rows, with three nests of loops in one function. */

#include "kernel.h"

enum { MAX = 192 };

static double a[MAX][MAX], b[MAX][MAX], c[MAX][MAX], d[MAX][MAX];
static double ab[MAX][MAX], cd[MAX][MAX], abcd[MAX][MAX];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 2;
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			a[i][j] = real(&seed);
			b[i][j] = real(&seed);
			c[i][j] = real(&seed);
			d[i][j] = real(&seed);
		}
	}
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			ab[i][j] = 0;
			UNROLL(96)
			for (int k = 0; k < n; k++) {
				ab[i][j] += a[i][k] * b[k][j];
			}
		}
	}
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			cd[i][j] = 0;
			UNROLL(96)
			for (int k = 0; k < n; k++) {
				cd[i][j] += c[i][k] * d[k][j];
			}
		}
	}
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			abcd[i][j] = 0;
			UNROLL(96)
			for (int k = 0; k < n; k++) {
				abcd[i][j] += ab[i][k] * cd[k][j];
			}
		}
	}
	uint64_t sum = 0;
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			sum = mix_real(sum, abcd[i][j]);
		}
	}
	return sum;
}
