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

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.attribute.FileTime;

import org.jspecify.annotations.Nullable;

/**
 * A file or directory that a guest has open.
 *
 * @since 0.1.0
 */
public interface SandboxNode extends Closeable {

	/**
	 * Return the attributes.
	 * @return the attributes as they are now
	 * @throws IOException if they cannot be read
	 */
	SandboxAttributes attributes() throws IOException;

	/**
	 * Set the times.
	 * @param modified the time of the last change, or {@code null} to keep it
	 * @param accessed the time of the last access, or {@code null} to keep it
	 * @throws IOException if they cannot be set
	 * @throws SandboxException if the directory is read-only
	 */
	void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed) throws IOException;

}
