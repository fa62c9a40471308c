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

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.LineOutputStream;
import io.github.wasmspring.LogVolume;
import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Opens what the output of a guest goes to.
 *
 * @since 0.1.0
 */
public final class GuestOutputs {

	/**
	 * The descriptor keeps every stream that was ever opened on it, so one is enough.
	 */
	private static final OutputStream PROCESS_STDOUT = new ProcessOutputStream(FileDescriptor.out);

	private static final OutputStream PROCESS_STDERR = new ProcessOutputStream(FileDescriptor.err);

	private GuestOutputs() {
	}

	/**
	 * Open standard output.
	 * @param settings where it goes; to the log at level info
	 * @param context names the module and its settings
	 * @param log the log of the module
	 * @return a stream; its {@code close} only flushes what the process goes on using
	 */
	public static OutputStream stdout(WasiSettings settings, WasmErrorContext context, ModuleLog log) {
		return switch (settings.stdout()) {
			case LOG -> log(log.withStream("stdout"), Level.INFO, settings.maxOutput(), context);
			case INHERIT -> PROCESS_STDOUT;
			case DISCARD -> OutputStream.nullOutputStream();
		};
	}

	/**
	 * Open standard error.
	 * @param settings where it goes; to the log at level warn
	 * @param context names the module and its settings
	 * @param log the log of the module
	 * @return a stream; its {@code close} only flushes what the process goes on using
	 */
	public static OutputStream stderr(WasiSettings settings, WasmErrorContext context, ModuleLog log) {
		return switch (settings.stderr()) {
			case LOG -> log(log.withStream("stderr"), Level.WARNING, settings.maxOutput(), context);
			case INHERIT -> PROCESS_STDERR;
			case DISCARD -> OutputStream.nullOutputStream();
		};
	}

	private static OutputStream log(ModuleLog log, Level level, DataSize most, WasmErrorContext context) {
		return new LineOutputStream(new LogVolume(() -> warn(log, context, most), most.toBytes(), System::nanoTime),
				(line) -> log.log(level, line));
	}

	private static void warn(ModuleLog log, WasmErrorContext context, DataSize most) {
		log.log(Level.WARNING, WasmText
			.of("Module '%s': an instance writes more than %d bytes in a second to its output, so lines are dropped; raise %s to keep them",
					context.module(), most.toBytes(), WasmSetting.WASI_MAX_OUTPUT)
			.render(context));
	}

	/**
	 * Stream that belongs to the process.
	 */
	private static final class ProcessOutputStream extends FileOutputStream {

		ProcessOutputStream(FileDescriptor descriptor) {
			super(descriptor);
		}

		@Override
		public void close() {
			// others go on writing to it
		}

	}

}
