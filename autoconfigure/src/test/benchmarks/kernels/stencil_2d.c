/* Lets electric and magnetic fields move in a plane for n steps. */

#include "kernel.h"

enum { WIDTH = 200, HEIGHT = 160 };

static double ex[HEIGHT][WIDTH], ey[HEIGHT][WIDTH], hz[HEIGHT][WIDTH];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 7;
	for (int i = 0; i < HEIGHT; i++) {
		for (int j = 0; j < WIDTH; j++) {
			ex[i][j] = real(&seed);
			ey[i][j] = real(&seed);
			hz[i][j] = real(&seed);
		}
	}
	for (int step = 0; step < n; step++) {
		for (int j = 0; j < WIDTH; j++) {
			ey[0][j] = step;
		}
		for (int i = 1; i < HEIGHT; i++) {
			UNROLL(48)
			for (int j = 0; j < WIDTH; j++) {
				ey[i][j] -= 0.5 * (hz[i][j] - hz[i - 1][j]);
			}
		}
		for (int i = 0; i < HEIGHT; i++) {
			UNROLL(48)
			for (int j = 1; j < WIDTH; j++) {
				ex[i][j] -= 0.5 * (hz[i][j] - hz[i][j - 1]);
			}
		}
		for (int i = 0; i < HEIGHT - 1; i++) {
			UNROLL(48)
			for (int j = 0; j < WIDTH - 1; j++) {
				hz[i][j] -= 0.7 * (ex[i][j + 1] - ex[i][j] + ey[i + 1][j] - ey[i][j]);
			}
		}
	}
	uint64_t sum = 0;
	for (int i = 0; i < HEIGHT; i++) {
		for (int j = 0; j < WIDTH; j++) {
			sum = mix_real(sum, hz[i][j]);
		}
	}
	return sum;
}
