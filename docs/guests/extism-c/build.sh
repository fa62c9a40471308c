#!/bin/sh
# Builds the plugin for Extism in C.
set -e
cd "$(dirname "$0")"

# tag::build[]
clang --target=wasm32-wasi -mexec-model=reactor -O2 -Wl,--strip-debug \
    -o vowels.wasm vowels.c
# end::build[]
