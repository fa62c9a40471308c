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

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

import io.github.wasmspring.instance.InstanceUsage;

/**
 * Adds up what modules of one name show, which several applications may have that share a
 * registry. It refers to them weakly. Each counts once, also while two versions of it are
 * there.
 */
final class SummedGauge {

	private final ToDoubleFunction<InstanceUsage> value;

	private final List<WeakReference<InstanceUsage>> usages = new CopyOnWriteArrayList<>();

	SummedGauge(ToDoubleFunction<InstanceUsage> value) {
		this.value = value;
	}

	void add(InstanceUsage usage) {
		this.usages.add(new WeakReference<>(usage));
	}

	void remove(InstanceUsage usage) {
		this.usages.removeIf((reference) -> reference.get() == null);
		this.usages.stream().filter((reference) -> reference.get() == usage).findFirst().ifPresent(this.usages::remove);
	}

	/**
	 * Return the sum, or not a number if nothing is left.
	 */
	double value() {
		return this.usages.stream()
			.map(WeakReference::get)
			.filter(Objects::nonNull)
			.distinct()
			.mapToDouble(this.value)
			.reduce(Double::sum)
			.orElse(Double.NaN);
	}

}
