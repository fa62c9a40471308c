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

package io.github.wasmspring.backend.chicory;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.DataFormatException;

import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.binary.WasmBinary;

/**
 * How large the methods are that a module becomes.
 *
 * @param sizes bytes of bytecode of each method
 * @param interpreted number of functions that become no method
 */
public record GeneratedMethods(List<Integer> sizes, int interpreted) {

	/**
	 * HotSpot compiles no method that has more bytes of bytecode.
	 */
	private static final int HUGE = 8000;

	private static final int TEXT = 1;

	private static final int LONG = 5;

	private static final int DOUBLE = 6;

	public static GeneratedMethods of(String name, byte[] binary) {
		ChicoryBackend backend = ChicoryBackend.compiled();
		byte[] artifact = new ChicoryArtifacts(backend.getId(), false, MemoryBudget.ofHeap())
			.write(backend.load(WasmBinary.of(name, binary)));
		try {
			CompiledCode code = CompiledCode.of(artifact);
			List<Integer> sizes = new ArrayList<>();
			code.classes().values().forEach((bytes) -> read(bytes, sizes));
			return new GeneratedMethods(sizes, code.interpreted().size());
		}
		catch (DataFormatException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public int largest() {
		return Collections.max(this.sizes);
	}

	public int huge() {
		return (int) this.sizes.stream().filter((size) -> size > HUGE).count();
	}

	private static void read(byte[] bytes, List<Integer> sizes) {
		try (DataInputStream input = new DataInputStream(new ByteArrayInputStream(bytes))) {
			input.skipBytes(8);
			String[] texts = readConstants(input);
			input.skipBytes(6);
			input.skipBytes(2 * input.readUnsignedShort());
			readMembers(input, texts, new ArrayList<>());
			readMembers(input, texts, sizes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String[] readConstants(DataInputStream input) throws IOException {
		String[] texts = new String[input.readUnsignedShort()];
		for (int i = 1; i < texts.length; i++) {
			int tag = input.readUnsignedByte();
			switch (tag) {
				case TEXT -> {
					texts[i] = input.readUTF();
				}
				case 3, 4, 9, 10, 11, 12, 17, 18 -> input.skipBytes(4);
				case LONG, DOUBLE -> {
					input.skipBytes(8);
					i++;
				}
				case 15 -> input.skipBytes(3);
				default -> input.skipBytes(2);
			}
		}
		return texts;
	}

	private static void readMembers(DataInputStream input, String[] texts, List<Integer> sizes) throws IOException {
		for (int members = input.readUnsignedShort(); members > 0; members--) {
			input.skipBytes(6);
			for (int attributes = input.readUnsignedShort(); attributes > 0; attributes--) {
				String name = texts[input.readUnsignedShort()];
				int rest = input.readInt();
				if (name.equals("Code")) {
					input.skipBytes(4);
					sizes.add(input.readInt());
					rest -= 8;
				}
				input.skipBytes(rest);
			}
		}
	}

}
