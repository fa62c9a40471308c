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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.backend.chicory.ChicoryWasi;
import io.github.wasmspring.wasi.WasiDirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that each function of WASI whose work a guest or a directory chooses looks for an
 * interrupt, which is how a timeout ends a call.
 */
@EveryBackend
class WasiInterruptTests {

	@TempDir
	private Path directory;

	private final AtomicReference<BackendImports> imports = new AtomicReference<>();

	private WasiGuest guest;

	@BeforeEach
	void prepare() throws IOException {
		Files.writeString(Files.createDirectory(this.directory.resolve("d")).resolve("file"), "content");
		this.guest = WasiGuest.reactor("wasi_hostile", Backends.current(),
				new ChicoryWasi().open("wasi_hostile",
						WasiGuest.settings(List.of(new WasiDirectory("/data", this.directory, false)))),
				(functions) -> {
					this.imports.set(functions);
					return functions;
				});
	}

	@AfterEach
	void close() {
		this.guest.close();
	}

	/**
	 * Arguments are numbers, or names of what is put into memory: {@code path} and its
	 * length, a place for results, and two vectors, subscriptions or times.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "fd_readdir | 3 content 1000 0 result", "fd_read | file vectors 2 result",
			"fd_pread | file vectors 2 0 result", "fd_write | file vectors 2 result",
			"fd_pwrite | file vectors 2 0 result", "fd_write | 1 vectors 2 result", "random_get | content 1000",
			"poll_oneoff | clock content 1 result", "path_open | 3 0 path 6 0 2 2 0 result",
			"path_create_directory | 3 path 6", "path_remove_directory | 3 path 6", "path_unlink_file | 3 path 6",
			"path_rename | 3 path 6 3 path 6", "path_readlink | 3 path 6 content 100 result",
			"path_filestat_get | 3 0 path 6 content", "path_filestat_set_times | 3 0 path 6 0 0 5" })
	void functionShouldEndWhenTheThreadIsInterrupted(String function, String arguments) {
		long file = open();
		long[] values = Arrays.stream(arguments.split(" ")).mapToLong((argument) -> value(argument, file)).toArray();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> call(function, values));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.directory.resolve("d/file")).hasContent("content");
	}

	@Test
	void functionsShouldWorkOtherwise() {
		long file = open();
		assertThat(call("fd_readdir", 3, value("content", 0), 1000, 0, value("result", 0))).isZero();
		assertThat(call("fd_read", file, value("vectors", 0), 2, value("result", 0))).isZero();
		assertThat(call("random_get", value("content", 0), 1000)).isZero();
		assertThat(call("path_filestat_get", 3, 0, value("path", 0), 6, value("content", 0))).isZero();
	}

	private long open() {
		assertThat(call("path_open", 3, 0, value("path", 0), 6, 0, 66, 66, 0, value("result", 0))).isZero();
		return memory().readInt((int) value("result", 0));
	}

	private long value(String argument, long file) {
		int scratch = (int) this.guest.call("second_path");
		switch (argument) {
			case "path":
				memory().write((int) this.guest.call("first_path"), "d/file".getBytes(), 0, 6);
				return this.guest.call("first_path");
			case "content":
				return this.guest.call("get_content");
			case "result":
				return scratch;
			case "vectors":
				for (int i = 0; i < 2; i++) {
					memory().writeInt(scratch + 64 + i * 8, (int) this.guest.call("get_content"));
					memory().writeInt(scratch + 64 + i * 8 + 4, 3);
				}
				return scratch + 64;
			case "clock":
				memory().write(scratch + 128, new byte[48], 0, 48);
				memory().writeLong(scratch + 128 + 24, -1);
				return scratch + 128;
			case "file":
				return file;
			default:
				return Long.parseLong(argument);
		}
	}

	private BackendMemory memory() {
		return Objects.requireNonNull(this.guest.instance().getMemory("memory"));
	}

	private long call(String function, long... arguments) {
		BackendImports.Function found = Objects
			.requireNonNull(this.imports.get().functions().get(new BackendImports.Key(WasiProvider.MODULE, function)));
		try {
			return found.body().call(this.guest.instance(), arguments)[0];
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
