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

package io.github.wasmspring.docs.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.wasmspring.docs.errors.Mistake;

/**
 * What the pages show and a program writes, by name.
 */
final class Outputs {

	private final Map<String, Supplier<String>> outputs = new LinkedHashMap<>();

	Outputs() {
		this.outputs.put("maven", Dependency::maven);
		this.outputs.put("gradle", Dependency::gradle);
		this.outputs.put("wasmtime-maven", Dependency::wasmtimeMaven);
		this.outputs.put("wasmtime-gradle", Dependency::wasmtimeGradle);
		this.outputs.put("properties-application", () -> new PropertyTables().application());
		this.outputs.put("properties-module", () -> new PropertyTables().module());
		this.outputs.put("properties-actuator", () -> new PropertyTables().actuator());
		this.outputs.put("properties-limits", () -> new PropertyTables().limits());
		this.outputs.put("first-run", RunningApplications::firstRun);
		this.outputs.put("guest-log", RunningApplications::guestLog);
		this.outputs.put("health", RunningApplications::health);
		this.outputs.put("metrics", RunningApplications::metrics);
		this.outputs.put("specification-total", () -> new SpecificationTables().total());
		this.outputs.put("specification-reasons", () -> new SpecificationTables().reasons());
		this.outputs.put("specification-scripts", () -> new SpecificationTables().scripts());
		for (Mistake mistake : Mistake.values()) {
			this.outputs.put(mistake.id(), mistake::analyze);
		}
	}

	Set<String> names() {
		return this.outputs.keySet();
	}

	/**
	 * Return an output.
	 * @param name its name
	 * @return the lines
	 */
	List<String> get(String name) {
		Supplier<String> output = this.outputs.get(name);
		if (output == null) {
			throw new IllegalArgumentException("There is no output '%s', only %s".formatted(name, names()));
		}
		return output.get().stripTrailing().lines().toList();
	}

}
