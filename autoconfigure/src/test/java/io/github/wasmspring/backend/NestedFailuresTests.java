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

package io.github.wasmspring.backend;

import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NestedFailures}.
 */
class NestedFailuresTests {

	private static final WasmErrorContext CONTEXT = new WasmErrorContext("module", "function".repeat(50), "backend");

	private final IllegalStateException innermost = new IllegalStateException("innermost");

	@Test
	void chainShouldNotGrowWithTheNumberOfCalls() {
		Throwable shorter = nest(1000, UnaryOperator.identity());
		Throwable longer = nest(2000, UnaryOperator.identity());
		assertThat(length(shorter)).isEqualTo(length(longer)).isLessThanOrEqualTo(NestedFailures.MOST + 2);
		assertThat(text(longer)).isLessThan(30_000).isLessThan(text(shorter) + 100);
	}

	@Test
	void chainShouldNotGrowWhereHostFunctionsWrapFailures() {
		Throwable shorter = nest(1000, RuntimeException::new);
		Throwable longer = nest(2000, RuntimeException::new);
		assertThat(length(shorter)).isEqualTo(length(longer)).isLessThanOrEqualTo(2 * NestedFailures.MOST + 2);
		assertThat(text(longer)).isLessThan(60_000).isLessThan(text(shorter) + 100);
	}

	@Test
	void numberThatIsLeftOutShouldBeToldOnce() {
		for (int calls = 1; calls < 100; calls++) {
			int named = 0;
			int omitted = 0;
			Throwable last = this.innermost;
			for (Throwable ex = nest(calls, UnaryOperator.identity()); ex != null; ex = ex.getCause()) {
				named += (ex instanceof WasmTrapException) ? 1 : 0;
				String message = String.valueOf(ex.getMessage());
				if (message.endsWith(" failures of calls within each other are left out here")) {
					assertThat(omitted).isZero();
					omitted = Integer.parseInt(message.substring(0, message.indexOf(' ')));
				}
				last = ex;
			}
			assertThat(named + omitted).isEqualTo(calls);
			assertThat(last).isSameAs(this.innermost);
		}
	}

	@Test
	void failureThatIsNotNestedShouldBeKeptAsItIs() {
		GuestTrap trap = GuestTrap.ofHostFunction(this.innermost, List.of("guest"));
		assertThat(trap).hasCause(this.innermost)
			.hasMessage("host function failed: java.lang.IllegalStateException: innermost");
		assertThat(trap.getKind()).isEqualTo(WasmTrapKind.HOST_EXCEPTION);
		assertThat(trap.getFunctions()).containsExactly("guest");
	}

	private Throwable nest(int calls, UnaryOperator<RuntimeException> host) {
		RuntimeException failure = this.innermost;
		for (int i = 0; i < calls; i++) {
			GuestTrap trap = GuestTrap.ofHostFunction(host.apply(failure), List.of());
			failure = new WasmTrapException(trap.getKind(), CONTEXT, String.valueOf(trap.getMessage()),
					trap.getCause());
		}
		return failure;
	}

	private static int length(Throwable failure) {
		int length = 0;
		for (Throwable ex = failure; ex != null; ex = ex.getCause()) {
			length++;
		}
		return length;
	}

	private static int text(Throwable failure) {
		int text = 0;
		for (Throwable ex = failure; ex != null; ex = ex.getCause()) {
			text += ex.toString().length();
		}
		return text;
	}

}
