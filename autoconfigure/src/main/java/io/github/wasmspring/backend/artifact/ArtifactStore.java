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

package io.github.wasmspring.backend.artifact;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the bytes of artifacts outside of the virtual machine. They are signed, so the
 * place need not be safe. A store that is not available or has no room keeps nothing and
 * says so in the log; if it throws an exception instead, that is logged, and modules are
 * compiled. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface ArtifactStore {

	/**
	 * Return the bytes of an artifact.
	 * @param id id of the artifact, lower-case letters and digits
	 * @return the bytes as somebody left them there, or {@code null} if there are none
	 */
	byte @Nullable [] get(String id);

	/**
	 * Keep the bytes of an artifact.
	 * @param id id of the artifact, lower-case letters and digits
	 * @param bytes the bytes
	 */
	void put(String id, byte[] bytes);

	/**
	 * Forget an artifact.
	 * @param id id of the artifact, lower-case letters and digits
	 */
	void remove(String id);

	/**
	 * Return where the store keeps an artifact, for messages.
	 * @param id id of the artifact
	 * @return a short description
	 */
	String describe(String id);

}
