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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.backend.chicory.WasiDescriptors.Node;
import io.github.wasmspring.wasi.DescriptorBudget;
import io.github.wasmspring.wasi.Sandbox;
import io.github.wasmspring.wasi.SandboxDirectory;
import io.github.wasmspring.wasi.SandboxOpening;
import io.github.wasmspring.wasi.WasiDirectory;
import io.github.wasmspring.wasi.WasiError;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WasiFiles}.
 */
class WasiFilesTests {

	@TempDir
	private Path directory;

	private Path file;

	private Sandbox sandbox;

	private WasiDescriptors descriptors;

	private WasiFiles files;

	@BeforeEach
	void open() throws IOException {
		this.file = Files.writeString(this.directory.resolve("file"), "0123456789");
		this.sandbox = Sandbox.open(List.of(new WasiDirectory("/data", this.directory, false)),
				new DescriptorBudget(100));
		this.descriptors = new WasiDescriptors(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
				OutputStream.nullOutputStream(), List.of());
		this.files = new WasiFiles(this.descriptors, new WasiMemory());
	}

	@AfterEach
	void close() throws IOException {
		this.descriptors.closeAll();
		this.sandbox.close();
		this.sandbox.close();
	}

	@Test
	void fileThatIsAppendedToShouldNotBeExtended() throws IOException {
		int fd = add(StandardOpenOption.APPEND, WasiDescriptors.APPEND);
		refuse(() -> this.files.setSize(fd, 1000));
		refuse(() -> this.files.allocate(fd, 0, 1000));
		assertThat(this.file).hasContent("0123456789");
		this.files.allocate(fd, 0, 10);
		this.files.setSize(fd, 4);
		assertThat(this.file).hasContent("0123");
	}

	@Test
	void fileThatIsWrittenShouldBeExtended() throws IOException {
		int fd = add(StandardOpenOption.WRITE, 0);
		this.files.setSize(fd, 1000);
		assertThat(this.file).hasSize(1000);
		this.files.allocate(fd, 1000, 1000);
		assertThat(this.file).hasSize(2000);
	}

	private int add(StandardOpenOption option, int flags) throws IOException {
		SandboxDirectory root = this.sandbox.use().get(0);
		return this.descriptors
			.add(new Node(root.open("file", new SandboxOpening(false, false, true, Set.of(option))), 0, flags));
	}

	private static void refuse(ThrowingCallable action) {
		assertThatExceptionOfType(WasiFault.class).isThrownBy(action)
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(WasiError.NOT_SUPPORTED));
	}

}
