#!/bin/sh
# Builds the command in C.
set -e
cd "$(dirname "$0")"

# tag::build[]
clang --target=wasm32-wasi -O2 -Wl,--strip-debug -o statistics.wasm statistics.c
# end::build[]
