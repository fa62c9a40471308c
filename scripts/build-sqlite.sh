#!/usr/bin/env bash
#
# Rebuilds autoconfigure/src/test/resources/third-party/sqlite.wasm from SQLite's
# amalgamation, which the npm package better-sqlite3 carries, and
# autoconfigure/src/test/guests/third-party/sqlite.c.
#
# Needs npm and the clang-14, lld-14, wasi-libc, libclang-rt-14-dev-wasm32 and
# binaryen of Debian 12, like build-guests.sh. It takes a few minutes.

set -euo pipefail
export LC_ALL=C

cd "$(dirname "$0")/.."
readonly PACKAGE=better-sqlite3@12.11.1
readonly AMALGAMATION=60d2f39a3726cd6b9021da6f4e868608d66fbb6528a9f513dc8ffcc640493422
readonly GUEST=$PWD/autoconfigure/src/test/guests/third-party/sqlite.c
readonly TARGET=$PWD/autoconfigure/src/test/resources/third-party/sqlite.wasm
readonly WASI_LIB=${WASI_LIB:-/usr/lib/wasm32-wasi}

TEMP=$(mktemp -d)
readonly TEMP
trap 'rm -rf "$TEMP"' EXIT
cd "$TEMP"

npm pack --silent "$PACKAGE" >/dev/null
tar xzf better-sqlite3-*.tgz package/deps/sqlite3
cp package/deps/sqlite3/sqlite3.[ch] .
echo "$AMALGAMATION  sqlite3.c" | sha256sum --check --quiet

cc() {
	clang-14 --target=wasm32-wasi -std=gnu11 -Os "$@"
}

options=(-DSQLITE_OS_OTHER=1 -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_DQS=0
	-DSQLITE_TEMP_STORE=3 -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_FTS5
	-DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_GEOPOLY -DSQLITE_ENABLE_SESSION
	-DSQLITE_ENABLE_PREUPDATE_HOOK -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_DBSTAT_VTAB
	-DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_STAT4)
cc "${options[@]}" -w -c sqlite3.c -o sqlite3.o
cc -I. -Wall -Wextra -Werror -c "$GUEST" -o guest.o
wasm-ld-14 --no-entry --gc-sections --stack-first -z stack-size=1048576 \
	"$WASI_LIB/crt1-reactor.o" guest.o sqlite3.o --export=_initialize -o linked.wasm \
	-L "$WASI_LIB" -lc "$(clang-14 --target=wasm32-wasi --print-libgcc-file-name)"
# function names stay, for messages
wasm-opt -g --strip-dwarf --strip-producers --strip-target-features linked.wasm -o "$TARGET"
sha256sum "$TARGET"
