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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.WasmValueType;

/**
 * {@link HostArgument} for a number.
 *
 * @param codec converts the value
 * @param name name of the parameter
 * @param context what an error is about
 */
record HostNumberArgument(NumberCodec codec, String name, WasmErrorContext context) implements HostArgument {

	private static final MethodHandle CHECK = HostHandles.find(MethodHandles.lookup(), HostNumberArgument.class,
			"check", MethodType.methodType(int.class, int.class));

	@Override
	public List<WasmValueType> types() {
		return List.of(this.codec.type());
	}

	@Override
	public MethodHandle reader() {
		Class<?> type = this.codec.javaType();
		MethodHandle reader = (type == this.codec.type().getJavaType()) ? MethodHandles.identity(type)
				: MethodHandles.explicitCastArguments(CHECK.bindTo(this), MethodType.methodType(type, int.class));
		return MethodHandles.dropArguments(reader, 0, WasmInstance.class);
	}

	private int check(int number) {
		if (!this.codec.fits(number)) {
			throw new WasmValueException(this.context, "the guest passed %d for '%s', which does not fit %s"
				.formatted(number, this.name, this.codec.javaName()), "Use int to accept any i32.", null);
		}
		return number;
	}

}
