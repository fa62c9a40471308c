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
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExportedFunction;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;

/**
 * Calls an exported function as if it were a Java method. Adapters are immutable, and fit
 * every instance of the module that they were bound to.
 *
 * @since 0.1.0
 */
public final class FunctionAdapter implements BoundFunction {

	private final MethodSignature signature;

	private final WasmErrorContext context;

	private final String export;

	private final WasmFunctionType type;

	private final ArgumentCodec[] arguments;

	private final ResultCodec result;

	private final @Nullable Allocator allocator;

	FunctionAdapter(MethodSignature signature, WasmErrorContext context, String export, WasmFunctionType type,
			List<ArgumentCodec> arguments, ResultCodec result, @Nullable Allocator allocator) {
		this.signature = signature;
		this.context = context;
		this.export = export;
		this.type = type;
		this.arguments = arguments.toArray(ArgumentCodec[]::new);
		this.result = result;
		this.allocator = allocator;
	}

	/**
	 * Bind a Java method to an exported function.
	 * @param signature the signature of the method
	 * @param module the module
	 * @param export the name of the exported function
	 * @param codecs convert what is no number
	 * @return the adapter
	 * @throws io.github.wasmspring.NoSuchWasmFunctionException if the module exports no
	 * such function
	 * @throws WasmLinkException if the signature has a type that cannot be passed, does
	 * not fit the function, or needs an allocator that the module does not export
	 */
	public static FunctionAdapter bind(MethodSignature signature, WasmModule module, String export,
			ValueCodecs codecs) {
		Assert.notNull(signature, "'signature' must not be null");
		Assert.notNull(module, "'module' must not be null");
		Assert.notNull(export, "'export' must not be null");
		Assert.notNull(codecs, "'codecs' must not be null");
		return new FunctionBinder(signature, module, export, codecs).bind();
	}

	@Override
	public @Nullable Object call(WasmModule module, @Nullable Duration timeout, @Nullable Object... arguments) {
		return module.<@Nullable Object>execute((timeout != null) ? timeout : module.getTimeout(), this.export,
				(instance) -> invoke(instance, arguments));
	}

	/**
	 * Call the function.
	 * @param instance an instance of the module, which no other caller uses meanwhile
	 * @param arguments the arguments of the Java method
	 * @return the result of the Java method
	 * @throws IllegalArgumentException if the number of arguments is wrong, or one is
	 * {@code null} that does not travel as JSON
	 * @throws io.github.wasmspring.WasmValueException if an argument or the result cannot
	 * be converted
	 * @throws io.github.wasmspring.WasmTrapException if the guest traps
	 */
	public @Nullable Object invoke(WasmInstance instance, @Nullable Object... arguments) {
		Assert.notNull(instance, "'instance' must not be null");
		Assert.notNull(arguments, "'arguments' must not be null");
		Assert.isTrue(arguments.length == this.arguments.length, () -> "'%s' takes %d arguments, but got %d"
			.formatted(this.signature, this.arguments.length, arguments.length));
		WasmExportedFunction function = instance.getFunction(this.export);
		checkType(function.getType());
		if (this.allocator == null && !this.result.isBuffer()) {
			return call(function, arguments, NoBuffers.INSTANCE);
		}
		try (CallBuffers buffers = new CallBuffers(instance, this.allocator, this.context, this.arguments.length,
				this.signature.isResultOwned())) {
			return call(function, arguments, buffers);
		}
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * There is one if the Java method takes primitives and returns a number or nothing.
	 */
	@Override
	public @Nullable MethodHandle findHandle(WasmModule module, @Nullable Duration timeout) {
		Assert.notNull(module, "'module' must not be null");
		return NumberHandles.find(this.signature, this.arguments, this.result,
				() -> (timeout != null) ? module.getHandle(timeout, this.export) : module.getHandle(this.export));
	}

	/**
	 * A reloaded module can export another function of the same name.
	 */
	private void checkType(WasmFunctionType actual) {
		if (actual != this.type && !actual.equals(this.type)) {
			throw new WasmLinkException(this.context,
					"'%s' was bound to a function of type %s, which now is %s".formatted(this.signature, this.type,
							actual),
					"Keep the types of exported functions when a module is replaced, or restart the application.",
					null);
		}
	}

	private @Nullable Object call(WasmExportedFunction function, @Nullable Object[] arguments, BufferExchange buffers) {
		long[] raw = new long[this.type.parameters().size()];
		int index = 0;
		for (int i = 0; i < this.arguments.length; i++) {
			ArgumentCodec codec = this.arguments[i];
			if (arguments[i] == null && !codec.isNullable()) {
				throw new IllegalArgumentException("Argument '%s' of '%s' must not be null"
					.formatted(this.signature.parameterName(i), this.signature));
			}
			codec.write(arguments[i], raw, index, buffers);
			index += codec.isBuffer() ? 2 : 1;
		}
		return this.result.read(function.callRaw(raw), buffers);
	}

}
