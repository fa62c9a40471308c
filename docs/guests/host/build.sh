#!/bin/sh
# Builds the guest that calls functions of the host.
set -e
cd "$(dirname "$0")"

# tag::build[]
rustc --target=wasm32-unknown-unknown --crate-type=cdylib --edition=2021 \
    -O -C strip=debuginfo -o shop.wasm shop.rs
# end::build[]
