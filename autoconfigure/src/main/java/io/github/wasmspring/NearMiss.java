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

package io.github.wasmspring;

import org.springframework.util.Assert;

/**
 * Function that a module's author may have meant, and why the module does not get it.
 *
 * @param description what it is, and why it is not offered
 * @param remedy what to change
 * @since 0.1.0
 */
public record NearMiss(String description, String remedy) {

	/**
	 * Create a new near miss.
	 * @param description what it is, and why it is not offered
	 * @param remedy what to change
	 */
	public NearMiss {
		Assert.hasText(description, "'description' must not be empty");
		Assert.hasText(remedy, "'remedy' must not be empty");
	}

}
