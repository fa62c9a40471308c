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

import java.time.Duration;

/**
 * Lends instances for single calls.
 */
interface InstanceLender {

	/**
	 * Lend an instance.
	 * @param timeout how long making it may take, if none is ready; what it took counts
	 * for the first call on it
	 * @return a slot with an instance, whose lock the current thread holds
	 */
	InstanceSlot lend(Duration timeout);

	/**
	 * Take an instance back.
	 * @param slot what {@link #lend(Duration)} returned
	 */
	void takeBack(InstanceSlot slot);

}
