#!/usr/bin/env bash
# Makes a release: checks it, commits and tags the version, and goes on with the next one.
# Nothing leaves the machine. Pushing the tag starts the workflow that publishes it.
# Usage: scripts/release.sh version [next version]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=${1:?the version is missing, for example 0.1.0}
next=${2:-}
if [[ -z "$next" ]]; then
	IFS=. read -r major minor _ <<< "$version"
	next="$major.$((minor + 1)).0-SNAPSHOT"
fi
[[ -z "$(git status --porcelain)" ]] || { echo "There are changes that are not committed" >&2; exit 1; }
! git rev-parse -q --verify "refs/tags/v$version" > /dev/null || { echo "There is a tag v$version" >&2; exit 1; }

scripts/release/check.sh "$version"

scripts/release/set-version.sh "$version"
git commit -qam "Release $version"
git tag -a "v$version" -m "Version $version"
scripts/release/set-version.sh "$next"
git commit -qam "Continue with $next"

cat <<END

Version $version is tagged. To publish it:

    git push origin HEAD "v$version"

To take it back:

    git tag -d v$version && git reset --hard HEAD~2
END
