#!/bin/sh
# Builds the command in JavaScript: QuickJS with the script compiled in.
set -e
cd "$(dirname "$0")"

# tag::build[]
npm ci --ignore-scripts --no-audit --no-fund
quickjs=node_modules/qjsc/deps/quickjs_2021_03_27
{ xxd -i < statistics.js; echo ", 0"; } > script.inc
clang --target=wasm32-wasi -Oz -w -I "$quickjs" -DEMSCRIPTEN -D_GNU_SOURCE \
    -DFE_DOWNWARD=0 -DFE_UPWARD=0 -DCONFIG_VERSION='"2021-03-27"' \
    -Wl,--strip-all -Wl,-z,stack-size=262144 -o statistics.wasm engine.c \
    "$quickjs"/quickjs.c "$quickjs"/libregexp.c "$quickjs"/libunicode.c "$quickjs"/cutils.c
# end::build[]
rm script.inc
