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

package io.github.wasmspring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.wasi.WasiOutput;

/**
 * What the instances of a module may see of the system.
 *
 * @since 0.1.0
 */
public class WasiProperties {

	/**
	 * Whether modules that import WASI get it.
	 */
	private @Nullable Activation enabled;

	/**
	 * Arguments after the program's name, which is that of the module.
	 */
	private @Nullable List<String> arguments;

	/**
	 * Environment variables.
	 */
	private final Map<String, String> environment = new LinkedHashMap<>();

	/**
	 * Directories that the guest may use.
	 */
	private @Nullable List<Directory> directories;

	/**
	 * Where standard output goes.
	 */
	private @Nullable WasiOutput stdout;

	/**
	 * Where standard error goes.
	 */
	private @Nullable WasiOutput stderr;

	/**
	 * Most that standard output, and standard error, of an instance may write to the log
	 * in a second, zero for any amount. What is more is dropped.
	 */
	private @Nullable DataSize maxOutput;

	/**
	 * Most that a command may write to standard output in one run.
	 */
	private @Nullable DataSize maxResult;

	public @Nullable Activation getEnabled() {
		return this.enabled;
	}

	public void setEnabled(@Nullable Activation enabled) {
		this.enabled = enabled;
	}

	public @Nullable List<String> getArguments() {
		return this.arguments;
	}

	public void setArguments(@Nullable List<String> arguments) {
		this.arguments = arguments;
	}

	public Map<String, String> getEnvironment() {
		return this.environment;
	}

	public @Nullable List<Directory> getDirectories() {
		return this.directories;
	}

	public void setDirectories(@Nullable List<Directory> directories) {
		this.directories = directories;
	}

	public @Nullable WasiOutput getStdout() {
		return this.stdout;
	}

	public void setStdout(@Nullable WasiOutput stdout) {
		this.stdout = stdout;
	}

	public @Nullable WasiOutput getStderr() {
		return this.stderr;
	}

	public void setStderr(@Nullable WasiOutput stderr) {
		this.stderr = stderr;
	}

	public @Nullable DataSize getMaxResult() {
		return this.maxResult;
	}

	public void setMaxResult(@Nullable DataSize maxResult) {
		this.maxResult = maxResult;
	}

	public @Nullable DataSize getMaxOutput() {
		return this.maxOutput;
	}

	public void setMaxOutput(@Nullable DataSize maxOutput) {
		this.maxOutput = maxOutput;
	}

	/**
	 * When a module gets WASI.
	 */
	public enum Activation {

		/**
		 * If it imports {@code wasi_snapshot_preview1}.
		 */
		AUTO,

		/**
		 * Like {@link #AUTO}.
		 */
		TRUE,

		/**
		 * Never: a module that imports it is not loaded.
		 */
		FALSE

	}

	/**
	 * Directory that the guest may use.
	 */
	public static class Directory {

		/**
		 * Path that the guest sees.
		 */
		private @Nullable String guest;

		/**
		 * Directory of the host, absolute or relative to the working directory.
		 */
		private @Nullable String host;

		/**
		 * Whether the guest can change nothing in it.
		 */
		private boolean readOnly = true;

		public @Nullable String getGuest() {
			return this.guest;
		}

		public void setGuest(@Nullable String guest) {
			this.guest = guest;
		}

		public @Nullable String getHost() {
			return this.host;
		}

		public void setHost(@Nullable String host) {
			this.host = host;
		}

		public boolean isReadOnly() {
			return this.readOnly;
		}

		public void setReadOnly(boolean readOnly) {
			this.readOnly = readOnly;
		}

	}

}
