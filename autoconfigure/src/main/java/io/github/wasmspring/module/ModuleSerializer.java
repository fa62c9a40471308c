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

package io.github.wasmspring.module;

import java.io.IOException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.artifact.SignedContent;

/**
 * Serializes compiled modules and loads them again. They are signed.
 */
final class ModuleSerializer {

	private static final int JAVA_VERSION = Runtime.version().feature();

	private final Supplier<? extends @Nullable ArtifactSigner> signer;

	/**
	 * Create a new instance.
	 * @param signer returns what signs, or {@code null} if there is nothing; it is asked
	 * when something is serialized or read
	 */
	ModuleSerializer(Supplier<? extends @Nullable ArtifactSigner> signer) {
		this.signer = signer;
	}

	private @Nullable SignedContent signed() {
		ArtifactSigner signer = this.signer.get();
		return (signer != null && signer.isPersistent()) ? new SignedContent(signer) : null;
	}

	/**
	 * Serialize a compiled module.
	 * @param definition what the module was loaded by
	 * @param backend the backend that compiled it
	 * @param compiled the compiled module
	 * @param digest digest of its binary
	 * @throws UnsupportedOperationException if the backend has no compiled form
	 * @throws IllegalStateException if there is no secret to sign with
	 */
	byte[] serialize(WasmModuleDefinition definition, WasmBackend backend, BackendModule compiled, String digest) {
		WasmErrorContext context = definition.context(backend.getId());
		BackendArtifacts artifacts = backend.getArtifacts();
		if (artifacts == null) {
			throw new UnsupportedOperationException(WasmText
				.of("%s: modules of this backend have no compiled form that could be serialized. %s", context,
						alternative(backend.getId()))
				.render(context));
		}
		SignedContent signed = signed();
		if (signed == null) {
			throw new IllegalStateException(WasmText
				.of("%s: serialized modules are signed, but there is no secret. Make one with 'openssl rand -base64 32', and set %s to it.",
						context, WasmSetting.CACHE_SECRET)
				.render(context));
		}
		SerializedModule module = new SerializedModule(backend.getId(), artifacts.getFormat(), JAVA_VERSION, digest,
				definition.instances().maxMemoryPages(), definition.limits().tableElements(),
				artifacts.write(compiled));
		return signed.sign(module.toBytes());
	}

	/**
	 * Return what to do instead of serializing a module of a backend.
	 */
	private static WasmText alternative(String backend) {
		WasmText instead = switch (backend) {
			case "wasmtime" -> WasmText.of("; to keep what this backend compiles between starts, set %s instead",
					WasmSetting.CACHE_DIRECTORY);
			case "chicory-interpreter" -> WasmText
				.of("; this backend needs no compiled form, let %s point to the .wasm file", WasmSetting.LOCATION);
			default -> WasmText.of(", or implement WasmBackend.getArtifacts()");
		};
		return WasmText.of("Set %s to serialize it%s.", WasmSetting.BACKEND.assigning("chicory"), instead);
	}

	/**
	 * Read a serialized module, whose code is not loaded yet.
	 * @throws WasmLoadException if it is not signed by the secret, or was compiled for
	 * something else
	 */
	SerializedModule read(WasmModuleDefinition definition, byte[] bytes) {
		byte[] content = verify(definition, bytes);
		try {
			return SerializedModule.of(content);
		}
		catch (IOException ex) {
			throw new WasmLoadException(
					Reason.UNSUPPORTED, definition.context(null), WasmText
						.of("%s is a serialized module of an unknown layout", LocationText.of(definition.location())),
					recompile(), ex);
		}
	}

	private byte[] verify(WasmModuleDefinition definition, byte[] bytes) {
		WasmErrorContext context = definition.context(null);
		SignedContent signed = signed();
		if (signed == null) {
			throw new WasmLoadException(Reason.UNTRUSTED, context,
					WasmText.of(
							"%s is a serialized module, which is code, and there is no secret to verify its signature",
							LocationText.of(definition.location())),
					WasmText.of("Set %s as in the application that serialized it, or let %s point to the .wasm file.",
							WasmSetting.CACHE_SECRET, WasmSetting.LOCATION),
					null);
		}
		byte[] content;
		try {
			content = signed.verify(bytes);
		}
		catch (RuntimeException ex) {
			throw new WasmLoadException(Reason.UNTRUSTED, context,
					WasmText.of("%s is a serialized module whose signature cannot be verified: %s",
							LocationText.of(definition.location()), ex),
					WasmText.of("Correct the ArtifactSigner bean, or let %s point to the .wasm file.",
							WasmSetting.LOCATION),
					ex);
		}
		if (content == null) {
			throw new WasmLoadException(Reason.UNTRUSTED, context, WasmText.of(
					"%s is a serialized module whose signature is wrong: it was changed or cut off, or signed with another secret",
					LocationText.of(definition.location())),
					WasmText.of("Copy it again, and set the %s of the application that serialized it.",
							WasmSetting.CACHE_SECRET),
					null);
		}
		return content;
	}

	/**
	 * Load the code of a module that was read.
	 * @throws WasmLoadException if it was compiled for something else or is damaged
	 */
	BackendModule load(WasmModuleDefinition definition, WasmBackend backend, SerializedModule module) {
		BackendArtifacts artifacts = backend.getArtifacts();
		if (artifacts == null || !module.backend().equals(backend.getId())) {
			throw unsupported(definition,
					"%s was compiled for the backend '%s'".formatted(LocationText.of(definition.location()),
							module.backend()),
					WasmText.of("Set %s, or let %s point to the .wasm file.",
							WasmSetting.BACKEND.assigning(module.backend()), WasmSetting.LOCATION));
		}
		if (!module.format().equals(artifacts.getFormat()) || module.javaVersion() != JAVA_VERSION) {
			throw unsupported(definition,
					"%s was compiled for '%s' and Java %d, but this is '%s' and Java %d".formatted(
							LocationText.of(definition.location()), module.format(), module.javaVersion(),
							artifacts.getFormat(), JAVA_VERSION),
					recompile());
		}
		checkLimit(definition, "memory of up to %d pages", module.memoryPages(),
				definition.instances().maxMemoryPages(), WasmSetting.MAX_MEMORY);
		checkLimit(definition, "tables of up to %d elements", module.tableElements(),
				definition.limits().tableElements(), WasmSetting.MAX_TABLE_ELEMENTS);
		return artifacts.read(definition.name(), module.artifact());
	}

	/**
	 * Refuse what was compiled for a higher limit, which is part of the code. What was
	 * compiled for a lower one keeps to that.
	 */
	private static void checkLimit(WasmModuleDefinition definition, String what, int serialized, int limit,
			WasmSetting setting) {
		if (serialized > limit) {
			throw new WasmLoadException(Reason.LIMIT_EXCEEDED, definition.context(definition.backend()),
					WasmText.of("%s was serialized with %s, but at most %d are allowed",
							LocationText.of(definition.location()), what.formatted(serialized), limit),
					WasmText.of(
							"Set %s to what it was when the module was serialized, or serialize it again with the lower limit.",
							setting),
					null);
		}
	}

	private static WasmLoadException unsupported(WasmModuleDefinition definition, String fact, WasmText remedy) {
		return new WasmLoadException(Reason.UNSUPPORTED, definition.context(definition.backend()), WasmText.of(fact),
				remedy, null);
	}

	private static WasmText recompile() {
		return WasmText.of(
				"Serialize the module again with the versions that run here, or let %s point to the .wasm file.",
				WasmSetting.LOCATION);
	}

}
