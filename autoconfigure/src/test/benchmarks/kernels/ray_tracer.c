/* Renders n by n pixels of spheres above a floor, with shadows and reflections. */

#include "kernel.h"

enum { SPHERES = 9, BOUNCES = 3 };

struct vector {
	double x, y, z;
};

struct sphere {
	struct vector center;
	double radius;
	struct vector color;
	double mirror;
};

static struct sphere spheres[SPHERES];

PART struct vector add(struct vector a, struct vector b)
{
	return (struct vector) { a.x + b.x, a.y + b.y, a.z + b.z };
}

PART struct vector subtract(struct vector a, struct vector b)
{
	return (struct vector) { a.x - b.x, a.y - b.y, a.z - b.z };
}

PART struct vector scale(struct vector a, double factor)
{
	return (struct vector) { a.x * factor, a.y * factor, a.z * factor };
}

PART double dot(struct vector a, struct vector b)
{
	return a.x * b.x + a.y * b.y + a.z * b.z;
}

PART struct vector normal(struct vector a)
{
	return scale(a, 1 / __builtin_sqrt(dot(a, a)));
}

/* Returns how far away the sphere is, or 0 if the ray misses it. */
PART double meet(const struct sphere *sphere, struct vector origin, struct vector direction)
{
	struct vector to = subtract(sphere->center, origin);
	double along = dot(to, direction);
	double inside = along * along - dot(to, to) + sphere->radius * sphere->radius;
	if (inside < 0) {
		return 0;
	}
	double root = __builtin_sqrt(inside);
	if (along - root > 1e-6) {
		return along - root;
	}
	return along + root > 1e-6 ? along + root : 0;
}

PART struct vector trace(struct vector origin, struct vector direction)
{
	static const struct vector light = { 0.48, 0.64, -0.6 };
	struct vector color = { 0, 0, 0 };
	double strength = 1;
	UNROLL(3)
	for (int bounce = 0; bounce < BOUNCES; bounce++) {
		double nearest = 1e9;
		int hit = -1;
		UNROLL(9)
		for (int i = 0; i < SPHERES; i++) {
			double distance = meet(&spheres[i], origin, direction);
			if (distance > 0 && distance < nearest) {
				nearest = distance;
				hit = i;
			}
		}
		struct vector own;
		struct vector up;
		double mirror = 0.2;
		double floor = direction.y < 0 ? -(origin.y + 1) / direction.y : 1e9;
		if (floor > 1e-6 && floor < nearest && floor < 1e4) {
			nearest = floor;
			up = (struct vector) { 0, 1, 0 };
			struct vector at = add(origin, scale(direction, nearest));
			int odd = (int) (at.x + 16384) + (int) (at.z + 16384);
			own = odd & 1 ? (struct vector) { 0.9, 0.9, 0.9 } : (struct vector) { 0.1, 0.1, 0.1 };
		}
		else if (hit >= 0) {
			up = normal(subtract(add(origin, scale(direction, nearest)), spheres[hit].center));
			own = spheres[hit].color;
			mirror = spheres[hit].mirror;
		}
		else {
			return add(color, scale((struct vector) { 0.5, 0.7, 1 }, strength * (0.6 + 0.4 * direction.y)));
		}
		origin = add(origin, scale(direction, nearest));
		double bright = dot(up, light);
		UNROLL(9)
		for (int i = 0; i < SPHERES; i++) {
			if (bright > 0 && meet(&spheres[i], origin, light) > 0) {
				bright = 0;
			}
		}
		bright = 0.1 + 0.9 * (bright > 0 ? bright : 0);
		color = add(color, scale(own, strength * bright * (1 - mirror)));
		strength *= mirror;
		direction = subtract(direction, scale(up, 2 * dot(up, direction)));
	}
	return color;
}

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 23;
	for (int i = 0; i < SPHERES; i++) {
		spheres[i] = (struct sphere) { { (i % 3 - 1) * 1.8, (i / 3) * 0.9 - 0.4, 4 + real(&seed) * 3 }, 0.6,
			{ real(&seed), real(&seed), real(&seed) }, 0.3 };
	}
	uint64_t sum = 0;
	for (int y = 0; y < n; y++) {
		for (int x = 0; x < n; x++) {
			struct vector direction = normal((struct vector) { (x - n / 2) * 2.0 / n, (n / 2 - y) * 2.0 / n, 1.5 });
			struct vector color = trace((struct vector) { 0, 0.3, -1 }, direction);
			sum = mix_real(sum, color.x);
			sum = mix_real(sum, color.y + color.z);
		}
	}
	return sum;
}
