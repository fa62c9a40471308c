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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits the paths of guests: names between slashes, whatever the host uses.
 */
final class SandboxPath {

	private SandboxPath() {
	}

	/**
	 * Return the names of a path below a directory, without {@code .} and {@code ..},
	 * which are removed without a look at the file system.
	 * @throws SandboxException if the path is absolute or leads above the directory
	 */
	static List<String> below(String path) {
		if (path.indexOf('\0') >= 0) {
			throw new SandboxException(WasiError.INVALID, path.replace('\0', '?'));
		}
		if (path.startsWith("/")) {
			throw new SandboxException(WasiError.NOT_PERMITTED, path);
		}
		List<String> names = new ArrayList<>();
		for (String name : split(path)) {
			if (name.equals("..")) {
				if (names.isEmpty()) {
					throw new SandboxException(WasiError.NOT_PERMITTED, path);
				}
				names.remove(names.size() - 1);
			}
			else if (!name.equals(".")) {
				names.add(name);
			}
		}
		return names;
	}

	static List<String> split(String text) {
		return Arrays.stream(text.split("/")).filter((name) -> !name.isEmpty()).toList();
	}

}
