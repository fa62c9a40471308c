/* Looks for words in n letters in three ways: naive, Horspool's, and Knuth, Morris and Pratt's. */

#include "kernel.h"

enum { MAX = 1 << 20, WORD = 12, WORDS = 4 };

static char text[MAX];
static char word[WORD];

PART int32_t naive(int32_t n)
{
	int32_t found = 0;
	UNROLL(4)
	for (int i = 0; i + WORD <= n; i++) {
		int j = 0;
		UNROLL(12)
		while (j < WORD && text[i + j] == word[j]) {
			j++;
		}
		found += j == WORD ? i : 0;
	}
	return found;
}

PART int32_t horspool(int32_t n)
{
	int32_t shifts[256];
	for (int i = 0; i < 256; i++) {
		shifts[i] = WORD;
	}
	for (int i = 0; i < WORD - 1; i++) {
		shifts[(uint8_t) word[i]] = WORD - 1 - i;
	}
	int32_t found = 0;
	UNROLL(4)
	for (int i = 0; i + WORD <= n; i += shifts[(uint8_t) text[i + WORD - 1]]) {
		int j = WORD - 1;
		UNROLL(12)
		while (j >= 0 && text[i + j] == word[j]) {
			j--;
		}
		found += j < 0 ? i : 0;
	}
	return found;
}

PART int32_t knuth(int32_t n)
{
	int32_t back[WORD + 1];
	int32_t k = -1;
	back[0] = -1;
	for (int i = 0; i < WORD; i++) {
		while (k >= 0 && word[k] != word[i]) {
			k = back[k];
		}
		back[i + 1] = ++k;
	}
	int32_t found = 0;
	k = 0;
	UNROLL(8)
	for (int i = 0; i < n; i++) {
		UNROLL(8)
		while (k >= 0 && word[k] != text[i]) {
			k = back[k];
		}
		if (++k == WORD) {
			found += i - WORD + 1;
			k = back[k];
		}
	}
	return found;
}

KERNEL int64_t run(int32_t n)
{
	uint32_t seed = 17;
	uint64_t sum = 0;
	for (int i = 0; i < n; i++) {
		text[i] = "abab abc "[next(&seed) % 9];
	}
	for (int i = 0; i < WORDS; i++) {
		int32_t at = (int32_t) (next(&seed) % (uint32_t) (n - WORD));
		for (int j = 0; j < WORD; j++) {
			word[j] = text[at + j];
		}
		sum = mix(sum, naive(n));
		sum = mix(sum, horspool(n));
		sum = mix(sum, knuth(n));
	}
	return sum;
}
