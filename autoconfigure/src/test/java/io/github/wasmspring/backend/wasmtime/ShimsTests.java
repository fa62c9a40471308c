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

package io.github.wasmspring.backend.wasmtime;

import java.util.List;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.ValType;
import org.junit.jupiter.api.Test;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.binary.EncodedModule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Shims}, run by the engine in Java.
 */
class ShimsTests {

	private final Memory memory = new ByteArrayMemory(new MemoryLimits(1, 1));

	private Instance instantiate(EncodedModule shim, HostFunction function) {
		return Instance.builder(Parser.parse(shim.bytes()))
			.withImportValues(ImportValues.builder()
				.addMemory(new ImportMemory("", "memory", this.memory))
				.addFunction(function)
				.build())
			.build();
	}

	@Test
	void callerShouldPassArgumentsAndResultsThroughMemory() {
		WasmFunctionType type = WasmFunctionType.parse("(i32, i64, f32, f64) -> (f64, f32, i64, i32)");
		Instance shim = instantiate(Shims.caller(type), new HostFunction("", "function",
				FunctionType.of(List.of(ValType.I32, ValType.I64, ValType.F32, ValType.F64),
						List.of(ValType.F64, ValType.F32, ValType.I64, ValType.I32)),
				(instance, arguments) -> new long[] { arguments[3], arguments[2], arguments[1], arguments[0] }));
		this.memory.writeI32(0, -7);
		this.memory.writeLong(8, Long.MIN_VALUE);
		this.memory.writeF32(16, 1.5f);
		this.memory.writeF64(24, -0.25);
		shim.export(Shims.CALL).apply();
		assertThat(this.memory.readDouble(0)).isEqualTo(-0.25);
		assertThat(this.memory.readFloat(8)).isEqualTo(1.5f);
		assertThat(this.memory.readLong(16)).isEqualTo(Long.MIN_VALUE);
		assertThat(this.memory.readInt(24)).isEqualTo(-7);
	}

	@Test
	void callerShouldServeManyValues() {
		String many = "i64, ".repeat(199) + "i64";
		Instance shim = instantiate(Shims.caller(WasmFunctionType.parse("(" + many + ") -> i64")),
				new HostFunction("", "function",
						FunctionType.of(java.util.Collections.nCopies(200, ValType.I64), List.of(ValType.I64)),
						(instance, arguments) -> new long[] { arguments[0] + arguments[199] }));
		this.memory.writeLong(0, 40);
		this.memory.writeLong(199 * 8, 2);
		shim.export(Shims.CALL).apply();
		assertThat(this.memory.readLong(0)).isEqualTo(42);
	}

	@Test
	void calleesShouldTellWhichOfThemIsCalled() {
		Instance shim = instantiate(
				Shims.callees(List.of(Shims.NOTHING, WasmFunctionType.parse("(i32, f64) -> i64"),
						WasmFunctionType.parse("() -> ()"))),
				new HostFunction("", "function", FunctionType.of(List.of(), List.of()), (instance, arguments) -> {
					if (this.memory.readInt(Shims.INDEX) == 1) {
						this.memory.writeLong(0, this.memory.readInt(0) + (long) this.memory.readDouble(8));
					}
					return new long[0];
				}));
		assertThat(shim.export("1").apply(40, Double.doubleToRawLongBits(2))).containsExactly(42);
		shim.export("2").apply();
		assertThat(this.memory.readInt(Shims.INDEX)).isEqualTo(2);
	}

	@Test
	void calleeShouldTrapWhenTheHostFailed() {
		Instance shim = instantiate(Shims.callees(List.of(Shims.NOTHING)),
				new HostFunction("", "function", FunctionType.of(List.of(), List.of()), (instance, arguments) -> {
					this.memory.writeI32(Shims.FAILED, 1);
					return new long[0];
				}));
		assertThatExceptionOfType(ChicoryException.class).isThrownBy(() -> shim.export("0").apply())
			.withMessageContaining("unreachable");
	}

}
