#!/usr/bin/env bash
# Builds the documentation of this tree, and below it that of each tagged version, with
# links between them.
# Usage: scripts/build-site.sh [directory] [address of the site, which ends in a slash]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

output=${1:-target/site}
address=${2:-http://localhost:4173/}
base=/${address#*://*/}
mkdir -p "$output"
output=$(cd "$output" && pwd)
work=$(mktemp -d)
trap 'git worktree prune; rm -rf "$work"' EXIT

tags=()
for tag in $(git tag --list 'v*' --sort=-version:refname); do
	# Versions before there was a site have none.
	! git cat-file -e "$tag:docs/.vitepress/config.mjs" 2> /dev/null || tags+=("$tag")
done

versions="[{\"version\":\"latest\",\"url\":\"$address\"}"
for tag in "${tags[@]+"${tags[@]}"}"; do
	versions+=",{\"version\":\"${tag#v}\",\"url\":\"$address${tag#v}/\"}"
done
export SITE_VERSIONS="$versions]"

build() {
	local tree=$1
	(cd "$tree/docs" && npm ci --prefer-offline --no-audit --no-fund --loglevel=error && npm run build && npm test)
}

SITE_BASE=$base SITE_OUTPUT=$output build .
for tag in "${tags[@]+"${tags[@]}"}"; do
	git worktree add --detach "$work/$tag" "$tag"
	SITE_BASE="$base${tag#v}/" SITE_OUTPUT="$output/${tag#v}" build "$work/$tag"
	git worktree remove --force "$work/$tag"
done
