/* Moves five bodies for n steps, each an index of arrays of numbers. */

#include "kernel.h"

enum { BODIES = 5 };

static double x[BODIES], y[BODIES], z[BODIES], vx[BODIES], vy[BODIES], vz[BODIES], mass[BODIES];

PART void advance(double dt)
{
	UNROLL(5)
	for (int i = 0; i < BODIES; i++) {
		UNROLL(4)
		for (int j = i + 1; j < BODIES; j++) {
			double dx = x[i] - x[j];
			double dy = y[i] - y[j];
			double dz = z[i] - z[j];
			double square = dx * dx + dy * dy + dz * dz;
			double magnitude = dt / (square * __builtin_sqrt(square));
			vx[i] -= dx * mass[j] * magnitude;
			vy[i] -= dy * mass[j] * magnitude;
			vz[i] -= dz * mass[j] * magnitude;
			vx[j] += dx * mass[i] * magnitude;
			vy[j] += dy * mass[i] * magnitude;
			vz[j] += dz * mass[i] * magnitude;
		}
	}
	UNROLL(5)
	for (int i = 0; i < BODIES; i++) {
		x[i] += dt * vx[i];
		y[i] += dt * vy[i];
		z[i] += dt * vz[i];
	}
}

KERNEL int64_t run(int32_t n)
{
	for (int i = 0; i < BODIES; i++) {
		x[i] = i * 3.0;
		y[i] = i * 1.5 - 2;
		z[i] = 0.3 * i;
		vx[i] = 0.2 * i;
		vy[i] = 1.0 - 0.3 * i;
		vz[i] = 0.05 * i;
		mass[i] = i == 0 ? 40 : 0.1 / i;
	}
	UNROLL(4)
	for (int32_t step = 0; step < n; step++) {
		advance(0.001);
	}
	uint64_t sum = 0;
	for (int i = 0; i < BODIES; i++) {
		sum = mix_real(sum, x[i]);
		sum = mix_real(sum, vy[i]);
	}
	return sum;
}
