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

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.GuestFailure;
import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.BoundFunction;
import io.github.wasmspring.abi.GuestLog;
import io.github.wasmspring.abi.MethodPayload;
import io.github.wasmspring.abi.MethodSignature;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmConvention;
import io.github.wasmspring.abi.WasmJson;

/**
 * Policies of the Open Policy Agent: an entry point takes the input as JSON, and returns
 * the result as JSON.
 *
 * @since 0.1.0
 * @see <a href="https://www.openpolicyagent.org/docs/wasm">OPA and WebAssembly</a>
 */
public final class OpaConvention implements WasmConvention {

	private static final Set<String> EXPORTS = Set.of("opa_eval_ctx_new", "opa_json_parse", "entrypoints");

	private static final long[] NOTHING = {};

	private static final String BUILTIN = "opa_builtin";

	private final OpaData data;

	private final Map<String, OpaBuiltin> builtins;

	/**
	 * Create the convention for policies that need nothing of their host.
	 */
	public OpaConvention() {
		this(OpaData.NONE, List.of());
	}

	/**
	 * Create the convention.
	 * @param data tells the data that policies decide by
	 * @param builtins functions of Rego that policies leave to their host
	 */
	public OpaConvention(OpaData data, List<OpaBuiltin> builtins) {
		Assert.notNull(data, "'data' must not be null");
		Assert.notNull(builtins, "'builtins' must not be null");
		this.data = data;
		this.builtins = builtins.stream()
			.collect(Collectors.toUnmodifiableMap(OpaBuiltin::getName, Function.identity()));
	}

	@Override
	public String getId() {
		return "opa";
	}

	@Override
	public boolean isFollowedBy(WasmModule module) {
		return EXPORTS.stream().allMatch((name) -> module.findExport(name) != null);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Entry points are not exported, so which there are is known when a policy runs.
	 */
	@Override
	public String findFunction(WasmModule module, List<String> names) {
		return String.join("\n", names);
	}

	@Override
	public BoundFunction bind(MethodSignature signature, WasmModule module, String function, ValueCodecs codecs) {
		List<String> names = function.lines().toList();
		WasmErrorContext context = WasmErrorContext.of(module, names.get(0));
		if (codecs.json() == WasmJson.NONE) {
			throw new WasmLinkException(context,
					"'%s' calls a policy, but there is no JSON converter".formatted(signature),
					"Add Jackson to the dependencies.", null);
		}
		return new OpaFunction(names, context, MethodPayload.ofJson(signature, context, codecs), this.data,
				codecs.json());
	}

	@Override
	public @Nullable HostFunctionBody findImport(WasmModule importer, String module, String name,
			WasmFunctionType type) {
		if (!module.equals("env")) {
			return null;
		}
		return switch (name) {
			case "opa_abort" -> (caller, arguments) -> {
				throw new GuestFailure(text(caller, arguments[0]));
			};
			case "opa_println" -> (caller, arguments) -> {
				GuestLog.of(caller).log(Level.INFO, text(caller, arguments[0]));
				return NOTHING;
			};
			default -> (name.startsWith(BUILTIN) && type.parameters().size() >= 2) ? this::callBuiltin : null;
		};
	}

	/**
	 * Call a function of Rego: the arguments are its number, a context, and its own.
	 */
	private long[] callBuiltin(WasmInstance caller, long... arguments) {
		OpaPolicy policy = OpaPolicy.of(caller);
		String name = policy.builtin((int) arguments[0]);
		OpaBuiltin builtin = this.builtins.get(String.valueOf(name));
		if (builtin == null) {
			throw new GuestFailure("the policy calls '%s', which nobody provides; declare a bean of the type OpaBuiltin"
				.formatted(name));
		}
		List<byte[]> documents = new ArrayList<>();
		for (int i = 2; i < arguments.length; i++) {
			documents.add(policy.dump((int) arguments[i]));
		}
		return new long[] { policy.parse(builtin.call(documents)) };
	}

	private static String text(WasmInstance caller, long pointer) {
		return new String(OpaPolicy.readTerminated(caller, pointer & 0xFFFF_FFFFL), StandardCharsets.UTF_8);
	}

}
