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

package io.github.wasmspring.micrometer;

import java.util.Set;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Lets the timers of observations have the documented tags only: Micrometer adds the type
 * of the exception, for which there is the outcome.
 *
 * @since 0.1.0
 */
public final class CallsMeterFilter implements MeterFilter {

	private static final String ADDED = "error";

	private final Set<String> names = Set.of(WasmObservationDocumentation.CALL.getName(),
			WasmObservationDocumentation.HOST_CALL.getName());

	@Override
	public Meter.Id map(Meter.Id id) {
		if (!this.names.contains(id.getName()) || id.getTag(ADDED) == null) {
			return id;
		}
		return id.replaceTags(id.getTags().stream().filter((tag) -> !tag.getKey().equals(ADDED)).toList());
	}

}
