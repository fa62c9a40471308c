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
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Compiled form of a module with what it depends on.
 *
 * @param backend id of the backend that compiled it
 * @param format format of the artifact
 * @param javaVersion feature version of Java that it was compiled on
 * @param digest digest of the binary that it was compiled from
 * @param memoryPages most pages of the memory of an instance
 * @param tableElements most elements of the tables of an instance
 * @param artifact what the backend wrote
 */
record SerializedModule(String backend, String format, int javaVersion, String digest, int memoryPages,
		int tableElements, byte[] artifact) {

	/**
	 * How serialized modules start, which no binary does; the last byte is to be changed
	 * with the layout.
	 */
	private static final byte[] PREAMBLE = { 0, 'w', 's', 'm', 1 };

	private static final int MAGIC_SIZE = 4;

	/**
	 * Tell whether bytes start like a serialized module of any layout.
	 */
	static boolean isSerialized(byte[] bytes) {
		return bytes.length >= MAGIC_SIZE && Arrays.equals(bytes, 0, MAGIC_SIZE, PREAMBLE, 0, MAGIC_SIZE);
	}

	byte[] toBytes() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream output = new DataOutputStream(bytes)) {
			output.write(PREAMBLE);
			output.writeUTF(this.backend);
			output.writeUTF(this.format);
			output.writeInt(this.javaVersion);
			output.writeUTF(this.digest);
			output.writeInt(this.memoryPages);
			output.writeInt(this.tableElements);
			output.write(this.artifact);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Return what {@link #toBytes()} wrote.
	 * @throws IOException if the bytes have another layout
	 */
	static SerializedModule of(byte[] bytes) throws IOException {
		DataInputStream input = new DataInputStream(new ByteArrayInputStream(bytes));
		if (!Arrays.equals(input.readNBytes(PREAMBLE.length), PREAMBLE)) {
			throw new IOException("unknown layout");
		}
		return new SerializedModule(input.readUTF(), input.readUTF(), input.readInt(), input.readUTF(), input.readInt(),
				input.readInt(), input.readAllBytes());
	}

}
