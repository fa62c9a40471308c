#!/usr/bin/env bash
#
# Rebuilds the kernels of the benchmarks from their sources:
#
#   autoconfigure/src/test/benchmarks/kernels -> autoconfigure/src/test/benchmarks/resources/kernels
#
# Each one at -O2 and at -O3, where that makes a difference, and those that kernels.txt marks once more with everything
# inlined into one function. Needs the clang-14, lld-14, wasi-libc,
# libclang-rt-14-dev-wasm32, wabt and binaryen of Debian 12, like build-guests.sh.
#
# The kernels are a yardstick: figures of two days are only alike if they don't change.

set -euo pipefail
export LC_ALL=C

cd "$(dirname "$0")/../autoconfigure/src/test/benchmarks"
readonly WASI_LIB=${WASI_LIB:-/usr/lib/wasm32-wasi}

TEMP=$(mktemp -d)
readonly TEMP
trap 'rm -rf "$TEMP"' EXIT
mkdir "$TEMP/built"

# link <target> <input>...
link() {
	wasm-ld-14 --no-entry --gc-sections --stack-first -z stack-size=65536 "${@:2}" -o "$TEMP/linked.wasm" \
		-L "$WASI_LIB" -lc "$(clang-14 --target=wasm32-wasi --print-libgcc-file-name)"
	wasm-opt -g --strip-dwarf --strip-producers --strip-target-features "$TEMP/linked.wasm" -o "$1"
	wasm-validate "$1"
}

# kernel <name> <variant> <option>...
kernel() {
	clang-14 --target=wasm32-wasi -std=gnu11 -fno-math-errno -fno-vectorize -fno-slp-vectorize \
		-ffp-contract=off -mbulk-memory -msign-ext -Wall -Wextra -Werror -Wno-pass-failed \
		"${@:3}" -c "kernels/$1.c" -o "$TEMP/object.o"
	link "$TEMP/built/$1-$2.wasm" "$TEMP/object.o" "$TEMP/no_wrappers.o"
}

# Keeps wasm-ld from wrapping each export into constructor and destructor calls.
echo 'void __wasm_call_ctors(void); void initialize(void) { __wasm_call_ctors(); }' \
	| clang-14 --target=wasm32-wasi -ffunction-sections -x c -c - -o "$TEMP/no_wrappers.o"

while read -r name size small inlined; do
	[[ $name != \#* ]] || continue
	kernel "$name" O2 -O2
	kernel "$name" O3 -O3
	# often they are the same code
	if cmp -s "$TEMP/built/$name-O2.wasm" "$TEMP/built/$name-O3.wasm"; then
		rm "$TEMP/built/$name-O3.wasm"
	fi
	if [[ -n $inlined ]]; then
		kernel "$name" inlined -O3 -DINLINED
	fi
done < kernels/kernels.txt

mkdir -p resources/kernels
rm -f resources/kernels/*.wasm
cp "$TEMP"/built/*.wasm resources/kernels
cp kernels/kernels.txt resources/kernels
(cd resources/kernels && sha256sum ./*.wasm)
