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
import java.util.stream.Collectors;

import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmValueType;

/**
 * Finds out how a Java method and an exported function fit.
 */
final class FunctionBinder {

	private final MethodSignature signature;

	private final WasmModule module;

	private final String export;

	private final WasmErrorContext context;

	private final SignatureCodecs codecs;

	FunctionBinder(MethodSignature signature, WasmModule module, String export, ValueCodecs codecs) {
		this.signature = signature;
		this.module = module;
		this.export = export;
		this.context = WasmErrorContext.of(module, export);
		this.codecs = new SignatureCodecs(signature, codecs, this.context);
	}

	FunctionAdapter bind() {
		WasmFunctionType type = ModuleExports.findFunction(this.module, this.export);
		if (type == null) {
			throw new NoSuchWasmFunctionException(this.module, this.export);
		}
		List<ArgumentCodec> arguments = new ArrayList<>();
		for (int i = 0; i < this.signature.parameterTypes().size(); i++) {
			arguments.add(this.codecs.argument(i));
		}
		ResultCodec result = findResult(arguments, type);
		if (result.isBuffer() && type.results().equals(List.of(WasmValueType.I32))) {
			NumberNames.check(this.signature, this.context.toString(), this.export);
		}
		if (!result.isBuffer() && !this.signature.isResultOwned()) {
			throw this.signature.unowned(this.context);
		}
		Allocator allocator = null;
		if ((result.isBuffer() && this.signature.isResultOwned())
				|| arguments.stream().anyMatch(ArgumentCodec::isBuffer)) {
			allocator = new AllocatorSearch(this.module, this.context, this.signature.toString()).find();
		}
		else if (result.isBuffer() && !ModuleExports.hasMemory(this.module)) {
			throw new WasmLinkException(this.context,
					"'%s' returns a buffer, but the module exports no memory".formatted(this.signature),
					"Export the memory under the name 'memory'.", null);
		}
		return new FunctionAdapter(this.signature, this.context, this.export, type, arguments, result, allocator);
	}

	private ResultCodec findResult(List<ArgumentCodec> arguments, WasmFunctionType type) {
		List<WasmValueType> parameters = arguments.stream().flatMap((argument) -> argument.types().stream()).toList();
		List<ResultCodec> candidates = this.codecs.results(type.results());
		for (ResultCodec candidate : candidates) {
			if (parameters.equals(type.parameters()) && candidate.accepts(type.results())) {
				return candidate;
			}
		}
		String needed = candidates.stream()
			.map((candidate) -> candidate.describe(parameters))
			.collect(Collectors.joining(" or "));
		throw new WasmLinkException(this.context,
				"'%s' needs a function of type %s, but the guest's is %s".formatted(this.signature, needed, type),
				"Change the Java method or the guest's function so that they agree"
						+ ((hasBuffers(arguments, candidates)) ? "" : suggest(type)) + ".",
				null);
	}

	private static boolean hasBuffers(List<ArgumentCodec> arguments, List<ResultCodec> results) {
		return arguments.stream().anyMatch(ArgumentCodec::isBuffer) || results.stream().anyMatch(ResultCodec::isBuffer);
	}

	/**
	 * Show the Java method that would fit, with numbers only.
	 */
	private String suggest(WasmFunctionType type) {
		if (!type.isNumeric()) {
			return "";
		}
		String result = switch (type.results().size()) {
			case 0 -> "void";
			case 1 -> javaName(type.results().get(0));
			default -> "Object[]";
		};
		return type.parameters()
			.stream()
			.map(FunctionBinder::javaName)
			.collect(Collectors.joining(", ",
					"; with numbers only the method is '" + result + " " + this.signature.getName() + "(", ")'"));
	}

	private static String javaName(WasmValueType type) {
		return switch (type) {
			case I32 -> "int";
			case I64 -> "long";
			case F32 -> "float";
			default -> "double";
		};
	}

}
