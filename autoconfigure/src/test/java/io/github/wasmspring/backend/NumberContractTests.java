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

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.module.WasmModuleDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How numbers pass: from 0 to 20 of each type, with whatever bits, to guests and to the
 * host.
 */
@EveryBackend(variants = true)
class NumberContractTests {

	private static final List<WasmFunctionType> HASHED = NumberGuest.hashed();

	private static final long[] FLOATS = { 0, 0x8000_0000L, 0x7F80_0000L, 0xFF80_0000L, 0x7FC0_0000L, 0x7FC0_1234L,
			0xFFC0_0001L, 0x7F80_0001L, 0xFF80_0001L, 0x7FBF_FFFFL, 0xFFFF_FFFFL, 1 };

	private static final long[] DOUBLES = { 0, Long.MIN_VALUE, 0x7FF0_0000_0000_0000L, 0xFFF0_0000_0000_0000L,
			0x7FF8_0000_0000_0000L, 0xFFF8_0000_0000_4321L, 0x7FF0_0000_0000_0001L, 0xFFF0_0000_0000_0001L,
			0x7FF7_FFFF_FFFF_FFFFL, -1, 1 };

	private static final long[] INTEGERS = { 0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xFFFF_FFFFL,
			Long.MAX_VALUE, Long.MIN_VALUE };

	private long returned;

	private WasmModule load() {
		HostFunctions.Builder host = HostFunctions.of("env");
		for (int i = 0; i < HASHED.size(); i++) {
			WasmFunctionType type = HASHED.get(i);
			host.function(NumberGuest.name(true, i), type.toString(),
					(caller, arguments) -> new long[] { NumberGuest.hash(bits(type.parameters(), arguments)) });
		}
		for (WasmValueType type : NumberGuest.TYPES) {
			host.function("result_" + type, "() -> " + type, (caller, arguments) -> new long[] { this.returned });
		}
		return Guests.load(WasmModuleDefinition.of("numbers", new ByteArrayResource(NumberGuest.binary()),
				Backends.current().getId()), Backends.current(), UnaryOperator.identity(), host.build());
	}

	private static long[] bits(List<WasmValueType> types, long[] raw) {
		long[] bits = new long[types.size()];
		for (int i = 0; i < bits.length; i++) {
			bits[i] = NumberGuest.bits(types.get(i), raw[i]);
		}
		return bits;
	}

	private static long[] values(WasmValueType type) {
		return switch (type) {
			case F32 -> FLOATS;
			case F64 -> DOUBLES;
			default -> INTEGERS;
		};
	}

	@Test
	void argumentsOfAnyNumberAndTypeShouldKeepTheirBits() throws Throwable {
		WasmModule module = load();
		try (WasmInstance instance = module.instantiate()) {
			for (int i = 0; i < HASHED.size(); i++) {
				List<WasmValueType> types = HASHED.get(i).parameters();
				long[] raw = new long[types.size()];
				for (boolean host : new boolean[] { false, true }) {
					String name = NumberGuest.name(host, i);
					for (int shift = 0; shift < 2; shift++) {
						fill(raw, types, shift);
						long hash = NumberGuest.hash(bits(types, raw));
						assertThat(instance.getFunction(name).callRaw(raw)).as(name).containsExactly(hash);
						assertThat(module.call(name, box(types, raw))).as(name).isEqualTo(hash);
						assertThat(module.getHandle(name).invokeWithArguments(box(types, raw))).as(name)
							.isEqualTo(hash);
					}
				}
			}
		}
	}

	private static void fill(long[] raw, List<WasmValueType> types, int shift) {
		for (int i = 0; i < raw.length; i++) {
			long[] values = values(types.get(i));
			raw[i] = values[(i + 5 * shift) % values.length];
		}
	}

	private static Object[] box(List<WasmValueType> types, long[] raw) {
		Object[] boxed = new Object[raw.length];
		for (int i = 0; i < raw.length; i++) {
			boxed[i] = types.get(i).fromRaw(raw[i]);
		}
		return boxed;
	}

	@Test
	void resultsShouldKeepTheirBits() throws Throwable {
		WasmModule module = load();
		try (WasmInstance instance = module.instantiate()) {
			for (WasmValueType type : NumberGuest.TYPES) {
				String name = "same_" + type;
				MethodHandle handle = module.getHandle(name);
				for (long raw : values(type)) {
					long bits = NumberGuest.bits(type, raw);
					Object boxed = type.fromRaw(raw);
					assertThat(NumberGuest.bits(type, instance.getFunction(name).callRaw(raw)[0])).as(name)
						.isEqualTo(bits);
					assertThat(NumberGuest.bits(type, type.toRaw(module.call(name, boxed)))).as(name).isEqualTo(bits);
					assertThat(NumberGuest.bits(type, type.toRaw(handle.invokeWithArguments(boxed)))).as(name)
						.isEqualTo(bits);
				}
			}
		}
	}

	@Test
	void resultsOfTheHostShouldKeepTheirBits() {
		WasmModule module = load();
		for (WasmValueType type : NumberGuest.TYPES) {
			for (long raw : values(type)) {
				this.returned = raw;
				assertThat(module.call("result_" + type)).as("%s %x", type, raw).isEqualTo(NumberGuest.bits(type, raw));
			}
		}
	}

}
