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

package io.github.wasmspring.abi.command;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmCommand;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.BoundFunction;
import io.github.wasmspring.abi.MethodPayload;
import io.github.wasmspring.abi.MethodSignature;
import io.github.wasmspring.abi.ValueCodecs;

/**
 * Runs a command as if it were a Java method: the argument is its standard input, and
 * what it writes to standard output is the result.
 *
 * @since 0.1.0
 */
public final class CommandFunction implements BoundFunction {

	private final WasmCommand command;

	private final MethodPayload payload;

	private CommandFunction(WasmCommand command, MethodPayload payload) {
		this.command = command;
		this.payload = payload;
	}

	/**
	 * Bind a Java method to a command.
	 * @param signature the signature of the method
	 * @param module the module, which may not be compiled yet
	 * @param command what to run; the arguments of the method become its input
	 * @param codecs convert the argument and the result
	 * @return the bound function
	 * @throws WasmLinkException if the function takes parameters, or the method does not
	 * fit a command
	 */
	public static CommandFunction bind(MethodSignature signature, WasmModule module, WasmCommand command,
			ValueCodecs codecs) {
		Assert.notNull(signature, "'signature' must not be null");
		Assert.notNull(module, "'module' must not be null");
		Assert.notNull(command, "'command' must not be null");
		Assert.notNull(codecs, "'codecs' must not be null");
		WasmErrorContext context = WasmErrorContext.of(module, command.function());
		WasmExport export = module.findExport(command.function());
		if (export != null && export.type() instanceof WasmFunctionType type && !type.parameters().isEmpty()) {
			throw new WasmLinkException(context,
					"'%s' runs a command, but the guest's function is of type %s".formatted(signature, type),
					"Name a function without parameters, or remove 'command = true'.", null);
		}
		return new CommandFunction(command, MethodPayload.of(signature, context, codecs));
	}

	@Override
	public @Nullable Object call(WasmModule module, @Nullable Duration timeout, @Nullable Object... arguments) {
		WasmCommand run = this.command.withInput(this.payload.encode(arguments));
		return this.payload.decode(module.run((timeout != null) ? run.withTimeout(timeout) : run).output());
	}

}
