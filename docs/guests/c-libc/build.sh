#!/bin/sh
# Builds the greeter in C with the C library.
set -e
cd "$(dirname "$0")"

# tag::build[]
clang --target=wasm32-wasi -mexec-model=reactor -O2 -Wl,--strip-debug \
    -Wl,--export=malloc -Wl,--export=free -o greeter.wasm greeter.c
# end::build[]
