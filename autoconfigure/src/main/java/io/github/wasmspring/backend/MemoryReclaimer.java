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

package io.github.wasmspring.backend;

import org.springframework.core.Ordered;

/**
 * Holds memory that it can do without, and gives it back when others lack it. Those with
 * the lowest order are asked first.
 *
 * @since 0.1.0
 * @see MemoryBudget#register(MemoryReclaimer)
 */
@FunctionalInterface
public interface MemoryReclaimer extends Ordered {

	/**
	 * Give memory back. This must not wait for anybody who might be waiting for memory:
	 * what another thread uses at the moment is left to it.
	 * @param bytes how many bytes are lacking
	 * @return how many bytes were given back, which may be more or less, or 0
	 */
	long reclaim(long bytes);

	@Override
	default int getOrder() {
		return 0;
	}

}
