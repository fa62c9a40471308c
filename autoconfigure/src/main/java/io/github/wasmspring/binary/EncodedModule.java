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

package io.github.wasmspring.binary;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;

/**
 * A module as the encoder wrote it, which is the only form that engines and their parsers
 * get: numbers are as short as they can be, each thing has a single encoding, sections
 * are in order, and there is no custom section but one with the names of functions.
 *
 * @since 0.1.0
 */
public final class EncodedModule {

	private final byte[] bytes;

	private final ModuleIndex index;

	private final int codeStart;

	private final @Nullable InstructionOffsets offsets;

	/**
	 * Create a module.
	 * @param bytes the bytes
	 * @param index what the module declares
	 * @param codeStart where the content of its code section starts
	 * @param offsets where its instructions were, or {@code null} if that is not known
	 */
	EncodedModule(byte[] bytes, ModuleIndex index, int codeStart, @Nullable InstructionOffsets offsets) {
		this.bytes = bytes;
		this.index = index;
		this.codeStart = codeStart;
		this.offsets = offsets;
	}

	/**
	 * Decode and encode a module that was encoded before, and kept since.
	 * @param module name of the module, for messages
	 * @param bytes the bytes of the module
	 * @return the encoded module
	 * @throws WasmLoadException if the bytes are not what an encoder wrote
	 */
	public static EncodedModule of(String module, byte[] bytes) {
		BinaryProblems problems = new BinaryProblems(WasmErrorContext.of(module, null), bytes);
		ModuleEncoder encoder = new ModuleEncoder();
		ModuleValidator validator = new ModuleValidator(problems, encoder);
		new ModuleDecoder(problems, bytes).decode(validator);
		WasmLoadException problem = validator.problem();
		if (problem != null) {
			throw problem;
		}
		EncodedModule encoded = encoder.toModule();
		if (!Arrays.equals(encoded.bytes, bytes)) {
			throw problems.malformed("no encoder wrote this", 0);
		}
		return encoded;
	}

	/**
	 * Return the bytes, which must not be changed.
	 * @return the bytes
	 */
	public byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Return how many bytes there are.
	 * @return the number of bytes
	 */
	public int size() {
		return this.bytes.length;
	}

	/**
	 * Return what the module declares.
	 * @return the index; what a visitor added while the module was encoded is not in it
	 */
	public ModuleIndex index() {
		return this.index;
	}

	/**
	 * Return where an instruction stood in the binary that was decoded.
	 * @param offset where it starts in {@link #bytes()}; what a visitor added in between
	 * has no place of its own
	 * @return where it started in the binary, in bytes from its start; -1 if that is not
	 * known
	 * @see ModuleEncoder#ModuleEncoder(boolean)
	 */
	public int originalOffset(int offset) {
		return (this.offsets != null) ? this.offsets.original(offset - this.codeStart) : -1;
	}

}
