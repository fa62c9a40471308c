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

package io.github.wasmspring.docs.errors;

import java.util.Map;
import java.util.Optional;

import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;

/**
 * Plugin interfaces, most of them wrong.
 */
final class Plugins {

	private Plugins() {
	}

	@WasmPlugin("text")
	interface Vowels {

		@WasmFunction
		int countVowels(String text);

	}

	// tag::unknown-module[]
	@WasmPlugin("texts")
	interface UnknownModule {

		@WasmFunction
		int countVowels(String text);

	}
	// end::unknown-module[]

	// tag::missing-export[]
	@WasmPlugin("text")
	interface MissingExport {

		@WasmFunction
		int countVowel(String text);

	}
	// end::missing-export[]

	// tag::signature[]
	@WasmPlugin("text")
	interface Signature {

		@WasmFunction
		long countVowels(String text);

	}
	// end::signature[]

	// tag::several[]
	@WasmPlugin("text")
	interface Several {

		@WasmFunction
		long countVowels(String text);

		@WasmFunction
		String slugify(String title);

	}
	// end::several[]

	// tag::no-allocator[]
	@WasmPlugin("plain")
	interface NoAllocator {

		@WasmFunction
		int length(String text);

	}
	// end::no-allocator[]

	// tag::not-annotated[]
	@WasmPlugin("text")
	interface NotAnnotated {

		int countVowels(String text);

	}
	// end::not-annotated[]

	// tag::default-method[]
	@WasmPlugin("text")
	interface DefaultMethod {

		@WasmFunction
		default int countVowels(String text) {
			return 0;
		}

	}
	// end::default-method[]

	// tag::no-module-name[]
	interface NoModuleName {

		@WasmFunction
		int countVowels(String text);

	}
	// end::no-module-name[]

	// tag::on-a-class[]
	@WasmPlugin("text")
	abstract static class OnAClass {

		@WasmFunction
		abstract int countVowels(String text);

	}
	// end::on-a-class[]

	// tag::unsupported-type[]
	@WasmPlugin("text")
	interface UnsupportedType {

		@WasmFunction
		Optional<String> slug(String title);

	}
	// end::unsupported-type[]

	// tag::no-json[]
	@WasmPlugin("pricing")
	interface NoJson {

		@WasmFunction
		Map<String, Object> price(Map<String, Object> order);

	}
	// end::no-json[]

}
