/* Makes an image look old. */
#include "filter.h"

__attribute__((export_name("apply")))
uint64_t apply(const uint8_t *pixels, uint32_t length, int32_t width, int32_t height) {
    uint8_t *out = new_pixels(length, width, height);
    for (uint32_t i = 0; out != NULL && i < length; i += CHANNELS) {
        int32_t red = pixels[i], green = pixels[i + 1], blue = pixels[i + 2];
        out[i] = clamped((393 * red + 769 * green + 189 * blue) / 1000);
        out[i + 1] = clamped((349 * red + 686 * green + 168 * blue) / 1000);
        out[i + 2] = clamped((272 * red + 534 * green + 131 * blue) / 1000);
        out[i + 3] = pixels[i + 3];
    }
    return packed(out, length);
}
