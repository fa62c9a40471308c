#!/bin/sh
# Builds the guests that use WASI.
set -e
cd "$(dirname "$0")"

# tag::command[]
clang --target=wasm32-wasi -O2 -Wl,--strip-debug -o wordcount.wasm wordcount.c
# end::command[]

# tag::reactor[]
clang --target=wasm32-wasi -mexec-model=reactor -O2 -Wl,--strip-debug \
    -Wl,--export=malloc -Wl,--export=free -o spelling.wasm spelling.c
# end::reactor[]
