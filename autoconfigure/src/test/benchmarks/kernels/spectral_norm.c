/* Approximates the largest singular value of an endless matrix by n of its rows. */

#include "kernel.h"

enum { MAX = 512, STEPS = 5 };

static double u[MAX], v[MAX], w[MAX];

static inline double element(int i, int j)
{
	return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
}

PART void multiply(int n, const double *from, double *to)
{
	for (int i = 0; i < n; i++) {
		double sum = 0;
		UNROLL(64)
		for (int j = 0; j < n; j++) {
			sum += element(i, j) * from[j];
		}
		to[i] = sum;
	}
}

PART void multiply_transposed(int n, const double *from, double *to)
{
	for (int i = 0; i < n; i++) {
		double sum = 0;
		UNROLL(64)
		for (int j = 0; j < n; j++) {
			sum += element(j, i) * from[j];
		}
		to[i] = sum;
	}
}

KERNEL int64_t run(int32_t n)
{
	for (int i = 0; i < n; i++) {
		u[i] = 1;
	}
	for (int step = 0; step < STEPS; step++) {
		multiply(n, u, w);
		multiply_transposed(n, w, v);
		multiply(n, v, w);
		multiply_transposed(n, w, u);
	}
	double products = 0;
	double squares = 0;
	for (int i = 0; i < n; i++) {
		products += u[i] * v[i];
		squares += v[i] * v[i];
	}
	return mix_real(0, __builtin_sqrt(products / squares));
}
