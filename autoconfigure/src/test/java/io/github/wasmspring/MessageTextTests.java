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

package io.github.wasmspring;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageText}.
 */
class MessageTextTests {

	@Test
	void printableShouldLetNoNameForgeALine() {
		assertThat(MessageText.printable("'x\n2026-11-22 ERROR \u001b[31mfake\r\n\u202e\u2028'"))
			.isEqualTo("'x 2026-11-22 ERROR ?[31mfake ??'");
	}

	@Test
	void printableShouldKeepListsAndLetters() {
		assertThat(MessageText.printable("two:\n  - größe\n  - 名前")).isEqualTo("two:\n  - größe\n  - 名前");
	}

	@Test
	void printableShouldBoundTheLength() {
		assertThat(MessageText.printable("x".repeat(20_000_000))).hasSizeLessThan(10_000).endsWith("...");
	}

	@Test
	void messageOfExceptionShouldBePrintable() {
		assertThat(new WasmTimeoutException(new WasmErrorContext("text", "a\nb", "chicory"), "late", "Wait\nlonger.",
				null))
			.hasMessage("Module 'text', function 'a b', backend 'chicory': late. Wait longer.");
	}

}
