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

package io.github.wasmspring.fuzz;

import java.io.Serializable;
import java.util.Deque;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;

/**
 * Use of the API, right or wrong.
 *
 * @param kind what to do
 * @param function the function to call, or the export to look up
 * @param number an address, a length, an argument
 * @param other another number
 */
record Step(Kind kind, String function, long number, int other) implements Serializable {

	private static final List<String> NAMES = List.of("count", "ok", "unreachable", "div_by_zero", "recurse", "loop",
			"loop_br_if", "memory_load", "memory_store", "memory_fill_oob", "memory", "table", "middle", "", "\0");

	static Arbitrary<Step> arbitrary() {
		Arbitrary<Long> numbers = Arbitraries.oneOf(
				Arbitraries.of(0L, 1L, -1L, 65535L, 65536L, 65533L, (long) Integer.MAX_VALUE, (long) Integer.MIN_VALUE,
						Long.MAX_VALUE, Long.MIN_VALUE, 0x1_0000_0000L),
				Arbitraries.longs().between(0, 200_000), Arbitraries.longs());
		Arbitrary<Integer> others = Arbitraries.oneOf(
				Arbitraries.of(0, 1, -1, 16, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE),
				Arbitraries.integers().between(0, 100));
		return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.of(NAMES), numbers, others).as(Step::new);
	}

	/**
	 * Do it. Mistakes and failures of the guest are reported as the API documents.
	 */
	void run(WasmModule module, WasmInstance shared, Deque<WasmInstance> own) {
		try {
			switch (this.kind) {
				case CALL -> module.call(this.function);
				case CALL_WITH_ARGUMENT -> module.call(this.function, this.number);
				case CALL_WITH_NULL -> module.call(this.function, (Object) null);
				case CALL_SHARED -> shared.call(this.function, this.other);
				case CALL_RAW -> shared.getFunction(this.function).callRaw(this.number);
				case EXECUTE -> module.execute((instance) -> use(instance));
				case NEST -> module.execute((instance) -> module.call(this.function));
				case INSTANTIATE -> own.push(module.instantiate());
				case CLOSE -> close(own);
				case USE_OWN -> use(own.isEmpty() ? shared : own.peek());
				case USE_SHARED -> use(shared);
				case CLOSE_SHARED -> closeSometimes(shared);
				case LOOK_UP -> lookUp(shared);
				case SERIALIZE -> module.serialize();
			}
		}
		catch (WasmException | IllegalArgumentException | IllegalStateException ex) {
			// documented
		}
		catch (UnsupportedOperationException ex) {
			check(this.kind == Kind.SERIALIZE, ex);
		}
		catch (IndexOutOfBoundsException ex) {
			check(access() == 8, ex);
		}
	}

	/**
	 * Throw a failure that is documented only for some steps.
	 */
	private void check(boolean documented, RuntimeException failure) {
		if (!documented) {
			throw failure;
		}
	}

	/**
	 * Return how to use an instance, which depends on all numbers.
	 */
	private int access() {
		return Math.floorMod(this.number * 31 + this.other * 7L + this.function.length(), 12);
	}

	private Object use(WasmInstance instance) {
		return switch (access()) {
			case 0 -> instance.memory().grow(this.other);
			case 1 -> instance.memory().readBytes(this.number, this.other);
			case 2 -> instance.memory().readInt(this.number);
			case 3 -> instance.memory().writeString(this.number, this.function);
			case 4 -> instance.memory().view(this.number, this.other);
			case 5 -> instance.memory().longView(this.number, this.other);
			case 6 -> instance.memory().size();
			case 7 -> {
				instance.memory().writeLong(this.number, this.number);
				yield instance.memory().readDouble(this.number);
			}
			case 8 -> {
				instance.memory().read(this.number, new byte[16], this.other, 8);
				yield this;
			}
			case 9 -> instance.memory().readString(this.number, (int) this.number);
			default -> String.valueOf(instance.call(this.function));
		};
	}

	private static void close(Deque<WasmInstance> own) {
		if (!own.isEmpty()) {
			own.pop().close();
		}
	}

	private void closeSometimes(WasmInstance shared) {
		if (this.number == 0) {
			shared.close();
		}
	}

	private void lookUp(WasmInstance instance) {
		switch (this.other & 3) {
			case 0 -> instance.memory(this.function).pages();
			case 1 -> instance.global(this.function).set(this.number);
			case 2 -> instance.table(this.function).size();
			default -> instance.getFunction(this.function).getType();
		}
	}

	/**
	 * What to do.
	 */
	enum Kind {

		CALL, CALL_WITH_ARGUMENT, CALL_WITH_NULL, CALL_SHARED, CALL_RAW, EXECUTE, NEST, INSTANTIATE, CLOSE, USE_OWN,
		USE_SHARED, CLOSE_SHARED, LOOK_UP, SERIALIZE

	}

}
