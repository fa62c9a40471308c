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

package io.github.wasmspring.abi.extism;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmInstance;

/**
 * What Extism's kernel keeps for one instance: blocks, input, output, error and
 * variables.
 */
final class ExtismKernel implements AutoCloseable {

	/**
	 * Most bytes of all variables, as Extism's own hosts allow.
	 */
	private static final int MOST_VARIABLES = 1024 * 1024;

	private final ExtismMemory memory;

	private final Map<String, byte[]> variables = new HashMap<>();

	private int variableBytes;

	private byte[] input = {};

	private long inputOffset;

	private byte[] output = {};

	private @Nullable String error;

	private boolean initialized;

	private int httpStatus;

	private byte[] httpHeaders = {};

	ExtismKernel(long maxMemory) {
		this.memory = new ExtismMemory(maxMemory, BlockBudget.OF_HEAP);
	}

	/**
	 * Return the kernel of an instance.
	 */
	static ExtismKernel of(WasmInstance instance) {
		return instance.getState(ExtismKernel.class, () -> new ExtismKernel(instance.getModule().getMaxMemory()));
	}

	ExtismMemory memory() {
		return this.memory;
	}

	/**
	 * Begin a call. Variables stay.
	 */
	void begin(byte[] input) {
		this.memory.clear();
		this.input = input;
		this.inputOffset = 0;
		this.output = new byte[0];
		this.error = null;
		this.httpStatus = 0;
		this.httpHeaders = new byte[0];
	}

	/**
	 * Return whether this is asked for the first time.
	 */
	boolean initialize() {
		boolean first = !this.initialized;
		this.initialized = true;
		return first;
	}

	long inputLength() {
		return this.input.length;
	}

	/**
	 * Return where the input is as a block, which it becomes when that is asked.
	 */
	long inputOffset() {
		if (this.inputOffset == 0) {
			this.inputOffset = this.memory.write(this.input);
		}
		return this.inputOffset;
	}

	int loadInputByte(long offset) {
		return this.input[Objects.checkIndex(toInt(offset), this.input.length)] & 0xFF;
	}

	long loadInputLong(long offset) {
		int start = Objects.checkFromIndexSize(toInt(offset), Long.BYTES, this.input.length);
		return ByteBuffer.wrap(this.input).order(ByteOrder.LITTLE_ENDIAN).getLong(start);
	}

	private static int toInt(long offset) {
		return (offset >= 0 && offset <= Integer.MAX_VALUE) ? (int) offset : -1;
	}

	void setOutput(long offset, long length) {
		this.output = this.memory.read(offset, length);
	}

	byte[] output() {
		return this.output;
	}

	void setError(long offset) {
		this.error = (offset == 0) ? null : text(offset);
	}

	@Nullable String error() {
		return this.error;
	}

	String text(long offset) {
		return new String(this.memory.read(offset), StandardCharsets.UTF_8);
	}

	long getVariable(long key) {
		byte[] value = this.variables.get(text(key));
		return (value != null) ? this.memory.write(value) : 0;
	}

	void setVariable(long key, long value) {
		String name = text(key);
		byte[] bytes = (value != 0) ? this.memory.read(value) : null;
		byte[] old = this.variables.get(name);
		int before = (old != null) ? old.length + name.length() : 0;
		int after = (bytes != null) ? bytes.length + name.length() : 0;
		if (this.variableBytes - before + after > MOST_VARIABLES) {
			throw new IllegalStateException(
					"Variables of the guest may have no more than %d bytes".formatted(MOST_VARIABLES));
		}
		this.variableBytes += after - before;
		if (bytes != null) {
			this.variables.put(name, bytes);
		}
		else {
			this.variables.remove(name);
		}
	}

	void setResponse(int status, byte[] headers) {
		this.httpStatus = status;
		this.httpHeaders = headers;
	}

	int httpStatus() {
		return this.httpStatus;
	}

	long httpHeaders() {
		return this.memory.write(this.httpHeaders);
	}

	@Override
	public void close() {
		this.memory.release();
	}

}
