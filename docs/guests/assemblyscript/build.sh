#!/bin/sh
# Builds the greeter in AssemblyScript.
set -e
cd "$(dirname "$0")"
npm ci --no-audit --no-fund --loglevel=error

# tag::build[]
npx asc assembly/greeter.ts --optimize --use abort= --outFile greeter.wasm
# end::build[]
