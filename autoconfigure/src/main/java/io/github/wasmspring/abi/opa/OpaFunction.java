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

package io.github.wasmspring.abi.opa;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.GuestFailure;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.BoundFunction;
import io.github.wasmspring.abi.MethodPayload;
import io.github.wasmspring.abi.WasmJson;

/**
 * Evaluates an entry point of a policy.
 *
 * @param names what it may be called, without the path in front
 * @param context what errors are about
 * @param payload converts the input and the result
 * @param data tells the data that policies decide by
 * @param json reads what a policy tells about itself
 */
record OpaFunction(List<String> names, WasmErrorContext context, MethodPayload payload, OpaData data,
		WasmJson json) implements BoundFunction {

	@Override
	public @Nullable Object call(WasmModule module, @Nullable Duration timeout, @Nullable Object... arguments) {
		byte[] input = (arguments.length > 0) ? this.payload.encode(arguments) : null;
		byte[] result = module.<byte @Nullable []>execute((timeout != null) ? timeout : module.getTimeout(),
				this.names.get(0), (instance) -> evaluate(instance, input));
		return (result != null) ? this.payload.decode(result) : this.payload.undefined();
	}

	private byte @Nullable [] evaluate(WasmInstance instance, byte @Nullable [] input) {
		try {
			OpaPolicy policy = OpaPolicy.of(instance, this.data, this.json);
			return policy.evaluate(find(policy.entryPoints()), input);
		}
		catch (GuestFailure ex) {
			throw new WasmGuestException(this.context, ex.getGuestMessage(), ex.getCode(), null);
		}
	}

	/**
	 * Find the entry point: by its whole name, or else by the end of it.
	 */
	private String find(Set<String> entryPoints) {
		for (String name : this.names) {
			if (entryPoints.contains(name)) {
				return name;
			}
			List<String> found = entryPoints.stream().filter((entryPoint) -> entryPoint.endsWith("/" + name)).toList();
			if (found.size() == 1) {
				return found.get(0);
			}
		}
		throw new WasmLinkException(this.context,
				"the policy has no entry point '%s'".formatted(String.join("' or '", this.names)),
				"Name one of its entry points with @WasmFunction(\"...\"): '%s'."
					.formatted(entryPoints.stream().sorted().collect(Collectors.joining("', '"))),
				null);
	}

}
