#!/usr/bin/env bash
# Builds what is published and deploys it to a directory that is laid out as a Maven
# repository, target/release/staging by default. Beside it: bundle.zip, which Maven Central
# takes, and notes.md, the release notes. Signs if MAVEN_GPG_KEY holds a key.
# Usage: scripts/release/stage.sh [directory]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

staging=${1:-$PWD/target/release/staging}
version=$(sed -n '/<artifactId>wasm-spring-boot-parent</,/<version>/s|.*<version>\(.*\)</version>.*|\1|p' pom.xml)

# Without clean, which would take the directory away.
rm -rf "$staging" {bom,autoconfigure,starter}/target
./mvnw --batch-mode -Prelease -pl bom,starter -am deploy \
	-DaltDeploymentRepository="local::file:$staging" \
	-Dmaven.install.skip=true -Dmaven.test.skip=true \
	-Dspring-javaformat.validate.skip=true -Dcheckstyle.skip=true

# Central keeps the lists of versions itself.
find "$staging" -name 'maven-metadata*' -delete
if [[ "$version" != *-SNAPSHOT ]]; then
	(cd "$staging" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" --create --no-manifest --file ../bundle.zip io)
	awk -v version="$version" '
		index($0, "## [" version "]") == 1 { inside = 1; next }
		/^## / || /^\[[^]]*\]: / { inside = 0 }
		inside { print }
	' CHANGELOG.md > "$staging/../notes.md"
fi
printf '%s is in %s\n' "$version" "$staging"
