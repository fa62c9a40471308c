/* Compresses n bytes of text with zlib and expands them again. */

#include <stdlib.h>

#include <zlib.h>

#include "kernel.h"

KERNEL int64_t run(int32_t n)
{
	static const char *const words[] = { "the ", "module ", "memory ", "of ", "function ", "a ", "call ", "table ",
		"returns ", "and ", "value ", "stack.\n", "local ", "is ", "page ", "import " };
	uint32_t seed = 26;
	uLong size = compressBound(n);
	Bytef *text = malloc(n);
	Bytef *packed = malloc(size);
	Bytef *unpacked = malloc(n);
	for (int32_t i = 0; i < n;) {
		uint32_t random = next(&seed);
		const char *word = words[random >> 4 & random >> 12 & 15];
		if ((random & 7) == 0) {
			text[i++] = '0' + (random >> 8) % 10;
		}
		while (*word && i < n) {
			text[i++] = (Bytef) *word++;
		}
	}
	uint64_t sum = compress2(packed, &size, text, n, 6) == Z_OK ? 0 : 1;
	uLong length = n;
	sum += uncompress(unpacked, &length, packed, size) == Z_OK ? 0 : 2;
	for (int32_t i = 0; i < n; i++) {
		sum += text[i] != unpacked[i] ? 4 : 0;
	}
	sum = mix(sum, size);
	sum = mix(sum, length);
	sum = mix(sum, crc32(adler32(1, unpacked, length), packed, size));
	free(text);
	free(packed);
	free(unpacked);
	return sum;
}
