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

package io.github.wasmspring.wasi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Settings of what a guest may see of the system. Standard input is always empty; the
 * clock and random numbers always work.
 *
 * @param arguments the arguments after the program's name, which is that of the module
 * @param environment the environment variables, in this order
 * @param directories the directories that the guest may use
 * @param stdout where standard output goes
 * @param stderr where standard error goes
 * @param maxOutput most that each of the two may write to the log in a second, zero for
 * any amount
 * @param maxResult most that a command may write to standard output in one run
 * @since 0.1.0
 */
public record WasiSettings(List<String> arguments, Map<String, String> environment, List<WasiDirectory> directories,
		WasiOutput stdout, WasiOutput stderr, DataSize maxOutput, DataSize maxResult) {

	/**
	 * What applies where nothing is configured: no arguments, no environment, no files,
	 * and output to the log.
	 */
	public static final WasiSettings DEFAULTS = new WasiSettings(List.of(), Map.of(), List.of(), WasiOutput.LOG,
			WasiOutput.LOG, DataSize.ofMegabytes(1), DataSize.ofMegabytes(16));

	/**
	 * Create new settings.
	 * @param arguments the arguments after the program's name
	 * @param environment the environment variables
	 * @param directories the directories that the guest may use
	 * @param stdout where standard output goes
	 * @param stderr where standard error goes
	 * @param maxOutput most that each of the two may write to the log in a second
	 * @param maxResult most that a command may write to standard output in one run
	 */
	public WasiSettings {
		Assert.notNull(stdout, "'stdout' must not be null");
		Assert.notNull(stderr, "'stderr' must not be null");
		Assert.isTrue(!maxOutput.isNegative(), "'wasi.max-output' must not be negative");
		Assert.isTrue(!maxResult.isNegative(), "'wasi.max-result' must not be negative");
		arguments = List.copyOf(arguments);
		environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
		directories = List.copyOf(directories);
		arguments.forEach((argument) -> Assert.isTrue(isText(argument), "'arguments' must not contain NUL"));
		environment.forEach(WasiSettings::checkVariable);
		Assert.isTrue(directories.stream().map(WasiDirectory::guest).distinct().count() == directories.size(),
				"'directories' must not contain a guest path twice");
	}

	/**
	 * Create new settings for what is no command.
	 * @param arguments the arguments after the program's name
	 * @param environment the environment variables
	 * @param directories the directories that the guest may use
	 * @param stdout where standard output goes
	 * @param stderr where standard error goes
	 * @param maxOutput most that each of the two may write to the log in a second
	 */
	public WasiSettings(List<String> arguments, Map<String, String> environment, List<WasiDirectory> directories,
			WasiOutput stdout, WasiOutput stderr, DataSize maxOutput) {
		this(arguments, environment, directories, stdout, stderr, maxOutput, DEFAULTS.maxResult());
	}

	/**
	 * Return settings with another value.
	 * @param arguments the arguments after the program's name
	 * @return the changed settings
	 */
	public WasiSettings withArguments(List<String> arguments) {
		return new WasiSettings(arguments, this.environment, this.directories, this.stdout, this.stderr, this.maxOutput,
				this.maxResult);
	}

	/**
	 * Return settings with another value.
	 * @param environment the environment variables
	 * @return the changed settings
	 */
	public WasiSettings withEnvironment(Map<String, String> environment) {
		return new WasiSettings(this.arguments, environment, this.directories, this.stdout, this.stderr, this.maxOutput,
				this.maxResult);
	}

	/**
	 * Return settings with another value.
	 * @param directories the directories that the guest may use
	 * @return the changed settings
	 */
	public WasiSettings withDirectories(List<WasiDirectory> directories) {
		return new WasiSettings(this.arguments, this.environment, directories, this.stdout, this.stderr, this.maxOutput,
				this.maxResult);
	}

	/**
	 * Return settings with another value.
	 * @param stdout where standard output goes
	 * @return the changed settings
	 */
	public WasiSettings withStdout(WasiOutput stdout) {
		return new WasiSettings(this.arguments, this.environment, this.directories, stdout, this.stderr, this.maxOutput,
				this.maxResult);
	}

	/**
	 * Return settings with another value.
	 * @param stderr where standard error goes
	 * @return the changed settings
	 */
	public WasiSettings withStderr(WasiOutput stderr) {
		return new WasiSettings(this.arguments, this.environment, this.directories, this.stdout, stderr, this.maxOutput,
				this.maxResult);
	}

	/**
	 * Return settings with another value.
	 * @param maxOutput most that each of the two may write to the log in a second
	 * @return the changed settings
	 */
	public WasiSettings withMaxOutput(DataSize maxOutput) {
		return new WasiSettings(this.arguments, this.environment, this.directories, this.stdout, this.stderr, maxOutput,
				this.maxResult);
	}

	/**
	 * Return settings with another value.
	 * @param maxResult most that a command may write to standard output in one run
	 * @return the changed settings
	 */
	public WasiSettings withMaxResult(DataSize maxResult) {
		return new WasiSettings(this.arguments, this.environment, this.directories, this.stdout, this.stderr,
				this.maxOutput, maxResult);
	}

	/**
	 * Return settings with more environment variables.
	 * @param environment variables that replace those of the same name
	 */
	WasiSettings withMoreEnvironment(Map<String, String> environment) {
		Map<String, String> merged = new LinkedHashMap<>(this.environment);
		merged.putAll(environment);
		return withEnvironment(merged);
	}

	private static void checkVariable(String name, String value) {
		Assert.isTrue(!name.isEmpty() && name.indexOf('=') < 0 && isText(name),
				() -> "'" + name + "' is not the name of an environment variable");
		Assert.isTrue(isText(value), () -> "The environment variable '" + name + "' must not contain NUL");
	}

	private static boolean isText(String text) {
		return text.indexOf('\0') < 0;
	}

}
