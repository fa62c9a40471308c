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

package io.github.wasmspring;

import java.util.ArrayList;
import java.util.List;

import org.springframework.util.Assert;

/**
 * Provides functions of the host. All beans of this type take part when modules are
 * linked.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HostFunctions {

	/**
	 * Return the functions.
	 * @return the functions
	 */
	List<HostFunction> getFunctions();

	/**
	 * Find functions that may be meant by an import that nothing provides.
	 * @param module name of the module that they are imported from
	 * @param name name of the function
	 * @return functions that are not offered to this import, and why
	 */
	default List<NearMiss> findNearMisses(String module, String name) {
		return getFunctions().stream()
			.filter((function) -> function.getNames().contains(name))
			.filter((function) -> !function.getModule().equals(module) || !function.getImporters().isEmpty())
			.map((function) -> nearMiss(function, module))
			.toList();
	}

	private static NearMiss nearMiss(HostFunction function, String module) {
		if (function.getModule().equals(module)) {
			return new NearMiss(
					"'%s' is offered to modules named '%s' only".formatted(function,
							String.join("', '", function.getImporters())),
					"Add the name of this module to 'modules' of its @WasmHost, if it is meant.");
		}
		return new NearMiss(
				"'%s' is offered in the module '%s', not in '%s'".formatted(function, function.getModule(), module),
				"Offer it in '%s', by @WasmHost(\"%s\") or HostFunctions.of(\"%s\"), if it is meant.".formatted(module,
						module, module));
	}

	/**
	 * Start to define functions without annotations.
	 * @param module name of the module that guests import the functions from
	 * @return a builder
	 */
	static Builder of(String module) {
		return new Builder(module);
	}

	/**
	 * Defines functions by their types and bodies.
	 */
	final class Builder {

		private final String module;

		private final List<HostFunction> functions = new ArrayList<>();

		private Builder(String module) {
			Assert.notNull(module, "'module' must not be null");
			this.module = module;
		}

		/**
		 * Add a function.
		 * @param name the name of the function
		 * @param type the type in the text format of the specification, for example
		 * {@code (i32, i32) -> i64}
		 * @param body what the function does
		 * @return this builder
		 * @throws IllegalArgumentException if the type is malformed
		 */
		public Builder function(String name, String type, HostFunctionBody body) {
			return function(name, WasmFunctionType.parse(type), body);
		}

		/**
		 * Add a function.
		 * @param name the name of the function
		 * @param type the type of the function
		 * @param body what the function does
		 * @return this builder
		 */
		public Builder function(String name, WasmFunctionType type, HostFunctionBody body) {
			this.functions.add(new TypedHostFunction(this.module, name, type, body));
			return this;
		}

		/**
		 * Return the functions that were added.
		 * @return the functions
		 */
		public HostFunctions build() {
			List<HostFunction> added = List.copyOf(this.functions);
			return () -> added;
		}

	}

}
