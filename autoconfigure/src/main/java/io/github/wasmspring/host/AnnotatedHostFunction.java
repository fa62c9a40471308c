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

package io.github.wasmspring.host;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.HostFunction;
import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.HostBlocks;
import io.github.wasmspring.abi.HostMethodAdapter;
import io.github.wasmspring.abi.MethodSignature;
import io.github.wasmspring.abi.ValueCodecs;

/**
 * A method of a bean. The bean is not needed before the first call, so that it may itself
 * depend on the modules that import its methods.
 */
final class AnnotatedHostFunction implements HostFunction {

	private final String module;

	private final List<String> names;

	private final List<String> importers;

	private final Class<?> type;

	private final Method method;

	private final BeanMethod invocation;

	private final ValueCodecs codecs;

	private final @Nullable HostBlocks blocks;

	AnnotatedHostFunction(String module, List<String> names, List<String> importers, Class<?> type, Method method,
			Supplier<Object> bean, ValueCodecs codecs, @Nullable HostBlocks blocks) {
		this.module = module;
		this.names = names;
		this.importers = importers;
		this.type = type;
		this.method = method;
		this.invocation = new BeanMethod(method, bean);
		this.codecs = codecs;
		this.blocks = blocks;
	}

	@Override
	public String getModule() {
		return this.module;
	}

	@Override
	public List<String> getNames() {
		return this.names;
	}

	@Override
	public List<String> getImporters() {
		return this.importers;
	}

	@Override
	public HostFunctionBody link(WasmModule importer, String name, WasmFunctionType expected) {
		return new AdaptedBody(HostMethodAdapter.bind(MethodSignature.of(this.method, this.type), importer,
				this.module + "." + name, expected, this.codecs, this.blocks, this.invocation.toHandle()));
	}

	@Override
	public String toString() {
		return this.method.toGenericString();
	}

}
