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

package io.github.wasmspring.docs.pages;

import java.util.List;

/**
 * Part of a page whose content comes from elsewhere, or a code block that has to say that
 * it does not.
 *
 * @param kind where the content comes from
 * @param argument the name of the content
 * @param language language of the code block, empty for other parts
 * @param firstLine index of the first line of the content
 * @param content the lines
 */
record Part(Kind kind, String argument, String language, int firstLine, List<String> content) {

	/**
	 * Where the content of a part comes from.
	 */
	enum Kind {

		/**
		 * A file of the project: {@code <!-- snippet: path#tag -->} before a code block.
		 */
		SNIPPET,

		/**
		 * What a program writes: {@code <!-- output: name -->} before a code block.
		 */
		OUTPUT,

		/**
		 * What {@link Outputs} writes, between {@code <!-- generated: name -->} and
		 * {@code <!-- /generated -->}.
		 */
		GENERATED,

		/**
		 * The author: {@code <!-- plain -->} before a code block.
		 */
		PLAIN,

		/**
		 * A code block that has no marker.
		 */
		UNMARKED,

		/**
		 * A code block that is indented, so that its content is not what it seems.
		 */
		INDENTED

	}

}
