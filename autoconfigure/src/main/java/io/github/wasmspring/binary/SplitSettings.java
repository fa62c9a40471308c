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

package io.github.wasmspring.binary;

/**
 * How large the pieces are that functions are split into. Sizes are estimated bytes of
 * bytecode.
 *
 * @param preferred most bytes of a piece, to which each access to memory adds
 * {@link #access()}
 * @param loop the same for a piece of a function that is small enough, but has loops: the
 * JIT makes more of a loop that has a method of its own, whose profile is of nothing else
 * @param limit size above which nothing may stay if there is any way to split it
 * @param group the same for the cases of a {@code switch} that become a piece together:
 * the JIT compiles those that are used
 * @param smallest least bytes that a piece takes out of a function
 * @param access what an access to memory adds to the size, since it uses up what the JIT
 * may inline
 * @param always whether to split wherever that is possible, be it of use or not
 * @since 0.1.0
 */
public record SplitSettings(int preferred, int loop, int limit, int group, int smallest, int access, boolean always) {

	/**
	 * What HotSpot compiles well: it never compiles methods of more than 8,000 bytes.
	 */
	public static final SplitSettings DEFAULT = new SplitSettings(5000, 800, 7400, 5500, 150, 70, false);

	/**
	 * Pieces of a few instructions, for tests.
	 */
	public static final SplitSettings TINY = new SplitSettings(60, 60, 60, 200, 0, 0, true);

	/**
	 * To be changed with what becomes of functions.
	 */
	private static final int VERSION = 3;

	/**
	 * Describe what becomes of functions, for a key of what is made of them.
	 * @return a text that differs if that does
	 */
	public String describe() {
		return "split %d with %d, %d, %d, %d, %d, %d, %b".formatted(VERSION, this.preferred, this.loop, this.limit,
				this.group, this.smallest, this.access, this.always);
	}

}
