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

package io.github.wasmspring.backend.chicory;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.wasi.WasiError;

/**
 * Times that a guest sets.
 *
 * @param modified the time of the last change, or {@code null} to keep it
 * @param accessed the time of the last access, or {@code null} to keep it
 */
record WasiTimes(@Nullable FileTime modified, @Nullable FileTime accessed) {

	private static final int ACCESSED = 1;

	private static final int ACCESSED_NOW = 2;

	private static final int MODIFIED = 4;

	private static final int MODIFIED_NOW = 8;

	static WasiTimes of(long accessed, long modified, int flags) {
		return new WasiTimes(time(modified, flags, MODIFIED, MODIFIED_NOW),
				time(accessed, flags, ACCESSED, ACCESSED_NOW));
	}

	private static @Nullable FileTime time(long nanos, int flags, int set, int now) {
		boolean isSet = (flags & set) != 0;
		boolean isNow = (flags & now) != 0;
		if (isSet && isNow) {
			throw new WasiFault(WasiError.INVALID);
		}
		if (isSet) {
			return FileTime.from(nanos, TimeUnit.NANOSECONDS);
		}
		return (isNow) ? FileTime.from(Instant.now()) : null;
	}

}
