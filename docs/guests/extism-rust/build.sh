#!/bin/sh
# Builds the plugin for Extism in Rust.
set -e
cd "$(dirname "$0")"

# tag::build[]
rustc --target=wasm32-unknown-unknown --crate-type=cdylib --edition=2021 \
    -C opt-level=s -C lto -C panic=abort -C strip=symbols -o vowels.wasm vowels.rs
# end::build[]
