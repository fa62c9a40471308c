#!/usr/bin/env bash
# Writes another version into the poms, the README and the pages. For a release it also
# sets the time that archives carry, and gives the changes a heading. A tree that has the
# version already stays as it is, so that a tag can be built again by anybody.
# Usage: scripts/release/set-version.sh version
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

version=${1:?the version is missing}
[[ "$version" =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || { echo "'$version' is no version" >&2; exit 1; }
old=$(sed -n '/<artifactId>wasm-spring-boot-parent</,/<version>/s|.*<version>\(.*\)</version>.*|\1|p' pom.xml)

replace() {
	local expression=$1
	shift
	for file in "$@"; do
		sed "$expression" "$file" > "$file.new"
		cat "$file.new" > "$file"
		rm "$file.new"
	done
}

replace "/<artifactId>wasm-spring-boot-[a-z]*</,/<version>/s|<version>${old//./\\.}<|<version>$version<|
	s|\(wasm-spring-boot-[a-z]*:\)${old//./\\.}|\1$version|" \
	pom.xml ./*/pom.xml docs/*/pom.xml README.md docs/*.md

if [[ "$version" != *-SNAPSHOT && "$version" != "$old" ]]; then
	seconds=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
	time=$(TZ=UTC0 printf '%(%Y-%m-%dT%H:%M:%SZ)T' "$seconds")
	replace "s|<project.build.outputTimestamp>.*<|<project.build.outputTimestamp>$time<|" pom.xml
	if ! grep -q "^## \[$version\]" CHANGELOG.md; then
		repository=https://github.com/wasmspring/wasm-spring-boot
		replace "s|^## \[Unreleased\]$|&\n\n## [$version] - ${time%T*}|
			s|^\[Unreleased\]: .*|[Unreleased]: $repository/compare/v$version...HEAD\n[$version]: $repository/releases/tag/v$version|" CHANGELOG.md
	fi
fi
