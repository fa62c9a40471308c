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

	private final List<HostArgument> arguments;

	private final HostResult result;

	private HostMethodAdapter(List<HostArgument> arguments, HostResult result) {
		this.arguments = arguments;
		this.result = result;
	}

	/**
	 * Bind a Java method to an import.
	 * @param signature the signature of the method
	 * @param importer the module that imports it
	 * @param name the two-part name of the import, for messages
	 * @param type the type that the module expects
	 * @param json converts the values that travel as JSON
	 * @return the adapter
	 * @throws WasmLinkException if the signature has a type that cannot be passed, does
	 * not fit the expected type, or needs an allocator that the module does not export
	 */
	public static HostMethodAdapter bind(MethodSignature signature, WasmModule importer, String name,
			WasmFunctionType type, WasmJson json) {
		Assert.notNull(signature, "'signature' must not be null");
		Assert.notNull(importer, "'importer' must not be null");
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(json, "'json' must not be null");
		WasmErrorContext context = WasmErrorContext.of(importer, name);
		ValueCodecs codecs = new ValueCodecs(signature, json, context);
		List<HostArgument> arguments = new ArrayList<>();
		List<WasmValueType> parameters = new ArrayList<>();
		for (int i = 0; i < signature.parameterTypes().size(); i++) {
			HostArgument argument = (signature.parameterTypes().get(i) == WasmInstance.class) ? HostArgument.CALLER
					: argument(codecs.argument(i), signature.parameterName(i), context);
			arguments.add(argument);
			parameters.addAll(argument.types());
		}
		HostResults results = new HostResults(signature, importer, context, codecs);
		HostResult result = results.find(type.results());
		if (result == null || !parameters.equals(type.parameters())) {
			throw new WasmLinkException(context,
					"is imported as %s, but the host function '%s' is %s".formatted(type, signature,
							results.describe(parameters)),
					"Change the host function or the guest's declaration so that they agree.", null);
		}
		requireMemory(importer, arguments, signature, context);
		return new HostMethodAdapter(List.copyOf(arguments), result);
	}

	private static HostArgument argument(ArgumentCodec codec, String name, WasmErrorContext context) {
		if (codec instanceof NumberArgument number) {
			return new HostNumberArgument(number.codec(), name, context);
		}
		return new HostBufferArgument(((BufferArgument) codec).codec(), context);
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
	 * Run the method.
	 * @param caller the instance that calls
	 * @param raw the raw arguments of the guest
	 * @param method runs the method
	 * @return the raw results for the guest
	 * @throws Exception whatever the method throws, or a
	 * {@link io.github.wasmspring.WasmValueException} if an argument or the result cannot
	 * be converted
	 */
	public long[] call(WasmInstance caller, long[] raw, Invoker method) throws Exception {
		@Nullable Object[] values = new Object[this.arguments.size()];
		int index = 0;
		for (int i = 0; i < values.length; i++) {
			HostArgument argument = this.arguments.get(i);
			values[i] = argument.read(caller, raw, index);
			index += argument.types().size();
		}
		return this.result.write(method.invoke(values), caller);
	}

	/**
	 * Runs a Java method.
	 */
	@FunctionalInterface
	public interface Invoker {

		/**
		 * Run the method.
		 * @param arguments its arguments
		 * @return its result
		 * @throws Exception whatever it throws
		 */
		@Nullable Object invoke(@Nullable Object[] arguments) throws Exception;

	}

}
