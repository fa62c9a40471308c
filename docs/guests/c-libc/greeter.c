/* Greets somebody. The linker exports the C library's malloc and free. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* "Hello, <name>!" as pointer << 32 | length. */
__attribute__((export_name("greet")))
uint64_t greet(const char *name, uint32_t length) {
    static const char hello[] = "Hello, ";
    uint32_t prefix = strlen(hello);
    char *greeting = malloc(prefix + length + 1);
    if (greeting == NULL) {
        abort();
    }
    memcpy(greeting, hello, prefix);
    memcpy(greeting + prefix, name, length);
    greeting[prefix + length] = '!';
    return (uint64_t) (uintptr_t) greeting << 32 | (prefix + length + 1);
}
