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

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Linker;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Val;
import io.github.kawamuray.wasmtime.WasmFunctionError;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalType;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmGlobalType;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.WasmTableType;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.backend.BackendMemory;
import io.github.wasmspring.backend.TrapMessages;
import io.github.wasmspring.binary.DecodedModule;
import io.github.wasmspring.binary.LoadLimits;

/**
 * Runs commands on wasmtime itself. A mistake in them could take the virtual machine
 * down, so it has to be another one.
 */
final class WasmtimeSession implements SpecificationSession<WasmtimeSession.Linked> {

	private static final String SPECTEST = """
			(module
				(func (export "print"))
				(func (export "print_i32") (param i32))
				(func (export "print_i64") (param i64))
				(func (export "print_f32") (param f32))
				(func (export "print_f64") (param f64))
				(func (export "print_i32_f32") (param i32 f32))
				(func (export "print_f64_f64") (param f64 f64))
				(global (export "global_i32") i32 (i32.const 666))
				(global (export "global_i64") i64 (i64.const 666))
				(global (export "global_f32") f32 (f32.const 666.6))
				(global (export "global_f64") f64 (f64.const 666.6))
				(table (export "table") 10 20 funcref)
				(memory (export "memory") 1 2))
			""";

	private final Engine engine;

	private final Store<Void> store;

	private final Linker linker;

	private int modules;

	WasmtimeSession() {
		try (Config config = new Config()) {
			this.engine = new Engine(config.maxWasmStack(256 * 1024));
		}
		this.store = new Store<>(null, this.engine);
		this.linker = new Linker(this.engine);
		link("spectest", SpecificationSuite.assemble(SPECTEST));
	}

	private void link(String name, byte[] binary) {
		try (Module module = new Module(this.engine, binary)) {
			this.linker.module(this.store, name, module);
		}
	}

	@Override
	public Linked instantiate(byte[] binary) {
		String name = "module" + this.modules++;
		link(name, binary);
		return new Linked(name,
				DecodedModule
					.of(WasmErrorContext.of(name, "wasmtime"), binary, LoadLimits.DEFAULTS, BackendMemory.MAX_PAGES)
					.exports());
	}

	/**
	 * Link a module that exports what it imports, since nothing can have two names.
	 */
	@Override
	public void register(String name, Linked instance) {
		StringBuilder text = new StringBuilder("(module");
		for (int i = 0; i < instance.exports().size(); i++) {
			WasmExport export = instance.exports().get(i);
			text.append("(import \"%s\" %s (%s))".formatted(instance.name(), quoted(export.name()),
					text(export.type(), "$" + i)));
		}
		for (int i = 0; i < instance.exports().size(); i++) {
			WasmExport export = instance.exports().get(i);
			text.append("(export %s (%s $%d))".formatted(quoted(export.name()), keyword(export.type()), i));
		}
		link(name, SpecificationSuite.assemble(text.append(')').toString()));
	}

	private static String quoted(String name) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		return "\"" + HexFormat.of().withPrefix("\\").formatHex(bytes) + "\"";
	}

	private static String keyword(WasmExternalType type) {
		if (type instanceof WasmFunctionType) {
			return "func";
		}
		if (type instanceof WasmGlobalType) {
			return "global";
		}
		return (type instanceof WasmMemoryType) ? "memory" : "table";
	}

	private static String text(WasmExternalType type, String name) {
		String start = keyword(type) + " " + name + " ";
		if (type instanceof WasmFunctionType function) {
			return start + "(param %s) (result %s)".formatted(text(function.parameters()), text(function.results()));
		}
		if (type instanceof WasmGlobalType global) {
			return start + ((global.mutable()) ? "(mut %s)" : "%s").formatted(text(global.valueType()));
		}
		if (type instanceof WasmMemoryType memory) {
			return start + memory.minimum() + ((memory.maximum() != null) ? " " + memory.maximum() : "");
		}
		WasmTableType table = (WasmTableType) type;
		return start + table.minimum() + ((table.maximum() != null) ? " " + table.maximum() : "") + " "
				+ text(table.elementType());
	}

	private static String text(List<WasmValueType> types) {
		return types.stream().map(WasmtimeSession::text).collect(Collectors.joining(" "));
	}

	private static String text(WasmValueType type) {
		return type.name().toLowerCase(Locale.ROOT);
	}

	@Override
	public long[] invoke(Linked instance, String function, long[] arguments) {
		WasmFunctionType type = instance.exports()
			.stream()
			.filter((export) -> export.name().equals(function))
			.map((export) -> (WasmFunctionType) export.type())
			.findFirst()
			.orElseThrow();
		Val[] values = new Val[arguments.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = value(type.parameters().get(i), arguments[i]);
		}
		Val[] results = find(instance, function).func().call(this.store, values);
		long[] raw = new long[results.length];
		for (int i = 0; i < raw.length; i++) {
			raw[i] = raw(results[i]);
		}
		return raw;
	}

	@Override
	public long get(Linked instance, String global) {
		return raw(find(instance, global).global().get(this.store));
	}

	private Extern find(Linked instance, String export) {
		return this.linker.get(this.store, instance.name(), export).orElseThrow();
	}

	private static Val value(WasmValueType type, long raw) {
		return switch (type) {
			case I32 -> Val.fromI32((int) raw);
			case I64 -> Val.fromI64(raw);
			case F32 -> Val.fromF32(Float.intBitsToFloat((int) raw));
			case F64 -> Val.fromF64(Double.longBitsToDouble(raw));
			default -> throw new UnsupportedCommandException("takes a value of type " + type);
		};
	}

	private static long raw(Val value) {
		return switch (value.getType()) {
			case I32 -> value.i32();
			case I64 -> value.i64();
			case F32 -> Float.floatToRawIntBits(value.f32());
			case F64 -> Double.doubleToRawLongBits(value.f64());
			default -> throw new UnsupportedCommandException("returns a value of type " + value.getType());
		};
	}

	@Override
	public void validate(byte[] binary) {
		new Module(this.engine, binary).dispose();
	}

	@Override
	public @Nullable String trap(Throwable failure) {
		if (!(failure instanceof WasmFunctionError.TrapError error)) {
			String message = String.valueOf(failure.getMessage());
			return (message.startsWith("wasm trap: ")) ? TrapMessages.kindOf(message).toString() : null;
		}
		return switch (error.trap()) {
			case STACK_OVERFLOW -> "call stack exhausted";
			case MEMORY_OUT_OF_BOUNDS -> "out of bounds memory access";
			case TABLE_OUT_OF_BOUNDS -> "out of bounds table access"; // "undefined
																		// element" as
																		// well
			case INDIRECT_CALL_TO_NULL -> "uninitialized element";
			case BAD_SIGNATURE -> "indirect call type mismatch";
			case INTEGER_OVERFLOW -> "integer overflow";
			case INTEGER_DIVISION_BY_ZERO -> "integer divide by zero";
			case BAD_CONVERSION_TO_INTEGER -> "invalid conversion to integer";
			case UNREACHABLE_CODE_REACHED -> "unreachable";
			default -> null;
		};
	}

	@Override
	public boolean isUnlinkable(Throwable failure) {
		return String.valueOf(failure.getMessage()).contains("import");
	}

	@Override
	public void close() {
		this.linker.dispose();
		this.store.dispose();
		this.engine.dispose();
	}

	/**
	 * An instance that the linker knows.
	 *
	 * @param name the name of the module
	 * @param exports its exports
	 */
	record Linked(String name, List<WasmExport> exports) {
	}

}
