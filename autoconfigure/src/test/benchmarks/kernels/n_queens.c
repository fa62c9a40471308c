/* Counts the ways to place n queens that leave each other alone. */

#include "kernel.h"

/* Recursive, so it stays a function of its own. */
static int64_t place(uint32_t all, uint32_t columns, uint32_t left, uint32_t right)
{
	if (columns == all) {
		return 1;
	}
	int64_t found = 0;
	uint32_t open = all & ~(columns | left | right);
	while (open != 0) {
		uint32_t queen = open & -open;
		open ^= queen;
		found += place(all, columns | queen, (left | queen) << 1, (right | queen) >> 1);
	}
	return found;
}

KERNEL int64_t run(int32_t n)
{
	return place((1u << n) - 1, 0, 0, 0);
}
