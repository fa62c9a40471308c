#!/usr/bin/env bash
#
# Rebuilds every WebAssembly guest from its sources:
#
#   sample-app/guests/*            -> sample-app/src/main/resources/wasm, and guests of its page
#   autoconfigure/src/test/guests  -> autoconfigure/src/test/resources/guests
#   docs/guests/*                  -> docs/src/test/resources/guests
#                                     and docs/adapters/src/main/resources/wasm
#
# The same tools give the same bytes. The committed binaries come from Debian 12:
#
#   apt-get install clang-14 lld-14 wasi-libc libclang-rt-14-dev-wasm32 \
#       rustc libstd-rust-dev-wasm32 wabt binaryen \
#       libc++-14-dev-wasm32 libc++abi-14-dev-wasm32 xxd
#
# (clang and lld 14.0.6, rustc 1.63, wabt 1.0.32, binaryen 108), and from Node.js
# 20 with npm, which fetches what the files package-lock.json name: the compilers
# of AssemblyScript and Zig, the library of Extism, and the sources of QuickJS.
#
# CLANG, WASM_LD, RUSTC and WASI_LIB replace the tools that are found.

set -euo pipefail
export LC_ALL=C

cd "$(dirname "$0")/.."
readonly ROOT=$PWD
readonly SAMPLES=$ROOT/sample-app/guests
readonly TESTS=$ROOT/autoconfigure/src/test/guests

TEMP=$(mktemp -d)
readonly TEMP
readonly SAMPLE_BINARIES=$TEMP/samples
readonly PAGE_BINARIES=$TEMP/page
readonly TEST_BINARIES=$TEMP/tests
mkdir "$SAMPLE_BINARIES" "$PAGE_BINARIES" "$TEST_BINARIES"
trap 'rm -rf "$TEMP"' EXIT

fail() {
	echo "build-guests: $*" >&2
	exit 1
}

# The first of the given programs that is there; the last argument names its package.
program() {
	local package=${*: -1}
	local candidate
	for candidate in "${@:1:$#-1}"; do
		if command -v "$candidate" >/dev/null; then
			command -v "$candidate"
			return
		fi
	done
	fail "'$1' not found, install the package '$package'"
}

# The first rustc that can compile for wasm32-unknown-unknown.
rust_compiler() {
	local candidate
	for candidate in ${RUSTC:-$(type -ap rustc)}; do
		if [[ -n $(compgen -G "$("$candidate" --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib/libstd-*.rlib") ]]; then
			echo "$candidate"
			return
		fi
	done
	fail "no rustc has the target wasm32-unknown-unknown, install the packages 'rustc' and 'libstd-rust-dev-wasm32'"
}

clang=$(program "${CLANG:-clang-14}" clang clang-14)
wasm_ld=$(program "${WASM_LD:-wasm-ld-14}" wasm-ld lld-14)
wat2wasm=$(program wat2wasm wabt)
wasm_validate=$(program wasm-validate wabt)
wasm_opt=$(program wasm-opt binaryen)
node=$(program node nodejs)
[[ $("$node" -p 'process.versions.node.split(".")[0] >= 20') == true ]] || fail "'$node' is older than Node.js 20"
npm=$(program npm npm)
rustc=$(rust_compiler)
wasi_lib=${WASI_LIB:-/usr/lib/wasm32-wasi}
[[ -f $wasi_lib/libc.a ]] || fail "'$wasi_lib/libc.a' not found, install the package 'wasi-libc'"
builtins=$("$clang" --target=wasm32-wasi --print-libgcc-file-name)
[[ -f $builtins ]] || fail "'$builtins' not found, install the package 'libclang-rt-14-dev-wasm32'"

# link <target> <input>...: a library without entry point, whose stack overflows
# into a trap. Function names are the only custom section that stays.
link() {
	"$wasm_ld" --no-entry --gc-sections --stack-first -z stack-size=65536 "${@:2}" -o "$TEMP/linked.wasm"
	"$wasm_opt" -g --strip-dwarf --strip-producers --strip-target-features "$TEMP/linked.wasm" -o "$1"
}

# wat <source> <target> [option]...
wat() {
	"$wat2wasm" --debug-names "${@:3}" "$1" -o "$2"
}

# c <source> <target> [option]...: exports what the source marks with export_name.
c() {
	"$clang" --target=wasm32-wasi -std=c11 -O3 -fno-math-errno \
		-mbulk-memory -msign-ext -Wall -Wextra -Werror -c "$1" -o "$TEMP/object.o"
	link "$2" "$TEMP/object.o" "$TEMP/no_wrappers.o" "${@:3}" -L "$wasi_lib" -lc "$builtins"
}

# wasi <command|reactor> <source> <target>: a program or library with WASI preview 1.
wasi() {
	"$clang" --target=wasm32-wasi -std=c11 -O2 -Wall -Wextra -Werror -c "$2" -o "$TEMP/object.o"
	link "$3" "$wasi_lib/crt1-$1.o" "$TEMP/object.o" $([[ $1 == command ]] || echo --export=_initialize) \
		-L "$wasi_lib" -lc "$builtins"
}

# rust <source> <target> <export>...
rust() {
	"$rustc" --target=wasm32-unknown-unknown --edition=2021 --crate-type=staticlib --deny=warnings \
		-C opt-level=3 -C lto=fat -C codegen-units=1 -C panic=abort -C linker="$wasm_ld" \
		--remap-path-prefix="$(dirname "$1")"= "$1" -o "$TEMP/library.a"
	link "$2" "$TEMP/library.a" "${@:3:$#-2}"
}

# rust_command <source> <target> <export>...: a program with WASI preview 1 that has its
# standard library as it is.
rust_command() {
	"$rustc" --target=wasm32-wasi --edition=2021 --deny=warnings \
		-O -C panic=abort -C strip=debuginfo -C linker="$wasm_ld" \
		"${@:3}" --remap-path-prefix="$(dirname "$1")"= "$1" -o "$2"
}

# assemblyscript <folder> <name> <target>: asconfig.json holds the options.
assemblyscript() (
	cd "$1"
	[[ -d node_modules ]] || "$npm" ci --no-audit --no-fund --loglevel=error
	node_modules/.bin/asc "assembly/$2.ts" --config asconfig.json --outFile "$3"
)

# Keeps wasm-ld from wrapping each export into constructor and destructor calls:
# it sees that constructors are taken care of. There are none.
echo 'void __wasm_call_ctors(void); void initialize(void) { __wasm_call_ctors(); }' \
	| "$clang" --target=wasm32-wasi -ffunction-sections -x c -c - -o "$TEMP/no_wrappers.o"

c "$SAMPLES/nbody/nbody.c" "$SAMPLE_BINARIES/nbody.wasm"
c "$SAMPLES/sha256/sha256.c" "$SAMPLE_BINARIES/sha256.wasm"
c "$SAMPLES/image/image.c" "$SAMPLE_BINARIES/image.wasm" --export=malloc --export=free
rust "$SAMPLES/text/text.rs" "$SAMPLE_BINARIES/text.wasm" \
	--export={alloc,dealloc,count_vowels,reverse,slug}
assemblyscript "$SAMPLES/pricing" pricing "$SAMPLE_BINARIES/pricing.wasm"
assemblyscript "$SAMPLES/pricing" winter "$PAGE_BINARIES/pricing-winter.wasm"
assemblyscript "$SAMPLES/pricing" acme "$PAGE_BINARIES/pricing-acme.wasm"
wat "$SAMPLES/hostile/hostile.wat" "$PAGE_BINARIES/hostile.wasm"
for filter in edges mosaic sepia; do
	c "$SAMPLES/filters/$filter.c" "$PAGE_BINARIES/filter-$filter.wasm" --export=malloc --export=free
done

for source in "$TESTS"/*.wat; do
	name=$(basename "$source" .wat)
	if [[ $name == invalid* ]]; then
		wat "$source" "$TEST_BINARIES/$name.wasm" --no-check
	elif [[ $name == threads_* ]]; then
		wat "$source" "$TEST_BINARIES/$name.wasm" --enable-threads
	else
		wat "$source" "$TEST_BINARIES/$name.wasm"
	fi
done
for source in "$TESTS"/*.c; do
	name=$(basename "$source" .c)
	case $name in
		wasi_report | wasi_command)
			wasi command "$source" "$TEST_BINARIES/$name.wasm"
			;;
		wasi_*)
			wasi reactor "$source" "$TEST_BINARIES/$name.wasm"
			;;
		opa_policy)
			c "$source" "$TEST_BINARIES/$name.wasm" --import-memory
			;;
		*)
			c "$source" "$TEST_BINARIES/$name.wasm"
			;;
	esac
done
# The simulation again, with an allocator and thus a memory that can grow.
c "$SAMPLES/nbody/nbody.c" "$TEST_BINARIES/nbody_malloc.wasm" --export=malloc --export=free
rust "$TESTS/abi_cabi_realloc.rs" "$TEST_BINARIES/abi_cabi_realloc.wasm" \
	--export={cabi_realloc,live,echo}
rust_command "$TESTS/benchmark_command.rs" "$TEST_BINARIES/benchmark_command.wasm" \
	-C link-arg=--export=count
for source in "$TESTS"/*.awk; do
	name=$(basename "$source" .awk)
	awk -f "$source" > "$TEMP/$name.wat"
	wat "$TEMP/$name.wat" "$TEST_BINARIES/$name.wasm"
done
# The preamble of a component: another layer and version than those of a core module.
printf '\x00asm\x0d\x00\x01\x00' > "$TEST_BINARIES/component.wasm"

for binary in "$SAMPLE_BINARIES"/*.wasm "$PAGE_BINARIES"/*.wasm "$TEST_BINARIES"/*.wasm; do
	case $(basename "$binary") in
		component.wasm | invalid*.wasm)
			! "$wasm_validate" "$binary" 2>/dev/null || fail "'$binary' is valid"
			;;
		threads_*)
			"$wasm_validate" --enable-threads "$binary"
			;;
		*)
			"$wasm_validate" "$binary"
			;;
	esac
done

# replace <built> <folder>: only once everything is built.
replace() {
	mkdir -p "$2"
	rm -f "$2"/*.wasm
	cp "$1"/*.wasm "$2"
	(cd "$2" && sha256sum ./*.wasm)
}

replace "$SAMPLE_BINARIES" "$ROOT/sample-app/src/main/resources/wasm"
replace "$PAGE_BINARIES" "$ROOT/sample-app/src/main/resources/guests"
replace "$TEST_BINARIES" "$ROOT/autoconfigure/src/test/resources/guests"

# The guests of the documentation are built by the commands that its pages show.
mkdir "$TEMP/bin"
ln -s "$clang" "$TEMP/bin/clang"
ln -s "$clang" "$TEMP/bin/clang++"
ln -s "$wasm_ld" "$TEMP/bin/wasm-ld"
ln -s "$rustc" "$TEMP/bin/rustc"
PATH=$TEMP/bin:$PATH "$ROOT/docs/guests/build.sh"
