// Greets somebody, with the standard library of C++.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#define EXPORT(name) extern "C" __attribute__((export_name(name)))

// Gives a text to the host, which frees it once it has a copy.
static uint64_t hand_over(const std::string &text) {
    char *copy = static_cast<char *>(std::malloc(text.size() + 1));
    if (copy == nullptr) {
        std::abort();
    }
    std::memcpy(copy, text.data(), text.size());
    return static_cast<uint64_t>(reinterpret_cast<uintptr_t>(copy)) << 32 | text.size();
}

// "Hello, <name>!" as `pointer << 32 | length`.
EXPORT("greet") uint64_t greet(const char *name, size_t length) {
    return hand_over("Hello, " + std::string(name, length) + "!");
}
