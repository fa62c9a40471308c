/*
 * Work that the benchmarks give to every engine: calls, text, numbers and a
 * memory that grows.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define MOST 12
#define ITERATIONS 50

EXPORT("alloc")
void *alloc(uint32_t size) {
    return malloc(size);
}

EXPORT("dealloc")
void dealloc(void *pointer, uint32_t length) {
    (void) length;
    free(pointer);
}

EXPORT("add")
int32_t add(int32_t a, int32_t b) {
    return (int32_t) ((uint32_t) a + (uint32_t) b);
}

EXPORT("echo")
uint64_t echo(const uint8_t *text, uint32_t length) {
    uint8_t *copy = malloc(length);
    if (copy == NULL) {
        __builtin_trap();
    }
    memcpy(copy, text, length);
    return (uint64_t) (uint32_t) (uintptr_t) copy << 32 | length;
}

/*
 * Fannkuch redux of the Computer Language Benchmarks Game: the most flips of
 * any permutation of n numbers, plus 1000 times the checksum.
 */
EXPORT("fannkuch")
int32_t fannkuch(int32_t n) {
    int32_t perm[MOST];
    int32_t perm1[MOST];
    int32_t count[MOST];
    int32_t most = 0;
    int32_t checksum = 0;
    int32_t permutation = 0;
    int32_t r = n;
    if (n < 1 || n > MOST) {
        return -1;
    }
    for (int32_t i = 0; i < n; i++) {
        perm1[i] = i;
    }
    while (1) {
        for (; r != 1; r--) {
            count[r - 1] = r;
        }
        for (int32_t i = 0; i < n; i++) {
            perm[i] = perm1[i];
        }
        int32_t flips = 0;
        for (int32_t k = perm[0]; k != 0; k = perm[0]) {
            for (int32_t low = 0, high = k; low < high; low++, high--) {
                int32_t swapped = perm[low];
                perm[low] = perm[high];
                perm[high] = swapped;
            }
            flips++;
        }
        if (flips > most) {
            most = flips;
        }
        checksum += permutation % 2 == 0 ? flips : -flips;
        while (1) {
            if (r == n) {
                return most + 1000 * checksum;
            }
            int32_t first = perm1[0];
            for (int32_t i = 0; i < r; i++) {
                perm1[i] = perm1[i + 1];
            }
            perm1[r] = first;
            if (--count[r] > 0) {
                break;
            }
            r++;
        }
        permutation++;
    }
}

/* How many points of a grid over the Mandelbrot set seem to belong to it. */
EXPORT("mandelbrot")
int32_t mandelbrot(int32_t size) {
    int32_t inside = 0;
    for (int32_t y = 0; y < size; y++) {
        double ci = 2.0 * y / size - 1.0;
        for (int32_t x = 0; x < size; x++) {
            double cr = 2.0 * x / size - 1.5;
            double zr = 0;
            double zi = 0;
            int32_t i = 0;
            while (i < ITERATIONS && zr * zr + zi * zi <= 4.0) {
                double next = zr * zr - zi * zi + cr;
                zi = 2 * zr * zi + ci;
                zr = next;
                i++;
            }
            inside += i == ITERATIONS;
        }
    }
    return inside;
}

/* Grows page by page and writes all over each new page; returns the last size. */
EXPORT("grow_and_fill")
int32_t grow_and_fill(int32_t pages) {
    int32_t size = (int32_t) __builtin_wasm_memory_size(0);
    for (int32_t i = 0; i < pages; i++) {
        int32_t before = (int32_t) __builtin_wasm_memory_grow(0, 1);
        if (before < 0) {
            return size;
        }
        volatile uint64_t *page = (volatile uint64_t *) ((uintptr_t) before << 16);
        for (int32_t j = 0; j < 8192; j++) {
            page[j] = (uint64_t) j;
        }
        size = before + 1;
    }
    return size;
}
