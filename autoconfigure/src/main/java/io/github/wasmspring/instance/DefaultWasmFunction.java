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

package io.github.wasmspring.instance;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExportedFunction;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.backend.BackendFunction;

/**
 * An exported function that checks its arguments.
 */
final class DefaultWasmFunction implements WasmExportedFunction {

	private final DefaultWasmInstance instance;

	private final String name;

	private final WasmFunctionType type;

	private final BackendFunction function;

	private final Call call;

	/**
	 * The same if it belongs to no other, known once there is one.
	 */
	private @Nullable Call heard;

	DefaultWasmFunction(DefaultWasmInstance instance, String name, WasmFunctionType type, BackendFunction function) {
		this.instance = instance;
		this.name = name;
		this.type = type;
		this.function = function;
		this.call = instance.describeCall(name, false);
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public WasmFunctionType getType() {
		return this.type;
	}

	@Override
	public @Nullable Object call(@Nullable Object... arguments) {
		checkCount(arguments.length);
		long[] results = callRaw(toRaw(arguments));
		return switch (results.length) {
			case 0 -> null;
			case 1 -> fromRaw(0, results[0]);
			default -> {
				Object[] boxed = new Object[results.length];
				for (int i = 0; i < results.length; i++) {
					boxed[i] = fromRaw(i, results[i]);
				}
				yield boxed;
			}
		};
	}

	@Override
	public long[] callRaw(long... arguments) {
		checkCount(arguments.length);
		return this.instance.run(this, arguments);
	}

	/**
	 * Return what a call of the function is allowed.
	 * @param heard whether anybody may hear of it
	 */
	Call call(boolean heard) {
		if (!heard) {
			return this.call;
		}
		Call current = this.heard;
		if (current == null) {
			current = this.instance.describeCall(this.name, true);
			this.heard = current;
		}
		return current;
	}

	long[] invoke(long[] arguments) {
		return this.function.call(arguments);
	}

	private void checkCount(int count) {
		int wanted = this.type.parameters().size();
		if (count != wanted) {
			throw mismatch("takes %d argument%s, but got %d".formatted(wanted, (wanted == 1) ? "" : "s", count), null);
		}
	}

	private long[] toRaw(@Nullable Object[] arguments) {
		List<WasmValueType> parameters = this.type.parameters();
		long[] raw = new long[arguments.length];
		for (int i = 0; i < raw.length; i++) {
			Object argument = arguments[i];
			if (argument == null) {
				throw mismatch("argument %d is null, but must be %s".formatted(i + 1, parameters.get(i)), null);
			}
			try {
				raw[i] = parameters.get(i).toRaw(argument);
			}
			catch (IllegalArgumentException ex) {
				throw mismatch("argument %d: %s".formatted(i + 1, ex.getMessage()), ex);
			}
		}
		return raw;
	}

	private Object fromRaw(int index, long raw) {
		try {
			return this.type.results().get(index).fromRaw(raw);
		}
		catch (IllegalArgumentException ex) {
			throw mismatch("result %d: %s".formatted(index + 1, ex.getMessage()), ex);
		}
	}

	private WasmLinkException mismatch(String fact, @Nullable Throwable cause) {
		return new WasmLinkException(this.instance.context(this.name), fact,
				"The function's type is %s.".formatted(this.type), cause);
	}

}
