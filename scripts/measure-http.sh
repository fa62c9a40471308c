#!/usr/bin/env bash
#
# Measures the sample application over HTTP: endpoints of plugins against their twins in plain Java, with 8, 64 and 400
# connections, on platform and on virtual threads, and pooled against a single instance. Writes the tables of
#
#   docs/benchmarks/http.md
#
# for the version of Java that runs it; takes about seven minutes. Needs wrk. Leave the machine alone while it runs.

set -euo pipefail
export LC_ALL=C

cd "$(dirname "$0")/.."
readonly PORT=${PORT:-18080}
readonly SECONDS_EACH=${SECONDS_EACH:-3}
readonly ROUNDS=2
readonly CONNECTIONS="8 64 400"
readonly PAGE=docs/benchmarks/http.md

command -v wrk > /dev/null || { echo "wrk is missing; install the package 'wrk'" >&2; exit 1; }

TEMP=$(mktemp -d)
readonly TEMP
server=
trap 'stop; rm -rf "$TEMP"' EXIT

# start <virtual threads> <instance mode of the text plugin>
start() {
	java -cp "sample-app/target/test-classes:sample-app/target/classes:$(cat "$TEMP/classpath")" \
		io.github.wasmspring.twin.TwinApplication --server.port="$PORT" --spring.threads.virtual.enabled="$1" \
		--wasm.modules.text.instances.mode="$2" --wasm.modules.text.instances.max-wait=30s > "$TEMP/server.log" 2>&1 &
	server=$!
	for _ in $(seq 60); do
		if grep -q "Started SampleApplication" "$TEMP/server.log"; then
			return
		fi
		sleep 1
	done
	cat "$TEMP/server.log" >&2
	exit 1
}

stop() {
	if [[ -n "$server" ]]; then
		kill "$server" 2> /dev/null || true
		wait "$server" 2> /dev/null || true
		server=
	fi
}

# body <bytes>: text of that length
body() {
	local text="The quick brown fox jumps over the lazy dog. "
	while [[ ${#text} -lt $1 ]]; do
		text+=$text
	done
	echo "${text:0:$1}"
}

# request <path> <bytes>: a script for wrk
request() {
	printf 'wrk.method = "POST"\nwrk.body = "%s"\nwrk.headers["Content-Type"] = "text/plain"\n' "$(body "$2")"
}

# ask <path> <bytes> <connections> <seconds>: requests a second, and the 99th percentile in ms
ask() {
	request "$1" "$2" > "$TEMP/request.lua"
	wrk -t 1 -c "$3" -d "$4" --timeout 30s --latency -s "$TEMP/request.lua" "http://127.0.0.1:$PORT$1" > "$TEMP/wrk.log"
	if grep -Eq "Non-2xx|Socket errors" "$TEMP/wrk.log"; then
		cat "$TEMP/wrk.log" >&2
		exit 1
	fi
	awk '
		$1 == "99%" {
			unit = $2; sub(/[0-9.]+/, "", unit)
			p99 = $2 * (unit == "us" ? 0.001 : unit == "s" ? 1000 : 1)
		}
		$1 == "Requests/sec:" { rate = $2 }
		END { print rate, p99 }
	' "$TEMP/wrk.log"
}

# compare <path> <bytes> <connections>: a row of both, in turns
compare() {
	local round
	: > "$TEMP/plugin"
	: > "$TEMP/twin"
	for round in $(seq $ROUNDS); do
		ask "$1" "$2" "$3" "$SECONDS_EACH" >> "$TEMP/plugin"
		ask "/twin$1" "$2" "$3" "$SECONDS_EACH" >> "$TEMP/twin"
	done
	paste -d ' ' "$TEMP/plugin" "$TEMP/twin" | awk -v path="$1" -v connections="$3" '
		{ plugin += $1; twin += $3; plugin99 += $2; twin99 += $4 }
		END {
			printf "| `%s` | %d | %.0f | %.0f | %.2f × | %.1f ms | %.1f ms |\n", path, connections,
					plugin / NR, twin / NR, plugin / twin, plugin99 / NR, twin99 / NR
		}'
}

# warm_up <path>...
warm_up() {
	local path
	for path in "$@"; do
		ask "$path" 100 32 "$((SECONDS_EACH * 2))" > /dev/null
		ask "/twin$path" 100 32 "$((SECONDS_EACH * 2))" > /dev/null
	done
}

# threads <title> <virtual threads>
threads() {
	local connections
	printf '\n### %s\n\n' "$1"
	echo "| endpoint | connections | plugin, requests a second | Java | plugin / Java | 99 % of plugin's within | of Java's |"
	echo "|---|---|---|---|---|---|---|"
	start "$2" pooled
	warm_up /text/vowels /text/reverse /sha256
	for connections in $CONNECTIONS; do
		compare /text/vowels 100 "$connections"
		compare /text/reverse 1000 "$connections"
		compare /sha256 1000 "$connections"
	done
	stop
}

# single <threads> <virtual threads>: the ratio of a plugin to its twin, once with one instance for all and once pooled
single() {
	local mode connections
	for mode in pooled single; do
		start "$2" "$mode"
		warm_up /text/vowels
		for connections in $CONNECTIONS; do
			compare /text/vowels 100 "$connections" | awk -v threads="$1" -v mode="$mode" -F '|' \
				'{ printf "| %s | `%s` |%s|%s|%s|\n", threads, mode, $3, $6, $7 }'
		done
		stop
	done
}

./mvnw -q -pl sample-app -am test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$TEMP/classpath"

version=$(java -version 2>&1 | awk -F '"' 'NR == 1 { print $2 }')
{
	sed '/^## Java/,$d' "$PAGE"
	printf '## Java %s\n\n' "${version%%.*}"
	echo "Last run: $(date -u +%Y-%m-%dT%H:%MZ), commit $(git rev-parse --short HEAD), $(nproc) processors, $version"
	threads "Platform threads" false
	threads "Virtual threads" true
	printf '\n### One instance for all\n\n'
	echo "| threads | mode | connections | plugin / Java | 99 % of plugin's within |"
	echo "|---|---|---|---|---|"
	single platform false
} > "$TEMP/page.md"
cp "$TEMP/page.md" "$PAGE"
