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

import org.jspecify.annotations.Nullable;

/**
 * One call that somebody hears of from its beginning to its end, on one thread.
 *
 * @since 0.1.0
 * @see CallListener#begin()
 */
@FunctionalInterface
public interface OngoingCall {

	/**
	 * The call has ended, or a version refused it that does not serve any more: then it
	 * begins anew on the next version.
	 * @param failure what it threw, a {@link PoolClosedException} if it was refused, or
	 * {@code null} if it returned
	 */
	void ended(@Nullable Throwable failure);

}
