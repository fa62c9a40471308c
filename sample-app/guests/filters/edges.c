/* Shows where brightness changes, by Sobel's operator. */
#include "filter.h"

static int32_t luma(const uint8_t *pixels, int32_t width, int32_t height, int32_t x, int32_t y) {
    x = x < 0 ? 0 : x >= width ? width - 1 : x;
    y = y < 0 ? 0 : y >= height ? height - 1 : y;
    const uint8_t *pixel = pixels + (y * width + x) * CHANNELS;
    return (299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2]) / 1000;
}

__attribute__((export_name("apply")))
uint64_t apply(const uint8_t *pixels, uint32_t length, int32_t width, int32_t height) {
    uint8_t *out = new_pixels(length, width, height);
    for (int32_t y = 0; out != NULL && y < height; y++) {
        for (int32_t x = 0; x < width; x++) {
            int32_t across = 0, down = 0;
            for (int32_t i = -1; i <= 1; i++) {
                int32_t weight = i == 0 ? 2 : 1;
                across += weight * (luma(pixels, width, height, x + 1, y + i) - luma(pixels, width, height, x - 1, y + i));
                down += weight * (luma(pixels, width, height, x + i, y + 1) - luma(pixels, width, height, x + i, y - 1));
            }
            uint8_t *pixel = out + (y * width + x) * CHANNELS;
            pixel[0] = pixel[1] = pixel[2] = clamped((across < 0 ? -across : across) + (down < 0 ? -down : down));
            pixel[3] = 255;
        }
    }
    return packed(out, length);
}
