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

package io.github.wasmspring.backend.wasmtime;

import java.lang.ref.Cleaner;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.FeatureCheck;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.artifact.SignedArtifacts;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Runs modules on wasmtime, which compiles them to machine code.
 *
 * @since 0.1.0
 */
public final class WasmtimeBackend implements WasmBackend, AutoCloseable {

	/**
	 * Id of the backend.
	 */
	public static final String ID = "wasmtime";

	/**
	 * What the backend can run.
	 */
	public static final Set<WasmFeature> FEATURES = Set.of(WasmFeature.VECTORS);

	private final WasmtimeSettings settings;

	private final @Nullable SignedArtifacts artifacts;

	private @Nullable WasmtimeEngine engine;

	private Cleaner.@Nullable Cleanable cleanable;

	private boolean closed;

	/**
	 * Create a backend with an engine of its own, which compiles modules each time. Needs
	 * wasmtime-java on the class path. Nothing native is loaded before the first module
	 * is.
	 * @param settings the settings
	 */
	public WasmtimeBackend(WasmtimeSettings settings) {
		this(settings, null);
	}

	/**
	 * Create a backend with an engine of its own, which keeps what it compiles. Needs
	 * wasmtime-java on the class path. Nothing native is loaded before the first module
	 * is.
	 * @param settings the settings
	 * @param artifacts keeps what is compiled on this machine, or {@code null}
	 */
	public WasmtimeBackend(WasmtimeSettings settings, @Nullable SignedArtifacts artifacts) {
		Assert.notNull(settings, "'settings' must not be null");
		this.settings = settings;
		this.artifacts = artifacts;
	}

	@Override
	public String getId() {
		return ID;
	}

	@Override
	public String getVersion() {
		return WasmtimePlatform.ENGINE_VERSION + " by wasmtime-java " + WasmtimePlatform.VERSION;
	}

	@Override
	public BackendModule load(WasmBinary binary) {
		FeatureCheck.verify(binary, this);
		return WasmtimeModule.load(engine(binary.getName()), binary.getName(), binary.getModule());
	}

	private synchronized WasmtimeEngine engine(String module) {
		if (this.closed) {
			throw new IllegalStateException("The backend '%s' is closed".formatted(ID));
		}
		WasmtimeEngine engine = this.engine;
		if (engine == null) {
			WasmtimeLibrary.load(module, this.settings.libraryDirectory());
			engine = new WasmtimeEngine(this.settings, this.artifacts);
			this.cleanable = Cleaning.register(this, engine::release);
			this.engine = engine;
		}
		return engine;
	}

	@Override
	public Set<WasmFeature> getFeatures() {
		return FEATURES;
	}

	@Override
	public boolean requiresTrust() {
		return true;
	}

	/**
	 * Release the engine once the last of its modules and instances is closed. No more
	 * modules can be loaded.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.cleanable != null) {
			this.cleanable.clean();
		}
	}

}
