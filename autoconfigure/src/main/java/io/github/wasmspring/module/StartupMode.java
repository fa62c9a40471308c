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

/**
 * When a module that is registered is loaded.
 *
 * @since 0.1.0
 */
public enum StartupMode {

	/**
	 * Before its registration ends, so that it can be called as soon as the application
	 * has started, and what is wrong with it stops the start.
	 */
	EAGER,

	/**
	 * Beside the start of the application: calls that come earlier wait.
	 */
	BACKGROUND,

	/**
	 * By whoever uses it first.
	 */
	LAZY

}
