#!/usr/bin/env bash
# Checks that a version could be published: builds it twice, in different places and time
# zones, and compares all files byte for byte; looks for what Maven Central asks for; and
# lets an application outside of this project use it, with an empty local repository.
# The files of this directory stay as they are. The first build is left in target/release.
# Usage: scripts/release/check.sh [version]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

root=$PWD
version=${1:-0.1.0}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null || date +%s)}
export SOURCE_DATE_EPOCH

say() {
	printf '\n--- %s\n' "$*"
}

copy() {
	mkdir -p "$1"
	tar -c --exclude=./.git --exclude=target --exclude=node_modules . | tar -x -C "$1"
}

say "Building $version"
copy "$work/one"
(cd "$work/one" && scripts/release/set-version.sh "$version" && scripts/release/stage.sh)

say "Building $version again, elsewhere and later"
copy "$work/another/place"
(cd "$work/another/place" && export TZ=Asia/Tokyo LC_ALL=C && scripts/release/set-version.sh "$version" \
	&& MAVEN_GPG_KEY='' scripts/release/stage.sh)

say "Comparing"
"$java" scripts/release/Check.java "$version" "$work/one/target/release/staging" "$work/another/place/target/release/staging"
[[ -s "$work/one/target/release/notes.md" ]] || { echo "There are no release notes" >&2; exit 1; }
mkdir -p target
rm -rf target/release
cp -R "$work/one/target/release" target/release

say "Using $version in an application elsewhere"
cp -R scripts/release/app "$work/app"
mkdir -p "$work/app/src/main/resources/wasm"
cp sample-app/src/main/resources/wasm/text.wasm "$work/app/src/main/resources/wasm"
(cd "$work/app" && "$root/mvnw" --batch-mode -q -f "$work/app/pom.xml" package \
	-Dmaven.repo.local="$work/repository" -Dplugins.version="$version" -Dplugins.repository="file:$root/target/release/staging")
output=$("$java" -jar "$work/app/target/app.jar")
echo "$output"
grep -qx 'hello-world' <<< "$output" || { echo "The application does not say 'hello-world'" >&2; exit 1; }

say "$version can be published: target/release/bundle.zip"
