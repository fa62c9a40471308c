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
 * Keeps what a thread writes at each call away from the object before it in the heap:
 * another thread that only reads that one would wait for the cache line each time. It
 * takes 128 bytes, since some processors fetch cache lines in pairs.
 */
@SuppressWarnings("unused")
abstract class CacheLinePadding {

	/**
	 * Takes the place between the header of the object and the first {@code long}, where
	 * the JVM would put a field of the subclass.
	 */
	private int gap;

	private long padding1;

	private long padding2;

	private long padding3;

	private long padding4;

	private long padding5;

	private long padding6;

	private long padding7;

	private long padding8;

	private long padding9;

	private long padding10;

	private long padding11;

	private long padding12;

	private long padding13;

	private long padding14;

	private long padding15;

	private long padding16;

}
