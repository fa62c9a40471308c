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

import java.util.List;

import io.github.wasmspring.wasi.WasiDirectory;
import io.github.wasmspring.wasi.WasiStreams;

/**
 * What all instances of one module see of the system: directories are held open here, so
 * that each instance gets the same ones.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WasiContexts extends AutoCloseable {

	/**
	 * Open what one instance sees of the system. The caller closes it after the instance.
	 * @return a new context, for one instance only
	 */
	WasiContext open();

	/**
	 * Open what an instance sees of the system that is made for a single run.
	 * @param streams what it sees for that run only
	 * @return a new context, for one instance only
	 */
	default WasiContext open(WasiStreams streams) {
		throw new UnsupportedOperationException("This implementation of WASI runs no commands");
	}

	/**
	 * Return the directories that are held.
	 * @return the directories, with their real paths
	 */
	default List<WasiDirectory> getDirectories() {
		return List.of();
	}

	/**
	 * Open no more contexts. Those that are open can still be used.
	 */
	@Override
	default void close() {
	}

}
