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

package io.github.wasmspring.module;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmCommand;
import io.github.wasmspring.WasmCommandResult;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.wasi.WasiStreams;

/**
 * Runs a command on an instance that was made for it, and keeps what it writes.
 */
final class CommandRun {

	private static final int KEPT_ERROR = 64 * 1024;

	private static final int CAPACITY = 512;

	private final WasmErrorContext context;

	private final WasmCommand command;

	private final DataSize most;

	private final BoundedOutput output;

	private final BoundedOutput error = new BoundedOutput(0, KEPT_ERROR, false);

	/**
	 * Create a run.
	 * @param most most that the command may write to standard output
	 */
	CommandRun(WasmErrorContext context, WasmCommand command, DataSize most) {
		this.context = context;
		this.command = command;
		this.most = most;
		this.output = new BoundedOutput(CAPACITY, most.toBytes(), true);
	}

	WasiStreams streams() {
		return new WasiStreams(new ByteArrayInputStream(this.command.input()), this.output, this.error,
				this.command.arguments(), this.command.environment());
	}

	/**
	 * Run the command. That it ends itself with code 0 is no failure.
	 */
	@Nullable Void run(WasmInstance instance) {
		int code;
		try {
			Object result = instance.call(this.command.function());
			code = (result instanceof Integer returned) ? returned : 0;
		}
		catch (WasmExitException ex) {
			code = ex.getExitCode();
		}
		catch (WasmTrapException ex) {
			throw explain(ex);
		}
		checkOutput();
		if (code != 0) {
			throw new WasmExitException(this.context, code, standardError());
		}
		return null;
	}

	/**
	 * Add what the guest wrote before it trapped, as compilers let it do when it panics.
	 */
	private WasmTrapException explain(WasmTrapException trap) {
		String written = standardError().strip();
		if (written.isEmpty()) {
			return trap;
		}
		WasmTrapException explained = new WasmTrapException(trap.getKind(), trap.getContext(),
				WasmText.of("%s; standard error: %s", trap.getFactText(), written), trap.getRemedyText(),
				trap.getFunctions(), trap.getCause());
		explained.setStackTrace(trap.getStackTrace());
		List.of(trap.getSuppressed()).forEach(explained::addSuppressed);
		return explained;
	}

	private void checkOutput() {
		if (this.output.isFull()) {
			throw new WasmValueException(this.context,
					WasmText.of("wrote more than %d bytes to standard output", this.most.toBytes()),
					WasmText.of("Raise %s if so much is meant.", WasmSetting.WASI_MAX_RESULT), null);
		}
	}

	private String standardError() {
		return new String(this.error.toByteArray(), StandardCharsets.UTF_8);
	}

	WasmCommandResult result() {
		return new WasmCommandResult(this.output.toByteArray(), standardError());
	}

}
