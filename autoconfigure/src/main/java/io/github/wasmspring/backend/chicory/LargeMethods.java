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

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.dylibso.chicory.wasm.types.NameCustomSection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Tells which functions became methods that the JIT does not compile.
 */
final class LargeMethods {

	/**
	 * Most bytes of a method that HotSpot compiles ({@code HugeMethodLimit}).
	 */
	static final int LIMIT = 8000;

	private static final Log logger = LogFactory.getLog(ChicoryBackend.class);

	private LargeMethods() {
	}

	/**
	 * Log them at debug level.
	 * @param classes the generated class files by name
	 */
	static void log(String module, Map<String, byte[]> classes, @Nullable NameCustomSection names) {
		if (!logger.isDebugEnabled()) {
			return;
		}
		Map<String, Integer> methods = new TreeMap<>();
		classes.values().forEach((classFile) -> methods.putAll(of(classFile)));
		if (!methods.isEmpty()) {
			logger.debug("Module '%s': %d method(s) have more than %d bytes of bytecode, so that the JIT does not "
				.formatted(module, methods.size(), LIMIT)
					+ "compile them, unless the JVM runs with -XX:-DontCompileHugeMethods: "
					+ methods.entrySet()
						.stream()
						.map((method) -> describe(method.getKey(), names) + " (" + method.getValue() + ")")
						.collect(Collectors.joining(", ")));
		}
	}

	/**
	 * Return the size of each method of a class that is too large.
	 */
	static Map<String, Integer> of(byte[] classFile) {
		ClassNode type = new ClassNode();
		new ClassReader(classFile).accept(type, ClassReader.SKIP_DEBUG);
		Map<String, Integer> methods = new TreeMap<>();
		for (MethodNode method : type.methods) {
			CodeSizeEvaluator size = new CodeSizeEvaluator(null);
			method.accept(size);
			if (size.getMaxSize() > LIMIT) {
				methods.put(method.name, size.getMaxSize());
			}
		}
		return methods;
	}

	private static String describe(String method, @Nullable NameCustomSection names) {
		if (names == null || !GuestBacktrace.isFunction(method)) {
			return method;
		}
		String name = names.nameOfFunction(GuestBacktrace.indexOf(method));
		return (name != null) ? "'" + name + "'" : method;
	}

}
