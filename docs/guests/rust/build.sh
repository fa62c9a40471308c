#!/bin/sh
# Builds the greeter in Rust.
set -e
cd "$(dirname "$0")"

# tag::build[]
rustc --target=wasm32-unknown-unknown --crate-type=cdylib --edition=2021 \
    -O -C strip=debuginfo -o greeter.wasm greeter.rs
# end::build[]
