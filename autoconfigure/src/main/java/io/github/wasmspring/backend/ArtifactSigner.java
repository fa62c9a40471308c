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

/**
 * Signs compiled modules with a key that only those who may exchange them know. Compiled
 * modules are code, so what comes from outside of the virtual machine is read only after
 * its signature was verified. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface ArtifactSigner {

	/**
	 * Sign content.
	 * @param content the content, complete with all that it depends on
	 * @return the signature, 1 to 65,536 bytes; the same content always has the same one
	 */
	byte[] sign(byte[] content);

	/**
	 * Verify a signature in a time that does not depend on what differs.
	 * @param content the content
	 * @param signature what is said to be its signature
	 * @return whether {@link #sign(byte[])} returns that signature for the content
	 */
	boolean verify(byte[] content, byte[] signature);

	/**
	 * Return whether the key outlives the application, so that what is signed today can
	 * be verified tomorrow.
	 * @return {@code false} if the key was made for this run of the application
	 */
	default boolean isPersistent() {
		return true;
	}

}
