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

package io.github.wasmspring.cache;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;

import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.artifact.ArtifactKey;

/**
 * A compiled module with its users. It is closed when it is neither used nor kept any
 * longer, or when it is unreachable, because a user forgot to close it.
 */
final class SharedModule {

	private static final Cleaner CLEANER = Cleaner.create();

	private final KeptModules owner;

	private final ArtifactKey key;

	private final BackendModule module;

	private final long memory;

	private final WeakReference<SharedModule> reference = new WeakReference<>(this);

	private final Cleaner.Cleanable closing;

	/**
	 * How many use it, which its owner counts.
	 */
	private int users;

	/**
	 * Create a module that nobody uses yet.
	 * @param owner who knows all modules
	 * @param key its key
	 * @param module the module
	 * @param memory how many bytes it keeps
	 */
	SharedModule(KeptModules owner, ArtifactKey key, BackendModule module, long memory) {
		this.owner = owner;
		this.key = key;
		this.module = module;
		this.memory = memory;
		WeakReference<SharedModule> self = this.reference;
		this.closing = CLEANER.register(this, () -> {
			owner.forget(key, self);
			module.close();
		});
	}

	ArtifactKey key() {
		return this.key;
	}

	BackendModule module() {
		return this.module;
	}

	/**
	 * Return how many bytes it keeps.
	 */
	long memory() {
		return this.memory;
	}

	/**
	 * Return what does not keep it, always the same.
	 */
	WeakReference<SharedModule> reference() {
		return this.reference;
	}

	/**
	 * Change the number of users.
	 * @return the new number
	 */
	int addUsers(int more) {
		this.users += more;
		return this.users;
	}

	/**
	 * Note that a user has gone.
	 */
	void release() {
		this.owner.release(this);
	}

	void close() {
		this.closing.clean();
	}

}
