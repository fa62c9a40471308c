/* Lets heat spread in a cube for n steps. */

#include "kernel.h"

enum { SIZE = 40 };

static double a[SIZE][SIZE][SIZE], b[SIZE][SIZE][SIZE];

PART void spread(double (*from)[SIZE][SIZE], double (*to)[SIZE][SIZE])
{
	for (int i = 1; i < SIZE - 1; i++) {
		for (int j = 1; j < SIZE - 1; j++) {
			UNROLL(38)
			for (int k = 1; k < SIZE - 1; k++) {
				double middle = from[i][j][k];
				to[i][j][k] = 0.125 * (from[i + 1][j][k] - 2 * middle + from[i - 1][j][k])
						+ 0.125 * (from[i][j + 1][k] - 2 * middle + from[i][j - 1][k])
						+ 0.125 * (from[i][j][k + 1] - 2 * middle + from[i][j][k - 1]) + middle;
			}
		}
	}
}

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 9;
	for (int i = 0; i < SIZE; i++) {
		for (int j = 0; j < SIZE; j++) {
			for (int k = 0; k < SIZE; k++) {
				a[i][j][k] = b[i][j][k] = real(&seed);
			}
		}
	}
	for (int step = 0; step < n; step++) {
		spread(a, b);
		spread(b, a);
	}
	uint64_t sum = 0;
	for (int i = 0; i < SIZE; i++) {
		for (int j = 0; j < SIZE; j++) {
			for (int k = 0; k < SIZE; k++) {
				sum = mix_real(sum, a[i][j][k]);
			}
		}
	}
	return sum;
}
