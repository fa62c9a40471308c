#!/bin/sh
# Builds the command in Rust. The target is called wasm32-wasip1 since Rust 1.78.
set -e
cd "$(dirname "$0")"

# tag::build[]
rustc --target=wasm32-wasi --edition=2021 -C opt-level=s -C lto -C panic=abort \
    -C strip=symbols -o statistics.wasm statistics.rs
# end::build[]
