#!/bin/sh
# Builds the rule of the gateway in C.
set -e
cd "$(dirname "$0")"

clang --target=wasm32 -O2 -mbulk-memory -nostdlib -Wl,--no-entry -Wl,--strip-debug \
    -o access.wasm access.c
