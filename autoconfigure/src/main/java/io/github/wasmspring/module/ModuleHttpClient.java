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

package io.github.wasmspring.module;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Asks web servers for modules. What a download may take, and which redirects it follows,
 * is not the client's business: it follows none.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ModuleHttpClient {

	/**
	 * Send a {@code GET} request. The calling thread is interrupted when the download
	 * takes too long.
	 * @param uri the address, without user information
	 * @param headers headers of the request
	 * @param ownHost whether this is the host of the location, and no other one that it
	 * redirects to: that must not get what authorizes the application
	 * @return the response, whatever its status
	 * @throws IOException if there is no response
	 * @throws InterruptedException if the thread was interrupted
	 */
	Response get(URI uri, Map<String, String> headers, boolean ownHost) throws IOException, InterruptedException;

	/**
	 * Response of a server.
	 */
	interface Response extends Closeable {

		/**
		 * Return the status code.
		 * @return the status code
		 */
		int getStatus();

		/**
		 * Return the first value of a header.
		 * @param name its name, in any case
		 * @return the value, or {@code null} if there is none
		 */
		@Nullable String getHeader(String name);

		/**
		 * Return the body as the server sent it, or without its content encoding.
		 * @return the body, which the response closes
		 * @throws IOException if it cannot be read
		 */
		InputStream getBody() throws IOException;

	}

}
