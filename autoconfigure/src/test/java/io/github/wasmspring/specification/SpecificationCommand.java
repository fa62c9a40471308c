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

package io.github.wasmspring.specification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Command of a script.
 *
 * @param type what to do
 * @param line where it stands in the script
 * @param name the name of the module that it defines, registers or acts on, or
 * {@code null} for the latest one
 * @param binary file of the module that it defines or expects to be wrong, or
 * {@code null}
 * @param text how the expected failure is worded, or the name to register a module by
 * @param action what to run, or {@code null}
 * @param expected the expected results
 */
record SpecificationCommand(Type type, int line, @Nullable String name, @Nullable String binary, String text,
		@Nullable Action action, List<SpecificationValue> expected) {

	static SpecificationCommand of(JsonNode json) {
		JsonNode action = json.get("action");
		String type = json.get("type").asString().toUpperCase(Locale.ROOT);
		return new SpecificationCommand(Type.valueOf(type), json.get("line").asInt(),
				text((action != null) ? action.get("module") : json.get("name")), text(json.get("filename")),
				(type.equals("REGISTER")) ? json.get("as").asString() : json.path("text").asString(""),
				(action != null) ? Action.of(action) : null, values(json.get("expected")));
	}

	private static @Nullable String text(@Nullable JsonNode json) {
		return (json != null) ? json.asString() : null;
	}

	private static List<SpecificationValue> values(@Nullable JsonNode json) {
		List<SpecificationValue> values = new ArrayList<>();
		if (json != null) {
			json.forEach((value) -> values.add(SpecificationValue.of(value)));
		}
		return values;
	}

	/**
	 * Return whether the module is text, which is a matter of tools and not of engines.
	 */
	boolean isText() {
		return this.binary != null && this.binary.endsWith(".wat");
	}

	/**
	 * What a command does.
	 */
	enum Type {

		MODULE, REGISTER, ACTION, ASSERT_RETURN, ASSERT_TRAP, ASSERT_EXHAUSTION, ASSERT_INVALID, ASSERT_MALFORMED,
		ASSERT_UNLINKABLE, ASSERT_UNINSTANTIABLE;

		boolean hasEffects() {
			return this != ASSERT_INVALID && this != ASSERT_MALFORMED;
		}

	}

	/**
	 * What to run.
	 *
	 * @param invoke whether to call a function, rather than to get a global
	 * @param field the name of the export
	 * @param arguments the arguments
	 */
	record Action(boolean invoke, String field, List<SpecificationValue> arguments) {

		static Action of(JsonNode json) {
			return new Action(json.get("type").asString().equals("invoke"), json.get("field").asString(),
					values(json.get("args")));
		}

	}

}
