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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.ForkedJvm;
import io.github.wasmspring.specification.SpecificationOutcome.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes of the suite in another virtual machine, which runs all of it at once.
 */
final class ForkedSuite {

	private final Class<?> main;

	private @Nullable Map<String, String> statuses;

	/**
	 * Create a suite.
	 * @param main what prints the name of each script, a space, and for each command the
	 * first letter of its status
	 */
	ForkedSuite(Class<?> main) {
		this.main = main;
	}

	List<SpecificationOutcome> outcomes(SpecificationScript script) {
		String line = statuses(script.directory()).get(script.name());
		List<SpecificationCommand> commands = script.binaryCommands();
		assertThat(line).as(script.name()).isNotNull().hasSize(commands.size());
		List<SpecificationOutcome> outcomes = new ArrayList<>();
		for (int i = 0; i < commands.size(); i++) {
			outcomes.add(new SpecificationOutcome(commands.get(i), status(line.charAt(i)), "", ""));
		}
		return outcomes;
	}

	private static Status status(char letter) {
		return switch (letter) {
			case 'P' -> Status.PASSED;
			case 'S' -> Status.SKIPPED;
			default -> Status.FAILED;
		};
	}

	private synchronized Map<String, String> statuses(Path directory) {
		if (this.statuses == null) {
			this.statuses = new HashMap<>();
			for (String line : run(directory).lines().toList()) {
				int space = line.indexOf(' ');
				if (space > 0) {
					this.statuses.put(line.substring(0, space), line.substring(space + 1));
				}
			}
		}
		return this.statuses;
	}

	private String run(Path directory) {
		try {
			Path temporary = Files.createDirectories(directory.resolve("fork"));
			return ForkedJvm.start(temporary, List.of("-Xss4m"), this.main, directory.toString()).await();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
