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

package io.github.wasmspring.backend.chicory;

import java.util.ArrayList;
import java.util.List;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import org.jspecify.annotations.Nullable;

/**
 * Finds the functions of a guest in the stack trace of an exception: each function is
 * compiled to a method that is named after its index.
 */
final class GuestBacktrace {

	/**
	 * Most functions to note. Recursion has thousands, and the innermost ones tell.
	 */
	static final int MOST_FUNCTIONS = 64;

	private static final int LONGEST_NAME = 120;

	private static final String GENERATED = "com.dylibso.chicory.$gen.";

	private static final String METHOD = "func_";

	private static final String OWN = GuestBacktrace.class.getPackageName() + ".";

	private final WasmModule module;

	GuestBacktrace(WasmModule module) {
		this.module = module;
	}

	/**
	 * Return the element of a stack trace that stands for a function.
	 */
	static StackTraceElement element(int function) {
		return new StackTraceElement(GENERATED + "Interpreter", METHOD + function, null, -1);
	}

	/**
	 * Return the functions that were running, the innermost first.
	 */
	List<String> functions(Throwable failure) {
		List<String> functions = new ArrayList<>();
		int imported = this.module.importSection().count(ExternalType.FUNCTION);
		for (StackTraceElement element : failure.getStackTrace()) {
			if (isFunction(element)) {
				int index = indexOf(element.getMethodName());
				if (index >= imported) {
					functions.add(name(index));
				}
			}
			else if (!functions.isEmpty() && element.getClassName().startsWith(OWN)) {
				// what follows called the guest, and may be another guest
				break;
			}
			if (functions.size() == MOST_FUNCTIONS) {
				break;
			}
		}
		return functions;
	}

	private static boolean isFunction(StackTraceElement element) {
		return element.getClassName().startsWith(GENERATED) && isFunction(element.getMethodName());
	}

	/**
	 * Return whether a method is that of a function.
	 */
	static boolean isFunction(String method) {
		return method.startsWith(METHOD);
	}

	/**
	 * Return the index of the function that a method is of.
	 */
	static int indexOf(String method) {
		return Integer.parseInt(method.substring(METHOD.length()));
	}

	private String name(int index) {
		NameCustomSection names = this.module.nameSection();
		String name = (names != null) ? names.nameOfFunction(index) : null;
		if (name == null) {
			name = exportedName(index);
		}
		return (name != null) ? printable(name) : "function " + index;
	}

	private @Nullable String exportedName(int index) {
		for (int i = 0; i < this.module.exportSection().exportCount(); i++) {
			Export export = this.module.exportSection().getExport(i);
			if (export.exportType() == ExternalType.FUNCTION && export.index() == index) {
				return export.name();
			}
		}
		return null;
	}

	/**
	 * Return a name as it can be logged: the guest chose it.
	 */
	private static String printable(String name) {
		String start = (name.length() > LONGEST_NAME) ? name.substring(0, LONGEST_NAME) + "..." : name;
		return start.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
	}

}
