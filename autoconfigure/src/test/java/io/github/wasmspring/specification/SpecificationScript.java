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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/**
 * Script of the test suite, converted to binaries and a list of commands.
 *
 * @param name the name of the script
 * @param directory where its binaries are
 * @param commands what to do
 */
record SpecificationScript(String name, Path directory, List<SpecificationCommand> commands) {

	private static final JsonMapper MAPPER = new JsonMapper();

	static SpecificationScript read(Path file) {
		List<SpecificationCommand> commands = new ArrayList<>();
		MAPPER.readTree(file.toFile())
			.get("commands")
			.forEach((command) -> commands.add(SpecificationCommand.of(command)));
		String name = file.getFileName().toString();
		return new SpecificationScript(name.substring(0, name.lastIndexOf('.')), file.getParent(), commands);
	}

	/**
	 * Return the commands that are not about text.
	 */
	List<SpecificationCommand> binaryCommands() {
		return this.commands.stream().filter((command) -> !command.isText()).toList();
	}

	byte[] binary(String file) {
		try {
			return Files.readAllBytes(this.directory.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
