/* Sorts n numbers in three ways: quicksort, heap sort and merge sort. */

#include "kernel.h"

enum { MAX = 1 << 17, SMALL = 12 };

static int32_t values[MAX], other[MAX];

PART void fill(int32_t n, uint32_t seed)
{
	for (int i = 0; i < n; i++) {
		values[i] = (int32_t) next(&seed);
	}
}

PART void insertion(int32_t from, int32_t to)
{
	for (int i = from + 1; i < to; i++) {
		int32_t value = values[i];
		int j = i;
		UNROLL(12)
		while (j > from && values[j - 1] > value) {
			values[j] = values[j - 1];
			j--;
		}
		values[j] = value;
	}
}

PART void quick(int32_t n)
{
	int32_t stack[64];
	int depth = 0;
	int32_t low = 0;
	int32_t high = n - 1;
	for (;;) {
		if (high - low < SMALL) {
			insertion(low, high + 1);
			if (depth == 0) {
				return;
			}
			high = stack[--depth];
			low = stack[--depth];
			continue;
		}
		int32_t pivot = values[low + (high - low) / 2];
		int32_t i = low;
		int32_t j = high;
		while (i <= j) {
			UNROLL(16)
			while (values[i] < pivot) {
				i++;
			}
			UNROLL(16)
			while (values[j] > pivot) {
				j--;
			}
			if (i <= j) {
				int32_t value = values[i];
				values[i++] = values[j];
				values[j--] = value;
			}
		}
		/* the larger side waits */
		if (j - low > high - i) {
			stack[depth++] = low;
			stack[depth++] = j;
			low = i;
		}
		else {
			stack[depth++] = i;
			stack[depth++] = high;
			high = j;
		}
	}
}

PART void sift(int32_t at, int32_t n)
{
	int32_t value = values[at];
	UNROLL(16)
	for (int32_t child; (child = 2 * at + 1) < n; at = child) {
		if (child + 1 < n && values[child] < values[child + 1]) {
			child++;
		}
		if (values[child] <= value) {
			break;
		}
		values[at] = values[child];
	}
	values[at] = value;
}

PART void heap(int32_t n)
{
	for (int32_t i = n / 2; i-- > 0;) {
		sift(i, n);
	}
	for (int32_t end = n - 1; end > 0; end--) {
		int32_t value = values[0];
		values[0] = values[end];
		values[end] = value;
		sift(0, end);
	}
}

PART void merge(int32_t n)
{
	int32_t *from = values;
	int32_t *to = other;
	for (int32_t width = 1; width < n; width *= 2) {
		for (int32_t begin = 0; begin < n; begin += 2 * width) {
			int32_t middle = begin + width < n ? begin + width : n;
			int32_t end = begin + 2 * width < n ? begin + 2 * width : n;
			int32_t i = begin;
			int32_t j = middle;
			UNROLL(16)
			for (int32_t k = begin; k < end; k++) {
				to[k] = i < middle && (j >= end || from[i] <= from[j]) ? from[i++] : from[j++];
			}
		}
		int32_t *swapped = from;
		from = to;
		to = swapped;
	}
	if (from != values) {
		for (int i = 0; i < n; i++) {
			values[i] = from[i];
		}
	}
}

PART uint64_t check(int32_t n, uint64_t sum)
{
	for (int i = 0; i < n; i++) {
		sum = mix(sum, values[i]);
	}
	return sum;
}

KERNEL int64_t run(int32_t n)
{
	uint64_t sum = 0;
	fill(n, 13);
	quick(n);
	sum = check(n, sum);
	fill(n, 14);
	heap(n);
	sum = check(n, sum);
	fill(n, 15);
	merge(n);
	return check(n, sum);
}
