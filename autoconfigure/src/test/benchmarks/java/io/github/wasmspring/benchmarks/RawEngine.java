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

/**
 * An engine as it is, without this project.
 */
interface RawEngine {

	/**
	 * Compile a module and create one instance.
	 */
	default RawInstance start(String guest) {
		return load(guest).instantiate();
	}

	/**
	 * Compile a module.
	 */
	RawModule load(String guest);

	/**
	 * A compiled module.
	 */
	@FunctionalInterface
	interface RawModule {

		RawInstance instantiate();

	}

	/**
	 * An instance.
	 */
	interface RawInstance {

		RawFunction function(String name);

		byte[] read(int address, int length);

		void write(int address, byte[] bytes);

		void close();

	}

	/**
	 * An exported function, whose arguments are all {@code i32}.
	 */
	@FunctionalInterface
	interface RawFunction {

		long call(int... arguments);

	}

}
