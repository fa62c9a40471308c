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

package io.github.wasmspring.backend.chicory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.DirectoryIteratorException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.ChicoryException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.GuestExit;
import io.github.wasmspring.backend.WasiContext;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.wasi.GuestOutputs;
import io.github.wasmspring.wasi.Sandbox;
import io.github.wasmspring.wasi.SandboxDirectory;
import io.github.wasmspring.wasi.SandboxException;
import io.github.wasmspring.wasi.WasiError;
import io.github.wasmspring.wasi.WasiSettings;
import io.github.wasmspring.wasi.WasiStreams;

/**
 * Chicory's WASI for one instance. Whatever goes wrong is an error number for the guest;
 * no exception but the two that end it gets out.
 */
final class ChicoryWasiContext implements WasiContext {

	private static final Log logger = LogFactory.getLog(ChicoryWasiContext.class);

	private static final Random RANDOM = new SecureRandom();

	private final WasiMemory memory = new WasiMemory();

	private final OutputStream stdout;

	private final OutputStream stderr;

	private final Sandbox sandbox;

	private final WasiDescriptors descriptors;

	private final BackendImports imports;

	private Supplier<@Nullable String> running = () -> null;

	private boolean closed;

	/**
	 * Create a context.
	 * @param streams what the instance sees for a single run, or {@code null}
	 */
	ChicoryWasiContext(String module, WasiSettings settings, WasmErrorContext context, ModuleLog log, Sandbox sandbox,
			@Nullable WasiStreams streams) {
		ModuleLog guest = log.withFunction(() -> this.running.get());
		List<SandboxDirectory> directories = sandbox.use();
		this.sandbox = sandbox;
		OutputStream error = GuestOutputs.stderr(settings, context, guest);
		this.stdout = (streams != null) ? streams.output() : GuestOutputs.stdout(settings, context, guest);
		this.stderr = (streams != null) ? new BothOutputs(streams.error(), error) : error;
		this.descriptors = new WasiDescriptors((streams != null) ? streams.input() : InputStream.nullInputStream(),
				this.stdout, this.stderr, directories);
		WasiPreview1 wasi = WasiPreview1.builder()
			.withLogger(SilentLogger.INSTANCE)
			.withOptions(options(module, settings))
			.build();
		this.imports = imports(new WasiFunctions(wasi, this.memory, this.descriptors));
	}

	private static WasiOptions options(String module, WasiSettings settings) {
		List<String> arguments = new ArrayList<>(List.of(module));
		arguments.addAll(settings.arguments());
		WasiOptions.Builder options = WasiOptions.builder().withArguments(arguments).withRandom(RANDOM);
		settings.environment().forEach(options::withEnvironment);
		return options.build();
	}

	private BackendImports imports(WasiFunctions functions) {
		Map<BackendImports.Key, BackendImports.Function> imports = new HashMap<>();
		functions.all()
			.forEach((name, function) -> imports.put(new BackendImports.Key(WasiProvider.MODULE, name),
					new BackendImports.Function(function.type(),
							(caller, arguments) -> call(function.body(), caller, arguments))));
		return new BackendImports(imports);
	}

	@Override
	public BackendImports imports() {
		return this.imports;
	}

	@Override
	public void setFunction(Supplier<@Nullable String> function) {
		this.running = function;
	}

	private long[] call(WasiFunctions.Body body, BackendInstance caller, long[] arguments) {
		this.memory.attach(caller);
		try {
			return body.call(arguments);
		}
		catch (WasiExitException ex) {
			throw new GuestExit(ex.exitCode());
		}
		catch (CancellationException ex) {
			throw ex;
		}
		catch (IOException ex) {
			return WasiFunctions.error(WasiError.of(ex));
		}
		catch (RuntimeException ex) {
			return WasiFunctions.error(errorOf(ex));
		}
		finally {
			this.memory.detach();
		}
	}

	private static WasiError errorOf(RuntimeException failure) {
		if (failure instanceof WasiFault fault) {
			return fault.error();
		}
		if (failure instanceof SandboxException sandboxFailure) {
			return sandboxFailure.getError();
		}
		if (failure instanceof NonReadableChannelException || failure instanceof NonWritableChannelException) {
			return WasiError.BAD_DESCRIPTOR;
		}
		if (failure instanceof UncheckedIOException || failure instanceof DirectoryIteratorException) {
			return WasiError.IO;
		}
		if (failure instanceof IllegalArgumentException) {
			return WasiError.INVALID;
		}
		if (failure instanceof UnsupportedOperationException) {
			return WasiError.NOT_SUPPORTED;
		}
		return errorOfChicory(failure);
	}

	/**
	 * Chicory says by a {@link WasmRuntimeException} what it has not implemented, and by
	 * a plain {@link ChicoryException} that the thread has been interrupted.
	 */
	private static WasiError errorOfChicory(RuntimeException failure) {
		if (failure instanceof WasmRuntimeException) {
			return WasiError.NOT_IMPLEMENTED;
		}
		if (failure instanceof ChicoryException) {
			Thread.currentThread().interrupt();
			throw new CancellationException("The guest was interrupted while it waits");
		}
		throw failure;
	}

	@Override
	public void callEnded() {
		try {
			this.stdout.flush();
			this.stderr.flush();
		}
		catch (IOException | RuntimeException ex) {
			// what writes the log does not fail the call
			logger.debug("Output of a guest cannot be written", ex);
		}
	}

	@Override
	public void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		try (this.sandbox; this.stdout; this.stderr) {
			this.descriptors.closeAll();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
