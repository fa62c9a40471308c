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

package io.github.wasmspring.instance;

/**
 * Tells how many instances of a module there are, apart from those that callers created
 * for themselves. Asking makes no instance and waits for none. Implementations are
 * thread-safe.
 *
 * @since 0.1.0
 */
public interface InstanceUsage {

	/**
	 * Return how many instances are in use.
	 * @return the number
	 */
	int getActive();

	/**
	 * Return how many instances are kept for later calls.
	 * @return the number
	 */
	int getIdle();

	/**
	 * Return how many callers wait for an instance.
	 * @return the number
	 */
	default int getWaiting() {
		return 0;
	}

	/**
	 * Return the size of all exported memories of these instances. Memories of an
	 * instance that is in use count with the size that they had when somebody asked
	 * before.
	 * @return the size in bytes
	 */
	long getMemory();

}
