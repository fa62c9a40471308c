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

package io.github.wasmspring.benchmarks;

import java.nio.charset.StandardCharsets;

import io.github.wasmspring.benchmarks.RawEngine.RawInstance;

/**
 * Scripts of a JavaScript engine.
 */
final class JavaScriptWork {

	static final String BINARY = "third-party/quickjs.wasm";

	private static final String FIRST = "%d + [1, 2, 3].map((n) => n * n).length";

	private static final String LOOPS = """
			(function (size) {
				let sum = 0;
				const sieve = new Array(size * 10).fill(true);
				for (let i = 2; i < sieve.length; i++) {
					if (sieve[i]) {
						sum = (sum + i) | 0;
						for (let j = i * 2; j < sieve.length; j += i) {
							sieve[j] = false;
						}
					}
				}
				class Point {
					constructor(x, y) {
						this.x = x;
						this.y = y;
					}
					plus(other) {
						return new Point(this.x + other.x, this.y - other.y);
					}
				}
				let point = new Point(0, 0);
				for (let i = 0; i < size * 20; i++) {
					point = point.plus(new Point(i %% 7, i %% 5));
				}
				function fibonacci(n) {
					return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
				}
				let real = 0;
				for (let i = 1; i < size * 50; i++) {
					real += Math.sqrt(i) / (i + 0.5);
				}
				return (sum + point.x * 31 + point.y + fibonacci(16) + Math.floor(real * 1000)) | 0;
			})(%d)""";

	private static final String STRINGS = """
			(function (size) {
				const words = [];
				for (let i = 0; i < size; i++) {
					words.push(`word${(i * 7919) %% 1000}-${i.toString(36)}`);
				}
				words.sort();
				const text = words.join(' ').toUpperCase();
				const counts = new Map();
				for (const match of text.matchAll(/WORD(\\d+)-([0-9A-Z]+)/g)) {
					counts.set(match[1], (counts.get(match[1]) || 0) + match[2].length);
				}
				let hash = 0;
				for (let i = 0; i < text.length; i++) {
					hash = (hash * 31 + text.charCodeAt(i)) | 0;
				}
				const json = JSON.stringify([...counts].map(([word, count]) => ({ word, count })));
				const back = JSON.parse(json).filter((entry) => entry.count > 1);
				const replaced = text.split(' ').map((word) => word.slice(4).replace('-', '_')).reverse().join(',');
				return (hash + json.length * 17 + back.length + replaced.indexOf('_1') + replaced.length) | 0;
			})(%d)""";

	private final RawInstance instance;

	private final int context;

	private JavaScriptWork(RawInstance instance) {
		this.instance = instance;
		int runtime = (int) instance.function("JS_NewRuntime").call();
		this.context = (int) instance.function("JS_NewContext").call(runtime);
	}

	static KernelWork create(Kernel kernel, RawInstance instance) {
		String script = switch (kernel.name()) {
			case "javascript-first" -> FIRST;
			case "javascript-loops" -> LOOPS;
			case "javascript-strings" -> STRINGS;
			default -> throw new IllegalArgumentException(kernel.name());
		};
		JavaScriptWork work = new JavaScriptWork(instance);
		return (size) -> work.evaluate(script.formatted(size));
	}

	private long evaluate(String script) {
		// both end with a zero, and the name is empty
		byte[] bytes = (script + "\0\0").getBytes(StandardCharsets.UTF_8);
		int address = (int) this.instance.function("malloc").call(bytes.length);
		this.instance.write(address, bytes);
		long result = this.instance.function("JS_Eval")
			.call(this.context, address, bytes.length - 2, address + bytes.length - 1, 0);
		this.instance.function("free").call(address);
		// a value is a tag and 32 bits, and the tag of integers is 0
		if (result >>> 32 != 0) {
			throw new IllegalStateException("The script has returned no integer: " + Long.toHexString(result));
		}
		return (int) result;
	}

}
