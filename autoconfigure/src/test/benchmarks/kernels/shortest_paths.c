/* Finds the shortest paths between all pairs of n places. */

#include "kernel.h"

enum { MAX = 320 };

static int32_t paths[MAX][MAX];

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 10;
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			paths[i][j] = i == j ? 0 : 1 + (int32_t) (next(&seed) % 9999);
		}
	}
	for (int k = 0; k < n; k++) {
		for (int i = 0; i < n; i++) {
			UNROLL(150)
			for (int j = 0; j < n; j++) {
				int32_t path = paths[i][k] + paths[k][j];
				paths[i][j] = paths[i][j] < path ? paths[i][j] : path;
			}
		}
	}
	uint64_t sum = 0;
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < n; j++) {
			sum = mix(sum, paths[i][j]);
		}
	}
	return sum;
}
