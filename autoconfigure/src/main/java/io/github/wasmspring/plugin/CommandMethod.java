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

package io.github.wasmspring.plugin;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmModule;

/**
 * {@link GuestMethod} that runs a command, for which the module takes a new instance.
 *
 * @param module the module of the command
 * @param command the export that runs it
 * @param timeout longest call, or {@code null} if that of the module applies
 */
record CommandMethod(WasmModule module, WasmExport command, @Nullable Duration timeout) implements GuestMethod {

	@Override
	public @Nullable Object invoke(@Nullable Object[] arguments) {
		return (this.timeout != null) ? this.module.call(this.timeout, this.command.name())
				: this.module.call(this.command.name());
	}

}
