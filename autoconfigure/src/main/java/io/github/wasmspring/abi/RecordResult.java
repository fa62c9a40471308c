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

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.WasmValueType;

/**
 * {@link ResultCodec} for numbers that become the components of a record.
 *
 * @param constructor the canonical constructor
 * @param components reads the components, in order
 * @param context what an error is about
 */
record RecordResult(Constructor<?> constructor, List<NumberResult> components,
		WasmErrorContext context) implements ResultCodec {

	@Override
	public List<WasmValueType> types() {
		return this.components.stream().map((component) -> component.codec().type()).toList();
	}

	@Override
	public Object read(long[] raw, BufferExchange buffers) {
		Object[] arguments = new Object[raw.length];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = this.components.get(i).read(raw[i]);
		}
		try {
			return this.constructor.newInstance(arguments);
		}
		catch (InvocationTargetException ex) {
			throw rejected(ex.getTargetException());
		}
		catch (ReflectiveOperationException ex) {
			throw rejected(ex);
		}
	}

	private WasmValueException rejected(Throwable cause) {
		String type = TypeDescription.of(this.constructor.getDeclaringClass());
		return new WasmValueException(this.context, "the record %s rejects the results".formatted(type),
				"See the cause for what the record requires.", cause);
	}

}
