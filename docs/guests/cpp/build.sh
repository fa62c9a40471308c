#!/bin/sh
# Builds the greeter in C++.
set -e
cd "$(dirname "$0")"

# tag::build[]
clang++ --target=wasm32-wasi -mexec-model=reactor -std=c++17 -fno-exceptions \
    -O2 -Wl,--strip-debug -Wl,--export=malloc -Wl,--export=free \
    -o greeter.wasm greeter.cpp
# end::build[]
