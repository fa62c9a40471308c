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

package io.github.wasmspring.abi.extism;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.abi.BoundFunction;
import io.github.wasmspring.abi.HostBlocks;
import io.github.wasmspring.abi.MethodPayload;
import io.github.wasmspring.abi.MethodSignature;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmConvention;
import io.github.wasmspring.abi.WasmJson;

/**
 * Plugins for Extism: a function reads an input and sets an output, through blocks of
 * memory that the host keeps.
 *
 * @since 0.1.0
 * @see <a href="https://extism.org">Extism</a>
 */
public final class ExtismConvention implements WasmConvention, HostBlocks {

	private static final List<WasmFunctionType> TYPES = List.of(
			new WasmFunctionType(List.of(), List.of(WasmValueType.I32)), new WasmFunctionType(List.of(), List.of()),
			new WasmFunctionType(List.of(), List.of(WasmValueType.I64)));

	/**
	 * The module that plugins import functions of the application from.
	 */
	private static final String USER = "extism:host/user";

	private final ExtismImports imports;

	/**
	 * Create the convention for guests that send no requests.
	 */
	public ExtismConvention() {
		this(ExtismHttp.NONE, WasmJson.NONE);
	}

	/**
	 * Create the convention.
	 * @param http sends requests of guests
	 * @param json reads what guests ask, {@link WasmJson#NONE} if they ask nothing
	 */
	public ExtismConvention(ExtismHttp http, WasmJson json) {
		Assert.notNull(http, "'http' must not be null");
		Assert.notNull(json, "'json' must not be null");
		this.imports = new ExtismImports(new ExtismRequests(http, json));
	}

	@Override
	public String getId() {
		return "extism";
	}

	@Override
	public boolean isFollowedBy(WasmModule module) {
		return module.getImports()
			.stream()
			.anyMatch((wanted) -> ExtismImports.isOfExtism(wanted.module(), wanted.name()));
	}

	@Override
	public BoundFunction bind(MethodSignature signature, WasmModule module, String function, ValueCodecs codecs) {
		WasmErrorContext context = WasmErrorContext.of(module, function);
		WasmExport export = module.findExport(function);
		if (export == null || !TYPES.contains(export.type())) {
			throw new WasmLinkException(context,
					"'%s' needs a function of Extism, of type () -> i32, but the guest's is %s".formatted(signature,
							(export != null) ? export.type() : "missing"),
					"Export a function without parameters, which reads its input by Extism's PDK.", null);
		}
		return new ExtismFunction(function, context, MethodPayload.of(signature, context, codecs),
				module.findExport("_initialize") == null && module.findExport("__wasm_call_ctors") != null);
	}

	@Override
	public @Nullable HostFunctionBody findImport(WasmModule importer, String module, String name,
			WasmFunctionType type) {
		return this.imports.find(module, name, type);
	}

	@Override
	public boolean areUsedBy(String module) {
		return module.equals(USER);
	}

	@Override
	public byte[] read(WasmInstance caller, long offset) {
		return ExtismKernel.of(caller).memory().read(offset);
	}

	@Override
	public long write(WasmInstance caller, byte[] bytes) {
		return ExtismKernel.of(caller).memory().write(bytes);
	}

}
