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

import java.lang.ref.Cleaner;

/**
 * Releases native resources of objects that nobody refers to any longer.
 */
final class Cleaning {

	private static final Cleaner CLEANER = Cleaner.create();

	private Cleaning() {
	}

	/**
	 * Register an object.
	 * @param owner the object
	 * @param action what to do, once: when asked to, or when nobody refers to the object;
	 * must not refer to it
	 * @return what runs the action now
	 */
	static Cleaner.Cleanable register(Object owner, Runnable action) {
		return CLEANER.register(owner, action);
	}

	/**
	 * Run an action on another thread, at some time.
	 */
	static void later(Runnable action) {
		CLEANER.register(new Object(), action);
	}

}
