/*
 * Filters for images of width * height pixels, four bytes each: red, green,
 * blue and alpha. The result is a new image, or empty when the sizes are wrong.
 */
#include <stdint.h>
#include <stdlib.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define CHANNELS 4
#define LONGEST_SIDE (1 << 24)

static uint64_t packed(const uint8_t *pointer, uint32_t length) {
    return (uint64_t) (uint32_t) (uintptr_t) pointer << 32 | length;
}

static int fits(uint32_t length, int32_t width, int32_t height) {
    return width > 0 && width <= LONGEST_SIDE && height > 0 && height <= LONGEST_SIDE
            && (uint64_t) width * (uint64_t) height * CHANNELS == length;
}

static uint8_t *malloc_or_trap(uint32_t size) {
    uint8_t *pointer = malloc(size);
    if (pointer == NULL) {
        __builtin_trap();
    }
    return pointer;
}

/* Replaces each color by its luma (ITU-R BT.601) and keeps alpha. */
EXPORT("grayscale")
uint64_t grayscale(const uint8_t *pixels, uint32_t length, int32_t width, int32_t height) {
    if (!fits(length, width, height)) {
        return 0;
    }
    uint8_t *gray = malloc_or_trap(length);
    for (uint32_t i = 0; i < length; i += CHANNELS) {
        uint32_t luma = (299 * pixels[i] + 587 * pixels[i + 1] + 114 * pixels[i + 2] + 500) / 1000;
        gray[i] = gray[i + 1] = gray[i + 2] = (uint8_t) luma;
        gray[i + 3] = pixels[i + 3];
    }
    return packed(gray, length);
}

/*
 * Averages each channel over the pixels of one line that are at most radius
 * away and inside the image. Neighbors on the line are stride bytes apart.
 */
static void blur_line(const uint8_t *from, uint8_t *to, uint32_t count, uint32_t stride, uint32_t radius) {
    for (int channel = 0; channel < CHANNELS; channel++) {
        const uint8_t *in = from + channel;
        uint8_t *out = to + channel;
        uint32_t sum = 0;
        uint32_t pixels = 0;
        for (uint32_t i = 0; i < radius && i < count; i++) {
            sum += in[i * stride];
            pixels++;
        }
        for (uint32_t i = 0; i < count; i++) {
            if (radius < count - i) {
                sum += in[(i + radius) * stride];
                pixels++;
            }
            if (i > radius) {
                sum -= in[(i - radius - 1) * stride];
                pixels--;
            }
            out[i * stride] = (uint8_t) ((sum + pixels / 2) / pixels);
        }
    }
}

/* Box blur: first along the rows, then along the columns. */
EXPORT("blur")
uint64_t blur(const uint8_t *pixels, uint32_t length, int32_t width, int32_t height, int32_t radius) {
    if (!fits(length, width, height) || radius < 0) {
        return 0;
    }
    uint32_t columns = (uint32_t) width;
    uint32_t lines = (uint32_t) height;
    uint32_t row = columns * CHANNELS;
    uint8_t *rows = malloc_or_trap(length);
    uint8_t *blurred = malloc_or_trap(length);
    for (uint32_t y = 0; y < lines; y++) {
        blur_line(pixels + y * row, rows + y * row, columns, CHANNELS, (uint32_t) radius);
    }
    for (uint32_t x = 0; x < columns; x++) {
        blur_line(rows + x * CHANNELS, blurred + x * CHANNELS, lines, row, (uint32_t) radius);
    }
    free(rows);
    return packed(blurred, length);
}
