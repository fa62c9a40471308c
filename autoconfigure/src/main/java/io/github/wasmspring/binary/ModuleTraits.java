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

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmValueType;

/**
 * The marks by which the origin of a module shows.
 *
 * @param imports what it imports
 * @param exports what it exports
 * @param features the features that it needs
 * @param customSections the names of its custom sections
 */
record ModuleTraits(List<WasmImport> imports, List<WasmExport> exports, Set<WasmFeature> features,
		List<String> customSections) {

	/**
	 * Return whether something is imported from one of some modules.
	 */
	boolean importsFrom(String... modules) {
		return anyImport((wanted) -> List.of(modules).contains(wanted.module()));
	}

	/**
	 * Return whether something is imported from a module whose name starts so.
	 */
	boolean importsFromLike(String... prefixes) {
		return anyImport((wanted) -> startsWith(wanted.module(), prefixes));
	}

	/**
	 * Return whether a module has one of some imports.
	 */
	boolean imports(String module, String... names) {
		return anyImport((wanted) -> wanted.module().equals(module) && List.of(names).contains(wanted.name()));
	}

	/**
	 * Return whether something is imported from a module, whose name starts so.
	 */
	boolean importsLike(String module, String... prefixes) {
		return anyImport((wanted) -> wanted.module().equals(module) && startsWith(wanted.name(), prefixes));
	}

	/**
	 * Return whether a function is imported that takes such parameters.
	 */
	boolean importsFunction(String module, String name, WasmValueType... parameters) {
		return anyImport((wanted) -> wanted.module().equals(module) && wanted.name().equals(name)
				&& wanted.type() instanceof WasmFunctionType type && type.parameters().equals(List.of(parameters)));
	}

	boolean anyImport(Predicate<WasmImport> condition) {
		return this.imports.stream().anyMatch(condition);
	}

	boolean importsMemory(String module, String name) {
		return anyImport((wanted) -> wanted.kind() == WasmExternalKind.MEMORY && wanted.module().equals(module)
				&& wanted.name().equals(name));
	}

	/**
	 * Return whether all of some exports are there.
	 */
	boolean exports(String... names) {
		return this.exports.stream()
			.map(WasmExport::name)
			.filter(List.of(names)::contains)
			.distinct()
			.count() == names.length;
	}

	boolean hasSection(String... names) {
		return this.customSections.stream().anyMatch(List.of(names)::contains);
	}

	boolean needs(WasmFeature feature) {
		return this.features.contains(feature);
	}

	static boolean startsWith(String name, String... prefixes) {
		for (String prefix : prefixes) {
			if (name.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

}
