/* Replaces squares by their average color. */
#include "filter.h"

#define SIDE 12

static void average(const uint8_t *pixels, uint8_t *out, int32_t width, int32_t left, int32_t top, int32_t right,
        int32_t bottom) {
    uint32_t sums[CHANNELS] = { 0 };
    uint32_t count = (uint32_t) ((right - left) * (bottom - top));
    for (int32_t y = top; y < bottom; y++) {
        for (int32_t x = left; x < right; x++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                sums[channel] += pixels[(y * width + x) * CHANNELS + channel];
            }
        }
    }
    for (int32_t y = top; y < bottom; y++) {
        for (int32_t x = left; x < right; x++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                out[(y * width + x) * CHANNELS + channel] = (uint8_t) (sums[channel] / count);
            }
        }
    }
}

__attribute__((export_name("apply")))
uint64_t apply(const uint8_t *pixels, uint32_t length, int32_t width, int32_t height) {
    uint8_t *out = new_pixels(length, width, height);
    for (int32_t y = 0; out != NULL && y < height; y += SIDE) {
        for (int32_t x = 0; x < width; x += SIDE) {
            average(pixels, out, width, x, y, x + SIDE < width ? x + SIDE : width,
                    y + SIDE < height ? y + SIDE : height);
        }
    }
    return packed(out, length);
}
