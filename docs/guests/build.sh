#!/bin/sh
# Builds the guests of the documentation, each by the commands that its page shows,
# into docs/src/test/resources/guests, and that of the adapters beside them.
set -e
cd "$(dirname "$0")"
target=../src/test/resources/guests
mkdir -p "$target"

for language in c c-libc cpp rust zig assemblyscript; do
    "$language/build.sh"
    mv "$language/greeter.wasm" "$target/greeter-$language.wasm"
done
for language in c rust javascript; do
    "$language-command/build.sh"
    mv "$language-command/statistics.wasm" "$target/statistics-$language.wasm"
done
for language in c rust assemblyscript; do
    "extism-$language/build.sh"
    mv "extism-$language/vowels.wasm" "$target/vowels-$language.wasm"
done
host/build.sh
mv host/shop.wasm "$target"
wasi/build.sh
mv wasi/wordcount.wasm wasi/spelling.wasm "$target"
opa/build.sh
mv opa/orders.wasm "$target/orders-policy.wasm"
wat/build.sh
mv wat/arithmetic.wasm wat/counter.wasm "$target"
access/build.sh
mv access/access.wasm ../adapters/src/main/resources/wasm
chmod 644 "$target"/*.wasm ../adapters/src/main/resources/wasm/*.wasm
