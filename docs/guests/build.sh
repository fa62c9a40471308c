#!/bin/sh
# Builds the guests of the documentation, each by the commands that its page shows,
# into docs/src/test/resources/guests.
set -e
cd "$(dirname "$0")"
target=../src/test/resources/guests
mkdir -p "$target"

for language in c c-libc rust assemblyscript; do
    "$language/build.sh"
    mv "$language/greeter.wasm" "$target/greeter-$language.wasm"
done
host/build.sh
mv host/shop.wasm "$target"
wasi/build.sh
mv wasi/wordcount.wasm wasi/spelling.wasm "$target"
wat/build.sh
mv wat/arithmetic.wasm wat/counter.wasm "$target"
chmod 644 "$target"/*.wasm
