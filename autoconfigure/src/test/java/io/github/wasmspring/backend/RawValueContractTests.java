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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the upper half of a raw value whose type is as long as the lower one.
 */
@EveryBackend(variants = true)
class RawValueContractTests {

	/**
	 * Upper halves with which a value must be the same.
	 */
	private static final long[] UPPER = { 0, -1L << 32, 1L << 32, 0x1234_5678L << 32, Long.MIN_VALUE };

	private static final int FLOAT_MINUS_2 = Float.floatToRawIntBits(-2);

	private final List<long[]> taken = new ArrayList<>();

	private long returned;

	private WasmInstance instance;

	@BeforeEach
	void load() {
		HostFunctions host = HostFunctions.of("env")
			.function("i32", "() -> i32", (caller, arguments) -> new long[] { this.returned })
			.function("f32", "() -> f32", (caller, arguments) -> new long[] { this.returned })
			.function("both", "() -> (i32, f32)", (caller, arguments) -> new long[] { this.returned, this.returned })
			.function("take", "(i32, f32, i64, f64) -> ()", (caller, arguments) -> {
				this.taken.add(arguments.clone());
				return new long[0];
			})
			.build();
		this.instance = Guests.load("raw_values", Backends.current(), host).instantiate();
	}

	@AfterEach
	void close() {
		this.instance.close();
	}

	private long call(String function, long... arguments) {
		return this.instance.getFunction(function).callRaw(arguments)[0];
	}

	private long callWithReturned(String function, long value) {
		this.returned = value;
		return call(function);
	}

	@Test
	void upperHalfOfWhatTheHostReturnsShouldNotMatter() {
		for (long upper : UPPER) {
			for (String condition : List.of("host_if", "host_select", "host_br_if", "host_br_table", "host_global",
					"host_argument", "host_reinterpret")) {
				assertThat(callWithReturned(condition, upper)).as(condition).isZero();
				assertThat(callWithReturned(condition, upper | 1)).as(condition).isOne();
			}
			assertThat(callWithReturned("host_eqz", upper)).isOne();
			assertThat(callWithReturned("host_ne", upper | 0xFFFF_FFFFL)).isZero();
			assertThat(callWithReturned("host_lt_u", upper | 0xFFFF_FFFFL)).isZero();
			assertThat(callWithReturned("host_shr_u", upper | 0xFFFF_FFFFL)).isEqualTo(15);
			assertThat(callWithReturned("host_extend_u", upper | 0xFFFF_FFFEL)).isEqualTo(0xFFFF_FFFEL);
			assertThat(callWithReturned("host_extend_s", upper | 0xFFFF_FFFEL)).isEqualTo(-2);
			assertThat(Double.longBitsToDouble(callWithReturned("host_convert_u", upper | 0xFFFF_FFFEL)))
				.isEqualTo(0xFFFF_FFFEL);
			assertThat(callWithReturned("host_indirect", upper | 1)).isEqualTo(7);
			assertThat(callWithReturned("host_load", upper | 8)).isZero();
			assertThat(callWithReturned("host_grow", upper)).isOne();
		}
	}

	@Test
	void upperHalfOfWhatTheCallerPassesShouldNotMatter() {
		for (long upper : UPPER) {
			assertThat(call("argument_if", upper)).isZero();
			assertThat(call("argument_if", upper | 1)).isOne();
			assertThat(call("argument_extend_u", upper | 0xFFFF_FFFEL)).isEqualTo(0xFFFF_FFFEL);
		}
	}

	@Test
	void argumentsOfTheCallerShouldStayAsTheyAre() {
		long[] arguments = { 1L << 32 };
		this.instance.getFunction("argument_if").callRaw(arguments);
		assertThat(arguments).containsExactly(1L << 32);
	}

	@Test
	void upperHalfOfWhatAGlobalIsSetToShouldNotMatter() {
		BackendModule module = Backends.current().load(WasmBinary.of("raw_values", Guests.bytes("raw_values")));
		BackendImports imports = new BackendImports(module.getImports()
			.stream()
			.collect(Collectors.toMap((wanted) -> new BackendImports.Key(wanted.module(), wanted.name()),
					(wanted) -> new BackendImports.Function((WasmFunctionType) wanted.type(),
							(caller, arguments) -> arguments))));
		try (module; BackendInstance backend = module.instantiate(imports)) {
			BackendGlobal number = backend.getGlobal("number");
			BackendGlobal floating = backend.getGlobal("float");
			for (long upper : UPPER) {
				number.set(upper);
				assertThat(backend.getFunction("global_if").call(new long[0])).containsExactly(0);
				assertThat(number.get()).isZero();
				number.set(upper | 0xFFFF_FFFEL);
				assertThat(backend.getFunction("global_if").call(new long[0])).containsExactly(1);
				assertThat(number.get()).isEqualTo(-2);
				floating.set(upper | Integer.toUnsignedLong(FLOAT_MINUS_2));
				assertThat(backend.getFunction("global_float_bits").call(new long[0])).containsExactly(FLOAT_MINUS_2);
				assertThat(floating.get()).isEqualTo(FLOAT_MINUS_2);
			}
		}
	}

	@Test
	void whatJavaGetsShouldHaveTheSignInItsUpperHalf() {
		for (long upper : UPPER) {
			long raw = upper | Integer.toUnsignedLong(FLOAT_MINUS_2);
			for (String same : List.of("argument_same", "argument_float")) {
				assertThat(call(same, raw)).as(same).isEqualTo(FLOAT_MINUS_2);
			}
			for (String same : List.of("host_same", "host_float")) {
				assertThat(callWithReturned(same, raw)).as(same).isEqualTo(FLOAT_MINUS_2);
			}
			this.returned = raw;
			assertThat(this.instance.getFunction("host_both").callRaw()).containsExactly(FLOAT_MINUS_2, FLOAT_MINUS_2);
			this.instance.getFunction("give").callRaw(raw);
		}
		assertThat(this.taken).hasSize(UPPER.length)
			.allSatisfy((arguments) -> assertThat(arguments).containsExactly(FLOAT_MINUS_2, FLOAT_MINUS_2,
					Integer.toUnsignedLong(FLOAT_MINUS_2), Double.doubleToRawLongBits(-1)));
		assertThat(this.instance.getFunction("constants").callRaw()).containsExactly(-2, FLOAT_MINUS_2);
	}

	@Test
	void upperHalfShouldNotMatterToFunctionsThatAreTooLargeToCompile() {
		HostFunctions host = HostFunctions.of("env")
			.function("i32", "() -> i32", (caller, arguments) -> new long[] { this.returned })
			.build();
		try (WasmInstance huge = Guests.load("huge_host_call", Backends.current(), host).instantiate()) {
			for (long upper : UPPER) {
				this.returned = upper;
				assertThat(huge.getFunction("host").callRaw()).containsExactly(0);
				assertThat(huge.getFunction("argument").callRaw(upper)).containsExactly(0);
				this.returned = upper | 1;
				assertThat(huge.getFunction("host").callRaw()).containsExactly(1);
				assertThat(huge.getFunction("argument").callRaw(upper | 1)).containsExactly(1);
			}
		}
	}

}
