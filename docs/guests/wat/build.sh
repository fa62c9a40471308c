#!/bin/sh
# Builds the modules that are written in the text format.
set -e
cd "$(dirname "$0")"

# tag::build[]
wat2wasm arithmetic.wat -o arithmetic.wasm
# end::build[]
wat2wasm counter.wat -o counter.wasm
wat2wasm primes.wat -o primes.wasm
