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

package io.github.wasmspring.actuate;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.util.Assert;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleCode;
import io.github.wasmspring.WasmModuleCode.SlowFunction;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.module.WasmModuleDetails;
import io.github.wasmspring.module.WasmModuleLoad;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * Endpoint that lists modules, shows one, and changes which version serves.
 *
 * @since 0.1.0
 */
@Endpoint(id = "wasm")
public final class WasmEndpoint {

	private static final Log logger = LogFactory.getLog(WasmEndpoint.class);

	private final WasmModules modules;

	private final WasmModuleRegistry registry;

	private final Consumer<? super ModuleAction> audit;

	/**
	 * Create a new endpoint.
	 * @param modules the modules
	 * @param registry changes them
	 * @param audit hears of every action, after it succeeded or failed
	 */
	public WasmEndpoint(WasmModules modules, WasmModuleRegistry registry, Consumer<? super ModuleAction> audit) {
		Assert.notNull(modules, "'modules' must not be null");
		Assert.notNull(registry, "'registry' must not be null");
		Assert.notNull(audit, "'audit' must not be null");
		this.modules = modules;
		this.registry = registry;
		this.audit = audit;
	}

	/**
	 * List the modules.
	 * @return what there is to know about each, by name
	 */
	@ReadOperation
	public Map<String, Object> modules() {
		Map<String, Object> modules = new LinkedHashMap<>();
		for (String name : this.modules.getNames()) {
			modules.put(name, summary(this.registry.getDetails(name)));
		}
		return Map.of("modules", modules);
	}

	/**
	 * Show a module, which is not loaded for that.
	 * @param name the name of the module
	 * @return its details, or {@code null} if there is no such module
	 */
	@ReadOperation
	public @Nullable Map<String, Object> module(@Selector String name) {
		if (!this.modules.getNames().contains(name)) {
			return null;
		}
		WasmModule module = this.modules.getModule(name);
		WasmModuleDetails details = this.registry.getDetails(name);
		Map<String, Object> shown = summary(details);
		WasmModuleLoad load = details.load();
		if (load != null) {
			shown.put("exports", module.getExports().stream().map(WasmEndpoint::describe).toList());
			shown.put("imports", module.getImports().stream().map(WasmEndpoint::describe).toList());
			shown.put("memory", details.memory());
			put("code", describe(this.registry.describeCode(name)), shown);
			shown.put("load", Map.of("source", String.valueOf((Object) load.source()), "milliseconds",
					load.duration().toMillis()));
		}
		put("stagedDigest", details.stagedDigest(), shown);
		put("earlierDigest", details.earlierDigest(), shown);
		put("lastFailure", messageOf(details.lastFailure()), shown);
		put("replacementFailure", messageOf(details.replacementFailure()), shown);
		return shown;
	}

	/**
	 * Act on a module.
	 * @param name the name of the module
	 * @param action what to do, {@code reload} by default
	 * @return its details afterwards, or {@code null} if there is no such module
	 */
	@WriteOperation
	public @Nullable Map<String, Object> act(@Selector String name, @Nullable String action) {
		return act(null, name, action);
	}

	/**
	 * Act on a module on behalf of somebody.
	 */
	@Nullable Map<String, Object> act(@Nullable Principal principal, String name, @Nullable String action) {
		if (!this.modules.getNames().contains(name)) {
			return null;
		}
		String chosen = (action != null) ? action : "reload";
		boolean done = false;
		try {
			run(name, chosen);
			done = true;
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw new InvalidEndpointRequestException(String.valueOf(ex.getMessage()), String.valueOf(ex.getMessage()));
		}
		finally {
			String digest = digestOf(name);
			String user = (principal != null) ? principal.getName() : "unknown";
			logger.info("'%s' of module '%s' by '%s' %s: digest %s".formatted(chosen, name, user,
					(done) ? "succeeded" : "failed", digest));
			this.audit.accept(new ModuleAction(user, name, chosen, digest, done));
		}
		return module(name);
	}

	/**
	 * Return the digest of the version that serves, or an empty text if none does.
	 */
	private String digestOf(String name) {
		return Objects.requireNonNullElse(this.registry.getDetails(name).digest(), "");
	}

	private void run(String name, String action) {
		switch (action) {
			case "reload" -> this.registry.reloadModule(name);
			case "promote" -> this.registry.promoteModule(name);
			case "rollback" -> this.registry.rollbackModule(name);
			case "suspend" -> this.registry.suspendModule(name);
			case "resume" -> this.registry.resumeModule(name);
			default -> throw new IllegalArgumentException("'action' must be one of %s, but is '%s'"
				.formatted(List.of("reload", "promote", "rollback", "suspend", "resume"), action));
		}
	}

	private static Map<String, Object> summary(WasmModuleDetails details) {
		Map<String, Object> summary = new LinkedHashMap<>();
		summary.put("backend", details.backend());
		put("digest", details.digest(), summary);
		summary.put("state", details.state());
		summary.put("version", details.version());
		summary.put("instances", Map.of("active", details.activeInstances(), "idle", details.idleInstances()));
		return summary;
	}

	private static @Nullable Map<String, Object> describe(WasmModuleCode code) {
		return (code == WasmModuleCode.UNKNOWN) ? null
				: Map.of("methods", code.methods(), "largestMethod", code.largestMethod(), "slowFunctions",
						code.slowFunctions().stream().map(SlowFunction::toString).toList());
	}

	private static Map<String, String> describe(WasmExport export) {
		return Map.of("name", export.name(), "kind", export.kind().toString(), "type", export.type().toString());
	}

	private static Map<String, String> describe(WasmImport wanted) {
		return Map.of("module", wanted.module(), "name", wanted.name(), "kind", wanted.kind().toString(), "type",
				wanted.type().toString());
	}

	private static @Nullable String messageOf(@Nullable Throwable failure) {
		return (failure != null) ? failure.getMessage() : null;
	}

	private static void put(String key, @Nullable Object value, Map<String, Object> map) {
		if (value != null) {
			map.put(key, value);
		}
	}

	/**
	 * What somebody did to a module.
	 *
	 * @param user who it was
	 * @param module the name of the module
	 * @param action what was done
	 * @param digest the digest of the version that serves afterwards
	 * @param successful whether it succeeded
	 */
	public record ModuleAction(String user, String module, String action, String digest, boolean successful) {
	}

}
