#!/bin/sh
# Builds the plugin for Extism in AssemblyScript.
set -e
cd "$(dirname "$0")"
npm ci --no-audit --no-fund --loglevel=error

# tag::build[]
npx asc assembly/vowels.ts --optimize --outFile vowels.wasm
# end::build[]
