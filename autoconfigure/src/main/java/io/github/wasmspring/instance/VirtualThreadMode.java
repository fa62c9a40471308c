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
 * Says where calls run that virtual threads make. A guest computes, and so never lets go
 * of the thread that carries the virtual one.
 *
 * @since 0.1.0
 */
public enum VirtualThreadMode {

	/**
	 * On the carrier of the virtual thread, which costs nothing. Where the JVM can be
	 * told to have more carriers (Java 24 and later), calls that take long are made up
	 * for; before that, as many of them as there are processors stop all virtual threads
	 * until they end.
	 */
	CARRIER,

	/**
	 * On a bounded number of platform threads, for which the virtual thread waits. That
	 * takes some microseconds per call, and host functions see none of the caller's
	 * thread-local values.
	 */
	PLATFORM;

	/**
	 * Return the mode that keeps calls from stopping an application at the least price:
	 * {@link #CARRIER} where the JVM can have more carriers, else {@link #PLATFORM}.
	 * @return the mode
	 */
	public static VirtualThreadMode getDefault() {
		return (VirtualThreads.canAddCarriers() || !VirtualThreads.exist()) ? CARRIER : PLATFORM;
	}

}
