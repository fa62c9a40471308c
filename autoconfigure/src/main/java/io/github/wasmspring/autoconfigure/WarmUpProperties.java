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

package io.github.wasmspring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * How a version of a module is warmed up before it serves.
 *
 * @since 0.1.0
 */
public class WarmUpProperties {

	/**
	 * Export that is called before a version serves, without arguments.
	 */
	private @Nullable String function;

	/**
	 * How often it is called.
	 */
	private @Nullable Integer calls;

	public @Nullable String getFunction() {
		return this.function;
	}

	public void setFunction(@Nullable String function) {
		this.function = function;
	}

	public @Nullable Integer getCalls() {
		return this.calls;
	}

	public void setCalls(@Nullable Integer calls) {
		this.calls = calls;
	}

}
