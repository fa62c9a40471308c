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
 * How many calls and accesses are under way on an instance, each within the other. It is
 * one number, since each that is written makes a call longer.
 */
final class Nesting {

	/**
	 * One access.
	 */
	static final int ACCESS = 1;

	/**
	 * One call of the guest, in addition.
	 */
	private static final int GUEST = 1 << 10;

	/**
	 * One call that what it calls belongs to, in addition.
	 */
	private static final int WHOLE = 1 << 21;

	private Nesting() {
	}

	/**
	 * Return what a call adds.
	 * @param guest whether it is a call of the guest
	 * @param whole whether what it calls belongs to it
	 */
	static int of(boolean guest, boolean whole) {
		return ACCESS + ((guest) ? GUEST : 0) + ((whole) ? WHOLE : 0);
	}

	/**
	 * Return whether more than one call of the guest is under way.
	 */
	static boolean isNested(int nesting) {
		return (nesting & (WHOLE - 1)) >= 2 * GUEST;
	}

	/**
	 * Return whether there is a call that what is called belongs to.
	 */
	static boolean isWhole(int nesting) {
		return nesting >= WHOLE;
	}

}
