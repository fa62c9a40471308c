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

import java.io.IOException;
import java.net.HttpURLConnection;

/**
 * Signals that a server answered with another status than success.
 */
@SuppressWarnings("serial")
final class DownloadStatusException extends IOException {

	private final int status;

	DownloadStatusException(String server, int status) {
		super(server + " answered " + status);
		this.status = status;
	}

	/**
	 * Return whether the server wants to know who asks.
	 */
	boolean isRefusal() {
		return this.status == HttpURLConnection.HTTP_UNAUTHORIZED || this.status == HttpURLConnection.HTTP_FORBIDDEN;
	}

}
