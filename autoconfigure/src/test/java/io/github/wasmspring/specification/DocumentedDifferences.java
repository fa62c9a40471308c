/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wasmspring.specification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * What the page on conformance says of binaries that the suite, which is of version 2.0,
 * calls wrong for other reasons than the decoder does, or that are legal since.
 *
 * @param rows the rows of its table, without the last column, which says why
 */
record DocumentedDifferences(List<String> rows) {

	private static final String TABLE = "| script | the suite expects | the decoder says | cases | why |";

	static DocumentedDifferences read() {
		try {
			return new DocumentedDifferences(
					Files.readAllLines(SpecificationSuite.findRoot().resolve("docs/specification.md"))
						.stream()
						.dropWhile((line) -> !line.equals(TABLE))
						.skip(2)
						.takeWhile((line) -> line.startsWith("|"))
						.map((line) -> line.substring(2, line.lastIndexOf(" | ")))
						.toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return whether a binary is legal that the suite refuses.
	 * @param script the name of the script
	 * @param text why the suite refuses it
	 */
	boolean isLegal(String script, String text) {
		String row = "`%s` | %s | accepted | ".formatted(script, text);
		return this.rows.stream().anyMatch((candidate) -> candidate.startsWith(row));
	}

}
