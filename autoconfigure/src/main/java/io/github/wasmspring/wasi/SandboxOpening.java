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

import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * How a guest wants something opened.
 *
 * @param follow whether a symbolic link at the end of the path is followed
 * @param directory whether it has to be a directory
 * @param write whether it is to be written
 * @param options how a file is opened
 * @since 0.1.0
 */
public record SandboxOpening(boolean follow, boolean directory, boolean write, Set<OpenOption> options) {

	private static final Set<OpenOption> READ_OPTIONS = Set.of(StandardOpenOption.READ, StandardOpenOption.SYNC,
			StandardOpenOption.DSYNC);

	/**
	 * Create a new opening.
	 * @param follow whether a symbolic link at the end of the path is followed
	 * @param directory whether it has to be a directory
	 * @param write whether it is to be written
	 * @param options how a file is opened
	 */
	public SandboxOpening {
		options = Set.copyOf(options);
	}

	/**
	 * Return whether the options change nothing.
	 */
	boolean isReadOnly() {
		return READ_OPTIONS.containsAll(this.options);
	}

	boolean creates() {
		return this.options.contains(StandardOpenOption.CREATE) || this.options.contains(StandardOpenOption.CREATE_NEW);
	}

}
