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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What one instance sees of the system. Like an instance, it is used by one thread at a
 * time.
 *
 * @since 0.1.0
 */
public interface WasiContext extends AutoCloseable {

	/**
	 * Return the functions of {@link WasiProvider#MODULE}. Besides what a host function
	 * may throw, they throw a {@link GuestExit} when the guest ends itself.
	 * @return the functions
	 */
	BackendImports imports();

	/**
	 * Set what tells the exported function that the instance runs, which goes with what
	 * the guest writes to the log.
	 * @param function returns its name, or {@code null} if it is not known
	 */
	default void setFunction(Supplier<@Nullable String> function) {
	}

	/**
	 * The outermost call of the instance has ended. What the guest wrote since the last
	 * end of a line belongs to that call.
	 */
	default void callEnded() {
	}

	/**
	 * Close all descriptors, after what the guest wrote has been flushed.
	 */
	@Override
	void close();

}
