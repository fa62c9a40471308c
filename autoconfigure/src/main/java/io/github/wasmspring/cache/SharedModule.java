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
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.LoadSource;

/**
 * A compiled module with its users, of whom the cache is one. It is closed when the last
 * of them has gone, or when it is unreachable: a cache that does not tell what it evicts
 * only forgets.
 */
final class SharedModule {

	private static final Cleaner CLEANER = Cleaner.create();

	private final BackendModule module;

	private final AtomicInteger users = new AtomicInteger(1);

	private final Cleaner.Cleanable closing;

	SharedModule(BackendModule module) {
		this.module = module;
		this.closing = CLEANER.register(this, module::close);
	}

	BackendModule module() {
		return this.module;
	}

	/**
	 * Return a new module for its first user, who has to close it.
	 */
	LeasedModule leaseFirst(String name, LoadSource source) {
		LeasedModule module = lease(name, source);
		Assert.state(module != null, "A new module must not be closed");
		return module;
	}

	/**
	 * Return the module for one more user, who has to close it, or {@code null} if it is
	 * closed.
	 */
	@Nullable LeasedModule lease(String name, LoadSource source) {
		int now = this.users.get();
		while (now > 0) {
			if (this.users.compareAndSet(now, now + 1)) {
				return new LeasedModule(this, name, source);
			}
			now = this.users.get();
		}
		return null;
	}

	/**
	 * Note that a user has gone.
	 */
	void release() {
		if (this.users.decrementAndGet() == 0) {
			this.closing.clean();
		}
	}

}
