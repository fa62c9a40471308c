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

package io.github.wasmspring.abi.toolchain;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExportedFunction;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTable;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.abi.ImportProvider;

/**
 * Long jumps of C as Emscripten compiles them by default: {@code invoke_*} calls a
 * function pointer, and returns early if the function jumps. An instance in which a guest
 * jumped ends with the call.
 *
 * @since 0.1.0
 */
public final class EmscriptenJumps implements ImportProvider {

	private static final String INVOKE = "invoke_";

	private static final String TABLE = "__indirect_function_table";

	/**
	 * Names by which Emscripten has exported how the stack is saved, newest first.
	 */
	private static final List<String> SAVE = List.of("emscripten_stack_get_current", "stackSave");

	private static final List<String> RESTORE = List.of("_emscripten_stack_restore", "stackRestore");

	private static final WasmFunctionType NOTHING_TO_NOTHING = WasmFunctionType.parse("() -> ()");

	private static final long[] NOTHING = {};

	@Override
	public @Nullable HostFunctionBody findImport(WasmModule importer, String module, String name,
			WasmFunctionType type) {
		if (!module.equals("env")) {
			return null;
		}
		return switch (name) {
			case "_emscripten_throw_longjmp" -> (type.equals(NOTHING_TO_NOTHING)) ? EmscriptenJumps::jump : null;
			default -> (name.startsWith(INVOKE) && isInvocable(importer, type)) ? invoke(importer, name, type) : null;
		};
	}

	private static long[] jump(WasmInstance caller, long... arguments) {
		throw new LongJump();
	}

	private static boolean isInvocable(WasmModule importer, WasmFunctionType type) {
		return type.isNumeric() && !type.parameters().isEmpty() && type.parameters().get(0) == WasmValueType.I32
				&& importer.findExport("setThrew") != null && find(importer, SAVE) != null
				&& find(importer, RESTORE) != null;
	}

	private static @Nullable String find(WasmModule importer, List<String> names) {
		return names.stream().filter((name) -> importer.findExport(name) != null).findFirst().orElse(null);
	}

	/**
	 * Return what calls a function pointer, by the function that older versions export
	 * for that, or by the table.
	 */
	private static @Nullable HostFunctionBody invoke(WasmModule importer, String name, WasmFunctionType type) {
		String save = find(importer, SAVE);
		String restore = find(importer, RESTORE);
		String exported = "dynCall_" + name.substring(INVOKE.length());
		WasmExport table = importer.findExport(TABLE);
		WasmExport function = importer.findExport(exported);
		boolean byName = function != null && function.type().equals(type);
		if (save == null || restore == null || !byName && (table == null || table.kind() != WasmExternalKind.TABLE)) {
			return null;
		}
		return (caller, arguments) -> {
			long stack = caller.getFunction(save).callRaw()[0];
			try {
				return (byName) ? caller.getFunction(exported).callRaw(arguments) : call(caller, type, arguments);
			}
			catch (WasmTrapException ex) {
				if (!(ex.getCause() instanceof LongJump)) {
					throw ex;
				}
				caller.getFunction(restore).callRaw(stack);
				caller.getFunction("setThrew").callRaw(1, 0);
				return new long[type.results().size()];
			}
		};
	}

	private static long[] call(WasmInstance caller, WasmFunctionType type, long... arguments) {
		WasmTable table = caller.table(TABLE);
		WasmExportedFunction function = table.get(arguments[0] & 0xFFFF_FFFFL);
		List<WasmValueType> parameters = type.parameters().subList(1, type.parameters().size());
		if (function == null || !function.getType().equals(new WasmFunctionType(parameters, type.results()))) {
			throw new IllegalStateException("The guest calls a function pointer that is none of this type");
		}
		long[] passed = new long[parameters.size()];
		System.arraycopy(arguments, 1, passed, 0, passed.length);
		return function.callRaw(passed);
	}

	/**
	 * Goes through the functions of the guest up to the place that it jumps to.
	 */
	private static final class LongJump extends RuntimeException {

		private static final long serialVersionUID = 1L;

		LongJump() {
			super("longjmp without setjmp", null, false, false);
		}

	}

}
