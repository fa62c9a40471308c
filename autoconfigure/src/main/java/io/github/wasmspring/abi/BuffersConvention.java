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

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmModule;

/**
 * Numbers as they are, and everything else as pointer and length of a buffer that the
 * guest allocates. Every module follows it that follows no other convention.
 */
final class BuffersConvention implements WasmConvention {

	static final BuffersConvention INSTANCE = new BuffersConvention();

	private BuffersConvention() {
	}

	@Override
	public String getId() {
		return "buffers";
	}

	@Override
	public boolean isFollowedBy(WasmModule module) {
		return true;
	}

	@Override
	public BoundFunction bind(MethodSignature signature, WasmModule module, String function, ValueCodecs codecs) {
		FunctionAdapter adapter = FunctionAdapter.bind(signature, module, function, codecs);
		WasmExport export = module.findExport(function);
		return (export != null && export.isCommand()) ? (version, timeout, arguments) -> (timeout != null)
				? version.call(timeout, function) : version.call(function) : adapter;
	}

}
