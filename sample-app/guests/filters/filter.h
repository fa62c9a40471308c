/*
 * What all filters of images have in common: width * height pixels, four bytes each, come
 * in, and as many go out. The result is empty when the sizes are wrong.
 */
#include <stdint.h>
#include <stdlib.h>

#define CHANNELS 4
#define LONGEST_SIDE (1 << 14)

static uint8_t *new_pixels(uint32_t length, int32_t width, int32_t height) {
    if (width <= 0 || width > LONGEST_SIDE || height <= 0 || height > LONGEST_SIDE
            || (uint64_t) width * (uint64_t) height * CHANNELS != length) {
        return NULL;
    }
    uint8_t *pixels = malloc(length);
    if (pixels == NULL) {
        __builtin_trap();
    }
    return pixels;
}

static uint64_t packed(const uint8_t *pixels, uint32_t length) {
    return pixels == NULL ? 0 : (uint64_t) (uint32_t) (uintptr_t) pixels << 32 | length;
}

static inline uint8_t clamped(int32_t value) {
    return (uint8_t) (value < 0 ? 0 : value > 255 ? 255 : value);
}
