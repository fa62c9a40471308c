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

package io.github.wasmspring.wasi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.util.Assert;

/**
 * The directories that the instances of one module may use. They are opened once, and
 * held until the last user closes the sandbox.
 *
 * @since 0.1.0
 */
public final class Sandbox implements AutoCloseable {

	private final List<SandboxRoot> roots;

	private final AtomicInteger users = new AtomicInteger(1);

	private Sandbox(List<SandboxRoot> roots) {
		this.roots = List.copyOf(roots);
	}

	/**
	 * Open directories. Symbolic links that lead to them are followed now, and never
	 * again.
	 * @param directories the directories
	 * @param budget descriptors that guests may keep open
	 * @return a new sandbox, with one user
	 * @throws UncheckedIOException if a directory is missing or not a directory
	 */
	public static Sandbox open(List<WasiDirectory> directories, DescriptorBudget budget) {
		return open(directories, budget, HostDirectory::open);
	}

	static Sandbox open(List<WasiDirectory> directories, DescriptorBudget budget, HostDirectoryOpener opener) {
		Assert.notNull(directories, "'directories' must not be null");
		Assert.notNull(budget, "'budget' must not be null");
		List<SandboxRoot> roots = new ArrayList<>();
		try {
			for (WasiDirectory directory : directories) {
				roots.add(open(directory, budget, opener));
			}
		}
		catch (RuntimeException | Error ex) {
			roots.forEach((root) -> root.directory().closeAfter(ex));
			throw ex;
		}
		return new Sandbox(roots);
	}

	private static SandboxRoot open(WasiDirectory directory, DescriptorBudget budget, HostDirectoryOpener opener) {
		try {
			Path real = directory.host().toRealPath();
			HostDirectory opened = opener.open(real);
			try {
				if (!opened.attributes(null).isDirectory()) {
					throw new NotDirectoryException(real.toString());
				}
				return new SandboxRoot(directory.guest(), opened, directory.readOnly(), budget);
			}
			catch (IOException | RuntimeException | Error ex) {
				opened.closeAfter(ex);
				throw ex;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The directory '%s' for the guest's '%s' cannot be opened"
				.formatted(directory.host(), directory.guest()), ex);
		}
	}

	/**
	 * Return what is held.
	 * @return the directories, with the real path that each had when it was opened
	 */
	public List<WasiDirectory> getDirectories() {
		return this.roots.stream()
			.map((root) -> new WasiDirectory(root.guest(), root.path(), root.readOnly()))
			.toList();
	}

	/**
	 * Add a user, who closes the sandbox, too.
	 * @return the directories, as one instance uses them
	 * @throws IllegalStateException if the last user has closed the sandbox
	 */
	public List<SandboxDirectory> use() {
		Assert.state(this.users.getAndUpdate((count) -> (count > 0) ? count + 1 : 0) > 0, "The sandbox is closed");
		return this.roots.stream().map(SandboxDirectory::new).toList();
	}

	/**
	 * Remove a user, and close the directories after the last one.
	 */
	@Override
	public void close() {
		if (this.users.decrementAndGet() == 0) {
			close(this.roots);
		}
	}

	private static void close(List<SandboxRoot> roots) {
		IOException failure = null;
		for (SandboxRoot root : roots) {
			try {
				root.directory().close();
			}
			catch (IOException ex) {
				if (failure != null) {
					ex.addSuppressed(failure);
				}
				failure = ex;
			}
		}
		if (failure != null) {
			throw new UncheckedIOException(failure);
		}
	}

	/**
	 * Opens the root of a sandbox.
	 */
	@FunctionalInterface
	interface HostDirectoryOpener {

		HostDirectory open(Path root) throws IOException;

	}

}
