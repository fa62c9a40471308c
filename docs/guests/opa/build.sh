#!/bin/sh
# Builds the stand-in for a policy. Like those of OPA it imports its memory.
set -e
cd "$(dirname "$0")"
clang --target=wasm32 -O2 -mbulk-memory -nostdlib -Wl,--no-entry -Wl,--import-memory \
    -Wl,--strip-debug -o orders.wasm orders.c
