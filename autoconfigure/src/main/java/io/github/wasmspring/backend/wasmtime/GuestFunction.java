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

import io.github.wasmspring.WasmFunctionType;

/**
 * What is known about an exported function of a guest, in all its instances.
 *
 * @param name the name of the export
 * @param index its place among the exports, or -1 if the guest does not know it
 * @param type its type
 * @param stack the most stack that it takes, in bytes
 */
record GuestFunction(String name, int index, WasmFunctionType type, int stack) {

	/**
	 * Describe a function that was added to the guest.
	 */
	static GuestFunction added(String name, WasmFunctionType type) {
		return new GuestFunction(name, -1, type, StackCheck.GUEST_STACK);
	}

}
