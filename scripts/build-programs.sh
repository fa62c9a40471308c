#!/usr/bin/env bash
#
# Rebuilds the programs of the benchmarks that others wrote or generated:
#
#   autoconfigure/src/test/benchmarks/programs -> autoconfigure/src/test/benchmarks/resources/third-party
#
# zlib.wasm from the source package zlib of Debian 12, parser.wasm from what bison and
# re2c make of a grammar, quickjs.wasm as the npm package quickjs-wasi ships it. Needs
# npm, bison, re2c, source packages in APT's sources (deb-src), and the clang-14, lld-14,
# wasi-libc, libclang-rt-14-dev-wasm32, wabt and binaryen of Debian 12, like
# build-kernels.sh.

set -euo pipefail
export LC_ALL=C

cd "$(dirname "$0")/../autoconfigure/src/test/benchmarks"
readonly HOME_DIRECTORY=$PWD
readonly TARGET=$PWD/resources/third-party
readonly WASI_LIB=${WASI_LIB:-/usr/lib/wasm32-wasi}
readonly ZLIB=zlib_1.2.13.dfsg.orig.tar.bz2
readonly ZLIB_SHA256=71feb7947e3c00ef125f83b79a4e529bde31171e5babe48b391f06758d1ab0a1
readonly QUICKJS=quickjs-wasi@3.7.0
readonly QUICKJS_SHA256=c0bd8f296e18cf074969f6401b9ecb72609a1323818ec2b9bf7a8f8d740d1363

TEMP=$(mktemp -d)
readonly TEMP
trap 'rm -rf "$TEMP"' EXIT
cd "$TEMP"

cc() {
	clang-14 --target=wasm32-wasi -std=gnu11 -O2 -mbulk-memory -msign-ext -I "$HOME_DIRECTORY/kernels" \
		-I "$HOME_DIRECTORY/programs" "$@"
}

# link <target> <input>...
link() {
	wasm-ld-14 --no-entry --gc-sections --stack-first -z stack-size=65536 "${@:2}" -o linked.wasm \
		-L "$WASI_LIB" -lc "$(clang-14 --target=wasm32-wasi --print-libgcc-file-name)"
	wasm-opt -g --strip-dwarf --strip-producers --strip-target-features linked.wasm -o "$1"
	wasm-validate "$1"
}

# Keeps wasm-ld from wrapping each export into constructor and destructor calls.
echo 'void __wasm_call_ctors(void); void initialize(void) { __wasm_call_ctors(); }' \
	| clang-14 --target=wasm32-wasi -ffunction-sections -x c -c - -o no_wrappers.o

[[ -f ${ZLIB_SOURCE:-} ]] && cp "$ZLIB_SOURCE" "$ZLIB" || apt-get -qq source --download-only zlib
echo "$ZLIB_SHA256  $ZLIB" | sha256sum --check --quiet
mkdir zlib
tar xjf "$ZLIB" -C zlib --strip-components=1
for source in adler32 compress crc32 deflate inffast inflate inftrees trees uncompr zutil; do
	cc -w -c "zlib/$source.c" -o "zlib-$source.o"
done
cc -I zlib -Wall -Wextra -Werror -c "$HOME_DIRECTORY/programs/zlib.c" -o zlib-main.o
link zlib.wasm no_wrappers.o zlib-*.o

bison --output=parser.c --header=parser.h "$HOME_DIRECTORY/programs/parser.y"
re2c --no-debug-info --output scanner.c "$HOME_DIRECTORY/programs/parser.re"
cc -I . -w -c parser.c -o parser.o
cc -I . -w -c scanner.c -o scanner.o
link parser.wasm no_wrappers.o parser.o scanner.o

npm pack --silent "$QUICKJS" >/dev/null
tar xzf quickjs-wasi-*.tgz package/quickjs.wasm package/LICENSE
echo "$QUICKJS_SHA256  package/quickjs.wasm" | sha256sum --check --quiet

mkdir -p "$TARGET"
cp zlib.wasm parser.wasm package/quickjs.wasm "$TARGET"
cp package/LICENSE "$TARGET/quickjs-LICENSE"
(cd "$TARGET" && sha256sum ./*.wasm)
