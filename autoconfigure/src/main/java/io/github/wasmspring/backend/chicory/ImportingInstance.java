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

package io.github.wasmspring.backend.chicory;

import com.dylibso.chicory.runtime.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Gives the functions that an instance imports the instance itself, even while its start
 * section runs.
 */
final class ImportingInstance {

	private final InstanceMemories memories;

	private @Nullable ChicoryInstance instance;

	ImportingInstance(InstanceMemories memories) {
		this.memories = memories;
	}

	/**
	 * Return the backend's instance, which is the same one each time.
	 * @param caller the instance of Chicory
	 */
	ChicoryInstance get(Instance caller) {
		ChicoryInstance current = this.instance;
		if (current == null) {
			current = new ChicoryInstance(caller, caller.memory(), this.memories);
			this.instance = current;
		}
		return current;
	}

}
