/* Moves five bodies for n steps, each an element of an array of structures. */

#include "kernel.h"

enum { BODIES = 5 };

struct body {
	double x, y, z, vx, vy, vz, mass;
};

static struct body bodies[BODIES];

PART void advance(double dt)
{
	UNROLL(5)
	for (int i = 0; i < BODIES; i++) {
		UNROLL(4)
		for (int j = i + 1; j < BODIES; j++) {
			double dx = bodies[i].x - bodies[j].x;
			double dy = bodies[i].y - bodies[j].y;
			double dz = bodies[i].z - bodies[j].z;
			double square = dx * dx + dy * dy + dz * dz;
			double magnitude = dt / (square * __builtin_sqrt(square));
			bodies[i].vx -= dx * bodies[j].mass * magnitude;
			bodies[i].vy -= dy * bodies[j].mass * magnitude;
			bodies[i].vz -= dz * bodies[j].mass * magnitude;
			bodies[j].vx += dx * bodies[i].mass * magnitude;
			bodies[j].vy += dy * bodies[i].mass * magnitude;
			bodies[j].vz += dz * bodies[i].mass * magnitude;
		}
	}
	UNROLL(5)
	for (int i = 0; i < BODIES; i++) {
		bodies[i].x += dt * bodies[i].vx;
		bodies[i].y += dt * bodies[i].vy;
		bodies[i].z += dt * bodies[i].vz;
	}
}

KERNEL int64_t run(int32_t n)
{
	for (int i = 0; i < BODIES; i++) {
		bodies[i] = (struct body) { i * 3.0, i * 1.5 - 2, 0.3 * i, 0.2 * i, 1.0 - 0.3 * i, 0.05 * i, i == 0 ? 40 : 0.1 / i };
	}
	UNROLL(4)
	for (int32_t step = 0; step < n; step++) {
		advance(0.001);
	}
	uint64_t sum = 0;
	for (int i = 0; i < BODIES; i++) {
		sum = mix_real(sum, bodies[i].x);
		sum = mix_real(sum, bodies[i].vy);
	}
	return sum;
}
