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

package io.github.wasmspring.fuzz;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.ForkedJvm;

/**
 * Runs a {@link FuzzWorker}, and a new one after each failure. A case that takes it down
 * is saved.
 */
final class FuzzProcess {

	private static final FuzzProcess SHARED = new FuzzProcess(Path.of("target/fuzz"));

	private final Path directory;

	private @Nullable ForkedJvm machine;

	private @Nullable ObjectOutputStream cases;

	private @Nullable ObjectInputStream answers;

	FuzzProcess(Path directory) {
		this.directory = directory.toAbsolutePath();
	}

	static FuzzProcess shared() {
		return SHARED;
	}

	synchronized boolean run(FuzzCase fuzzCase) {
		Object answer;
		try {
			answer = WatchedRun.of(fuzzCase, WatchedRun.LIMIT.multipliedBy(4), () -> ask(fuzzCase));
		}
		catch (AssertionError ex) {
			throw failure(fuzzCase, "takes the virtual machine down, or keeps it from answering", ex);
		}
		if (answer instanceof Boolean result) {
			return result;
		}
		throw failure(fuzzCase, String.valueOf(answer), null);
	}

	private Object ask(FuzzCase fuzzCase) {
		try {
			if (this.cases == null || this.answers == null) {
				start();
			}
			this.cases.writeObject(fuzzCase);
			this.cases.reset();
			this.cases.flush();
			return this.answers.readObject();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void start() throws IOException {
		Files.createDirectories(this.directory);
		List<String> options = List.of("-ea", "-Dfuzz.slowness=" + Integer.getInteger("fuzz.slowness", 1));
		this.machine = ForkedJvm.converse(this.directory, options, FuzzWorker.class);
		this.cases = new ObjectOutputStream(this.machine.input());
		this.cases.flush();
		this.answers = new ObjectInputStream(this.machine.output());
	}

	private AssertionError failure(FuzzCase fuzzCase, String fact, @Nullable Throwable cause) {
		Path file = this.directory.resolve("failure-%08x.txt".formatted(fuzzCase.hashCode()));
		try {
			stop();
			Files.writeString(file, fuzzCase + "\n" + fact + "\n");
			if (fuzzCase instanceof Mutant mutant) {
				Files.write(Path.of(file.toString().replace(".txt", ".wasm")), mutant.bytes());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String printed = (this.machine != null) ? this.machine.printed() : "";
		return new AssertionError("%s %s; see %s; it printed: %s".formatted(fuzzCase, fact, file, printed), cause);
	}

	/**
	 * End the process, which the next case replaces by another one.
	 */
	synchronized void stop() {
		this.cases = null;
		this.answers = null;
		if (this.machine != null) {
			this.machine.kill();
		}
	}

}
