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

package io.github.wasmspring.binary;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.ForkedJvm;

/**
 * The virtual machine of {@link WasmtimeRuns}, which is replaced when it dies.
 */
final class ForkedWasmtime implements AutoCloseable {

	private final Path directory;

	private @Nullable ForkedJvm machine;

	private @Nullable DataOutputStream requests;

	private @Nullable DataInputStream answers;

	ForkedWasmtime(Path directory) {
		this.directory = directory.toAbsolutePath();
	}

	/**
	 * Compile a module.
	 */
	RunOutcome compile(byte[] module) {
		return ask(module, null);
	}

	/**
	 * Compile a module, and run functions of it.
	 */
	RunOutcome run(byte[] module, List<Integer> functions) {
		return ask(module, functions);
	}

	private synchronized RunOutcome ask(byte[] module, @Nullable List<Integer> functions) {
		try {
			if (this.requests == null || this.answers == null) {
				start();
			}
			this.requests.writeInt(module.length);
			this.requests.write(module);
			this.requests.writeInt((functions != null) ? functions.size() : -1);
			if (functions != null) {
				for (int function : functions) {
					this.requests.writeInt(function);
				}
			}
			this.requests.flush();
			return RunOutcome.read(this.answers);
		}
		catch (IOException ex) {
			close();
			return RunOutcome.refused("it takes the virtual machine down, which printed: " + printed());
		}
	}

	private void start() throws IOException {
		Files.createDirectories(this.directory);
		this.machine = ForkedJvm.converse(this.directory, List.of(), WasmtimeRuns.class);
		this.requests = new DataOutputStream(new BufferedOutputStream(this.machine.input()));
		this.answers = new DataInputStream(new BufferedInputStream(this.machine.output()));
	}

	private String printed() {
		return (this.machine != null) ? this.machine.printed() : "";
	}

	@Override
	public synchronized void close() {
		this.requests = null;
		this.answers = null;
		if (this.machine != null) {
			this.machine.kill();
		}
	}

}
