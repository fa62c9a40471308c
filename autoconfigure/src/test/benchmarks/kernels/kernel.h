/*
 * What all kernels share. With INLINED, everything becomes one function, and marked
 * loops are unrolled: what code generators and generous inliners make.
 */

#include <stddef.h>
#include <stdint.h>

#define STRING(text) #text
#define PRAGMA(text) _Pragma(STRING(text))

#ifdef INLINED
#define PART static inline __attribute__((always_inline))
#define UNROLL(count) PRAGMA(clang loop unroll_count(count))
#else
#define PART static
#define UNROLL(count)
#endif

#ifdef __wasm__
#define KERNEL __attribute__((export_name("run")))
#else
#define KERNEL
#endif

/* Does the work of size n and returns a checksum. */
int64_t run(int32_t n);

static inline uint32_t next(uint32_t *state)
{
	uint32_t x = *state;
	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return *state = x;
}

/* A number from 0 to 1. */
static inline double real(uint32_t *state)
{
	return (next(state) >> 8) * (1.0 / 16777216);
}

static inline uint64_t mix(uint64_t sum, uint64_t value)
{
	sum = (sum ^ value) * 0x9e3779b97f4a7c15;
	return sum ^ sum >> 29;
}

static inline uint64_t mix_real(uint64_t sum, double value)
{
	union { double real; uint64_t bits; } both = { value };
	return mix(sum, both.bits);
}
