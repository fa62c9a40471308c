#!/bin/sh
# Builds the greeter in C.
set -e
cd "$(dirname "$0")"

# tag::build[]
clang --target=wasm32 -O2 -mbulk-memory -nostdlib -Wl,--no-entry \
    -o greeter.wasm greeter.c
# end::build[]
