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

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * What a guest sees for a single run only.
 *
 * @param input standard input
 * @param output standard output, instead of where the settings let it go
 * @param error gets standard error, too
 * @param arguments the arguments after the program's name; those of the settings if there
 * are none
 * @param environment environment variables besides those of the settings
 * @since 0.1.0
 */
public record WasiStreams(InputStream input, OutputStream output, OutputStream error, List<String> arguments,
		Map<String, String> environment) {

	/**
	 * Return the settings that apply to the run.
	 * @param settings those of the module
	 * @return the settings of the run
	 */
	public WasiSettings apply(WasiSettings settings) {
		WasiSettings applied = (this.arguments.isEmpty()) ? settings : settings.withArguments(this.arguments);
		return (this.environment.isEmpty()) ? applied : applied.withMoreEnvironment(this.environment);
	}

}
