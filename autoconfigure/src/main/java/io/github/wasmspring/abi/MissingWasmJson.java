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

package io.github.wasmspring.abi;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * {@link WasmJson} that is not there.
 */
final class MissingWasmJson implements WasmJson {

	static final String REMEDY = "Add org.springframework.boot:spring-boot-starter-jackson, or define a WasmJson bean.";

	@Override
	public byte[] write(@Nullable Object value, Type type) {
		throw new UnsupportedOperationException("There is no JSON converter. " + REMEDY);
	}

	@Override
	public @Nullable Object read(byte[] json, Type type) {
		throw new UnsupportedOperationException("There is no JSON converter. " + REMEDY);
	}

	@Override
	public String toString() {
		return "WasmJson.NONE";
	}

}
