/* Raises a number of 1,024 bits to a power of n bits, modulo another, as Montgomery showed. */

#include "kernel.h"

enum { WORDS = 32 };

static uint32_t modulus[WORDS], base[WORDS], result[WORDS];

PART int less(const uint32_t *a, const uint32_t *b)
{
	for (int i = WORDS - 1; i >= 0; i--) {
		if (a[i] != b[i]) {
			return a[i] < b[i];
		}
	}
	return 0;
}

PART void subtract(uint32_t *a, const uint32_t *b)
{
	uint64_t borrow = 0;
	for (int i = 0; i < WORDS; i++) {
		uint64_t difference = (uint64_t) a[i] - b[i] - borrow;
		a[i] = (uint32_t) difference;
		borrow = difference >> 63;
	}
}

PART void multiply(uint32_t *to, const uint32_t *a, const uint32_t *b, uint32_t inverse)
{
	uint32_t product[WORDS + 2] = { 0 };
	for (int i = 0; i < WORDS; i++) {
		uint64_t carry = 0;
		UNROLL(32)
		for (int j = 0; j < WORDS; j++) {
			carry += (uint64_t) a[i] * b[j] + product[j];
			product[j] = (uint32_t) carry;
			carry >>= 32;
		}
		carry += product[WORDS];
		product[WORDS] = (uint32_t) carry;
		product[WORDS + 1] = (uint32_t) (carry >> 32);
		uint32_t factor = product[0] * inverse;
		carry = ((uint64_t) factor * modulus[0] + product[0]) >> 32;
		UNROLL(31)
		for (int j = 1; j < WORDS; j++) {
			carry += (uint64_t) factor * modulus[j] + product[j];
			product[j - 1] = (uint32_t) carry;
			carry >>= 32;
		}
		carry += product[WORDS];
		product[WORDS - 1] = (uint32_t) carry;
		product[WORDS] = product[WORDS + 1] + (uint32_t) (carry >> 32);
	}
	for (int i = 0; i < WORDS; i++) {
		to[i] = product[i];
	}
	if (product[WORDS] || !less(to, modulus)) {
		subtract(to, modulus);
	}
}

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 21;
	for (int i = 0; i < WORDS; i++) {
		modulus[i] = next(&seed);
		base[i] = result[i] = next(&seed);
	}
	modulus[0] |= 1;
	modulus[WORDS - 1] |= 1u << 31;
	base[WORDS - 1] >>= 1;
	result[WORDS - 1] >>= 1;
	uint32_t inverse = 1;
	for (int i = 0; i < 5; i++) {
		inverse *= 2 - modulus[0] * inverse;
	}
	inverse = -inverse;
	for (int32_t i = 0; i < n; i++) {
		multiply(result, result, result, inverse);
		if (next(&seed) & 1) {
			multiply(result, result, base, inverse);
		}
	}
	uint64_t sum = 0;
	for (int i = 0; i < WORDS; i++) {
		sum = mix(sum, result[i]);
	}
	return sum;
}
