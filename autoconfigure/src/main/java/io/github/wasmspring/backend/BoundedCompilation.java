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

package io.github.wasmspring.backend;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Backend that leaves its caller waiting no longer than a binary may take to compile. A
 * compilation that nobody waits for any more goes to the next who asks for the same.
 */
final class BoundedCompilation implements WasmBackend {

	private final WasmBackend backend;

	private final CompilationThreads threads;

	private final HeapReserve heap;

	/**
	 * Compilations that go on although nobody waits for them, by the digest of what they
	 * compile.
	 */
	private final ConcurrentMap<String, Compilation<BackendModule>> abandoned = new ConcurrentHashMap<>();

	BoundedCompilation(WasmBackend backend, CompilationThreads threads, HeapReserve heap) {
		this.backend = backend;
		this.threads = threads;
		this.heap = heap;
	}

	@Override
	public String getId() {
		return this.backend.getId();
	}

	@Override
	public Set<WasmFeature> getFeatures() {
		return this.backend.getFeatures();
	}

	@Override
	public @Nullable String getVersion() {
		return this.backend.getVersion();
	}

	@Override
	public boolean requiresTrust() {
		return this.backend.requiresTrust();
	}

	@Override
	public @Nullable String getInterpreterId() {
		return this.backend.getInterpreterId();
	}

	@Override
	public long estimateHeap(WasmBinary binary) {
		return this.backend.estimateHeap(binary);
	}

	@Override
	public @Nullable BackendArtifacts getArtifacts() {
		return this.backend.getArtifacts();
	}

	@Override
	public BackendModule load(WasmBinary binary) {
		WasmBinary running = binary.withCompileTimeRunning();
		String digest = running.getContentDigest();
		Compilation<BackendModule> compilation = this.abandoned.remove(digest);
		if (compilation == null || !compilation.adopt()) {
			compilation = new Compilation<>(() -> this.backend.load(binary), BackendModule::close);
			start(running, compilation);
		}
		try {
			return await(running, compilation);
		}
		catch (WasmLoadException ex) {
			abandon(digest, compilation);
			throw ex.withModule(binary.getName());
		}
	}

	/**
	 * Let others wait for a compilation that goes on, whose time may be longer.
	 */
	private void abandon(String digest, Compilation<BackendModule> compilation) {
		this.abandoned.put(digest, compilation);
		if (compilation.hasEnded()) {
			this.abandoned.remove(digest, compilation);
		}
	}

	private void start(WasmBinary binary, Compilation<?> compilation) {
		long heap = checkHeap(binary);
		try {
			if (!this.heap.acquire(heap, binary.getCompileTimeLeft())) {
				throw failure(Reason.COMPILE_TIMEOUT, binary,
						"it was not compiled within %d ms, since the modules %s left no heap for that"
							.formatted(binary.getCompileTime().toMillis(), this.threads.busyWith()),
						WasmText.of("Give the Java virtual machine a larger heap (-Xmx), or raise %s.",
								WasmSetting.COMPILE_TIMEOUT));
			}
			start(binary, compilation, heap);
		}
		catch (InterruptedException ex) {
			throw interrupted(binary);
		}
	}

	/**
	 * Return how much heap the load may take.
	 * @throws WasmLoadException if there is not that much
	 */
	private long checkHeap(WasmBinary binary) {
		long heap = this.backend.estimateHeap(binary);
		long most = this.heap.capacityFor(heap);
		if (heap > most) {
			throw failure(Reason.LIMIT_EXCEEDED, binary,
					"it may take %d MB of heap to load it, but only %d MB are there for that".formatted(heap >> 20,
							most >> 20),
					WasmText.of(
							"Give the Java virtual machine a larger heap (-Xmx), or run the module on another backend by %s.",
							WasmSetting.BACKEND));
		}
		return heap;
	}

	/**
	 * Start on a thread that returns the heap when it has ended.
	 */
	private void start(WasmBinary binary, Compilation<?> compilation, long heap) {
		boolean started = false;
		try {
			if (!this.threads.acquire(binary.getCompileTimeLeft())) {
				throw failure(Reason.COMPILE_TIMEOUT, binary,
						"it was not compiled within %d ms, since all threads for that were busy with the modules %s"
							.formatted(binary.getCompileTime().toMillis(), this.threads.busyWith()),
						WasmText.of("Remove or limit the modules that take so long, or raise %s.",
								WasmSetting.COMPILE_TIMEOUT));
			}
			this.threads.run(binary.getName(), () -> {
				try {
					compilation.run();
					this.abandoned.values().remove(compilation);
				}
				finally {
					this.heap.release(heap);
				}
			});
			started = true;
		}
		catch (InterruptedException ex) {
			throw interrupted(binary);
		}
		catch (RejectedExecutionException ex) {
			throw new IllegalStateException(
					"%s: it cannot be compiled any more, because the application is being closed"
						.formatted(WasmErrorContext.of(binary.getName(), getId())),
					ex);
		}
		finally {
			if (!started) {
				this.heap.release(heap);
			}
		}
	}

	private <T> T await(WasmBinary binary, Compilation<T> compilation) {
		try {
			return compilation.await(binary.getCompileTimeLeft(),
					() -> binary.compileTimeExceeded(getId(), this.heap.isShort()));
		}
		catch (InterruptedException ex) {
			throw interrupted(binary);
		}
	}

	private WasmLoadException interrupted(WasmBinary binary) {
		Thread.currentThread().interrupt();
		return failure(Reason.INTERRUPTED, binary, "the thread was interrupted while the module was compiled", null);
	}

	private WasmLoadException failure(Reason reason, WasmBinary binary, String fact, @Nullable WasmText remedy) {
		return new WasmLoadException(reason, WasmErrorContext.of(binary.getName(), getId()), WasmText.of(fact), remedy,
				null);
	}

}
