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

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
	static final int MOST_FUNCTIONS = 8;

	/**
	 * Most frames to look at for the innermost function: those of a host function that
	 * failed are gone.
	 */
	private static final int MOST_OTHERS = 32;

	private static final int LONGEST_NAME = 120;

	private static final String GENERATED = "com.dylibso.chicory.$gen.";

	private static final String METHOD = "func_";

	private static final String OWN = GuestBacktrace.class.getPackageName() + ".";

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

	private static final StackWalker WALKER = StackWalker.getInstance();

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
	 * Return the elements of the current thread's stack that stand for functions, as many
	 * as are noted.
	 */
	static StackTraceElement[] innermost() {
		return WALKER.walk(GuestBacktrace::innermost);
	}

	private static StackTraceElement[] innermost(Stream<StackFrame> stack) {
		List<StackTraceElement> elements = new ArrayList<>();
		int others = 0;
		Iterator<StackFrame> frames = stack.iterator();
		// one more, which may be the import
		while (elements.size() <= MOST_FUNCTIONS && others < MOST_OTHERS && frames.hasNext()) {
			StackFrame frame = frames.next();
			String type = frame.getClassName();
			if (isFunction(type, frame.getMethodName())) {
				elements.add(new StackTraceElement(type, frame.getMethodName(), null, -1));
			}
			else if (!elements.isEmpty() && type.startsWith(OWN)) {
				break;
			}
			else if (!type.startsWith(GENERATED)) {
				others++;
			}
		}
		return elements.toArray(StackTraceElement[]::new);
	}

	/**
	 * Return the functions that were running, the innermost first.
	 */
	List<String> functions(Throwable failure) {
		List<String> functions = new ArrayList<>();
		int last = -1;
		int imported = this.module.importSection().count(ExternalType.FUNCTION);
		for (StackTraceElement element : failure.getStackTrace()) {
			if (isFunction(element.getClassName(), element.getMethodName())) {
				int index = indexOf(element.getMethodName());
				if (index >= imported) {
					// most often, many of them are the same
					functions.add((index == last) ? functions.get(functions.size() - 1) : name(index));
					last = index;
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

	private static boolean isFunction(String type, String method) {
		return type.startsWith(GENERATED) && isFunction(method);
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

	/**
	 * Return what a function is called.
	 */
	String name(int index) {
		NameCustomSection names = this.module.nameSection();
		String name = (names != null) ? names.nameOfFunction(index) : null;
		if (name == null) {
			name = exportedName(index);
		}
		return (name != null) ? printable(name) : numbered(index);
	}

	/**
	 * Return what a function without a name is called.
	 */
	static String numbered(int index) {
		return "function " + index;
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
		if (start.chars().allMatch((character) -> character >= ' ' && character <= '~')) {
			return start;
		}
		return UNPRINTABLE.matcher(start).replaceAll("?");
	}

}
