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

import java.nio.file.Path;

import org.springframework.util.Assert;

/**
 * Directory of the host that a guest finds under a path of its own ("preopened").
 *
 * @param guest the path that the guest sees, for example {@code /data}
 * @param host the directory of the host
 * @param readOnly whether the guest can change nothing in it
 * @since 0.1.0
 */
public record WasiDirectory(String guest, Path host, boolean readOnly) {

	/**
	 * Create a new directory.
	 * @param guest the path that the guest sees
	 * @param host the directory of the host
	 * @param readOnly whether the guest can change nothing in it
	 */
	public WasiDirectory {
		Assert.hasText(guest, "'guest' must not be empty");
		Assert.isTrue(guest.indexOf('\0') < 0, "'guest' must not contain NUL");
		Assert.notNull(host, "'host' must not be null");
	}

}
