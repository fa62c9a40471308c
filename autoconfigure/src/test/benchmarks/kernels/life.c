/* Lets a population of cells live for n generations. */

#include "kernel.h"

enum { WIDTH = 256, HEIGHT = 192 };

static uint8_t cells[2][HEIGHT + 2][WIDTH + 2];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 24;
	for (int y = 0; y < HEIGHT + 2; y++) {
		for (int x = 0; x < WIDTH + 2; x++) {
			int is_inside = y > 0 && y <= HEIGHT && x > 0 && x <= WIDTH;
			cells[0][y][x] = cells[1][y][x] = is_inside && next(&seed) % 3 == 0;
		}
	}
	for (int generation = 0; generation < n; generation++) {
		uint8_t (*from)[WIDTH + 2] = cells[generation & 1];
		uint8_t (*to)[WIDTH + 2] = cells[~generation & 1];
		for (int y = 1; y <= HEIGHT; y++) {
			UNROLL(64)
			for (int x = 1; x <= WIDTH; x++) {
				int neighbors = from[y - 1][x - 1] + from[y - 1][x] + from[y - 1][x + 1] + from[y][x - 1]
						+ from[y][x + 1] + from[y + 1][x - 1] + from[y + 1][x] + from[y + 1][x + 1];
				to[y][x] = neighbors == 3 || (neighbors == 2 && from[y][x]);
			}
		}
	}
	uint64_t sum = 0;
	for (int y = 1; y <= HEIGHT; y++) {
		for (int x = 1; x <= WIDTH; x++) {
			sum = mix(sum, cells[n & 1][y][x]);
		}
	}
	return sum;
}
