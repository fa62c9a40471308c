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
 * How long the instances of a module live.
 *
 * @since 0.1.0
 */
public enum InstanceMode {

	/**
	 * Instances are kept and reused, one call at a time on each. A call may see what
	 * earlier calls left in memory and globals.
	 */
	POOLED,

	/**
	 * Each call gets a new instance, which is closed afterwards.
	 */
	PER_CALL,

	/**
	 * All calls share one instance and wait for each other. It is replaced after a trap.
	 * <p>
	 * A host function that calls its own module would wait for the call that it is part
	 * of, so this fails at once with a
	 * {@link io.github.wasmspring.WasmPoolExhaustedException}. It has to call back
	 * through its {@link io.github.wasmspring.WasmInstance} parameter. The same holds for
	 * the other modes when the calling thread uses all instances.
	 */
	SINGLE

}
