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
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmValueType;

/**
 * Calls a Java method as if it were a function that a guest imports. Adapters are
 * immutable, and fit every instance of the module that they were bound to.
 *
 * @since 0.1.0
 */
public final class HostMethodAdapter {

	private final MethodHandle method;

	private final List<HostArgument> arguments;

	private final HostResult result;

	/**
	 * Made when it is asked for, as {@link #raw} is: most functions need one of them.
	 */
	private volatile @Nullable MethodHandle handle;

	private volatile @Nullable MethodHandle raw;

	private HostMethodAdapter(MethodHandle method, List<HostArgument> arguments, HostResult result) {
		this.method = method;
		this.arguments = arguments;
		this.result = result;
	}

	/**
	 * Bind a Java method to an import.
	 * @param signature the signature of the method
	 * @param importer the module that imports it
	 * @param name the two-part name of the import, for messages
	 * @param type the type that the module expects
	 * @param codecs convert what is no number
	 * @param blocks how what is no number is passed, or {@code null} as pointer and
	 * length
	 * @param method runs the method; its type is that of the method, as the JVM sees it
	 * @return the adapter
	 * @throws WasmLinkException if the signature has a type that cannot be passed, does
	 * not fit the expected type, or needs an allocator that the module does not export
	 */
	public static HostMethodAdapter bind(MethodSignature signature, WasmModule importer, String name,
			WasmFunctionType type, ValueCodecs codecs, @Nullable HostBlocks blocks, MethodHandle method) {
		Assert.notNull(signature, "'signature' must not be null");
		Assert.notNull(importer, "'importer' must not be null");
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(codecs, "'codecs' must not be null");
		Assert.notNull(method, "'method' must not be null");
		WasmErrorContext context = WasmErrorContext.of(importer, name);
		SignatureCodecs values = new SignatureCodecs(signature, codecs, context);
		List<HostArgument> arguments = new ArrayList<>();
		List<WasmValueType> parameters = new ArrayList<>();
		for (int i = 0; i < signature.parameterTypes().size(); i++) {
			HostArgument argument = (signature.parameterTypes().get(i) == WasmInstance.class) ? HostArgument.CALLER
					: argument(values.argument(i), signature.parameterName(i), context, blocks);
			arguments.add(argument);
			parameters.addAll(argument.types());
		}
		HostResults results = new HostResults(signature, importer, context, values, blocks);
		HostResult result = results.find(type.results());
		if (result == null || !parameters.equals(type.parameters())) {
			throw new WasmLinkException(context,
					"is imported as %s, but the host function '%s' is %s".formatted(type, signature,
							results.describe(parameters)),
					"Change the host function or the guest's declaration so that they agree.", null);
		}
		requireMemory(importer, arguments, signature, context);
		return new HostMethodAdapter(method, List.copyOf(arguments), result);
	}

	private static HostArgument argument(ArgumentCodec codec, String name, WasmErrorContext context,
			@Nullable HostBlocks blocks) {
		if (codec instanceof NumberArgument number) {
			return new HostNumberArgument(number.codec(), name, context);
		}
		BufferCodec buffer = ((BufferArgument) codec).codec();
		return (blocks != null) ? new HostBlockArgument(buffer, blocks) : new HostBufferArgument(buffer, context);
	}

	private static void requireMemory(WasmModule importer, List<HostArgument> arguments, MethodSignature signature,
			WasmErrorContext context) {
		boolean needed = arguments.stream().anyMatch(HostBufferArgument.class::isInstance);
		if (needed && !ModuleExports.hasMemory(importer)) {
			throw new WasmLinkException(context,
					"'%s' takes a buffer, but the module exports no memory".formatted(signature),
					"Export the memory under the name 'memory'.", null);
		}
	}

	/**
	 * Return a handle that runs the method. It takes the instance that calls, as
	 * {@link WasmInstance}, and then what {@link WasmFunctionType#toMethodType()}
	 * describes, and throws whatever the method throws, or a
	 * {@link io.github.wasmspring.WasmValueException} if an argument or the result cannot
	 * be converted.
	 * @return the handle, or {@code null} if there are several results
	 */
	public @Nullable MethodHandle getHandle() {
		MethodHandle typed = handle();
		return (typed.type().returnType() != long[].class) ? typed : null;
	}

	private MethodHandle handle() {
		MethodHandle typed = this.handle;
		if (typed == null) {
			typed = createHandle();
			this.handle = typed;
		}
		return typed;
	}

	private MethodHandle createHandle() {
		MethodHandle typed = this.method;
		for (int i = this.arguments.size() - 1; i >= 0; i--) {
			MethodHandle reader = this.arguments.get(i).reader();
			typed = MethodHandles.collectArguments(typed, i,
					reader.asType(reader.type().changeReturnType(this.method.type().parameterType(i))));
		}
		return HostHandles.mergeCallers(this.result.adapt(typed));
	}

	/**
	 * Run the method.
	 * @param caller the instance that calls
	 * @param raw the raw arguments of the guest
	 * @return the raw results for the guest
	 * @throws Throwable what the {@linkplain #getHandle() handle} throws
	 */
	public long[] call(WasmInstance caller, long[] raw) throws Throwable {
		MethodHandle handle = this.raw;
		if (handle == null) {
			handle = HostHandles.toRaw(handle());
			this.raw = handle;
		}
		return (long[]) handle.invokeExact(caller, raw);
	}

}
