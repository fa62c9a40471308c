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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A compiled module as data.
 *
 * @param module the binary without the code that was compiled
 * @param mainClass name of the class to start with
 * @param classes the generated class files by name
 * @param interpreted names of the functions that are interpreted, by index; empty where a
 * function has none
 * @param growing whether the code can grow a memory
 */
record CompiledCode(byte[] module, String mainClass, Map<String, byte[]> classes, Map<Integer, String> interpreted,
		boolean growing) {

	/**
	 * To be changed with the layout, and with what becomes of the generated classes.
	 */
	static final int FORMAT = 6;

	/**
	 * No stream inflates to more than this many times its size.
	 */
	private static final int MOST_INFLATION = 1032;

	CompiledCode {
		// in order, so that the same module has the same bytes each time
		classes = new TreeMap<>(classes);
		interpreted = new TreeMap<>(interpreted);
	}

	/**
	 * Return the bytes of the data: their inflated size, followed by a stream in ZLIB
	 * format, whose checksum finds accidental damage.
	 */
	byte[] toBytes() {
		ByteBuffer data = ByteBuffer.allocate(size());
		writeBytes(data, this.module);
		writeText(data, this.mainClass);
		data.putInt(this.classes.size());
		this.classes.forEach((name, bytes) -> {
			writeText(data, name);
			writeBytes(data, bytes);
		});
		data.putInt(this.interpreted.size());
		this.interpreted.forEach((index, name) -> {
			data.putInt(index);
			writeText(data, name);
		});
		data.put((byte) ((this.growing) ? 1 : 0));
		return deflate(data.array());
	}

	private int size() {
		int size = 4 * Integer.BYTES + 1 + this.module.length + length(this.mainClass);
		for (Map.Entry<String, byte[]> entry : this.classes.entrySet()) {
			size += 2 * Integer.BYTES + length(entry.getKey()) + entry.getValue().length;
		}
		for (String name : this.interpreted.values()) {
			size += 2 * Integer.BYTES + length(name);
		}
		return size;
	}

	private static int length(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private static void writeText(ByteBuffer data, String text) {
		writeBytes(data, text.getBytes(StandardCharsets.UTF_8));
	}

	private static void writeBytes(ByteBuffer data, byte[] bytes) {
		data.putInt(bytes.length).put(bytes);
	}

	private static byte[] deflate(byte[] data) {
		Deflater deflater = new Deflater(Deflater.BEST_SPEED);
		try {
			deflater.setInput(data);
			deflater.finish();
			byte[] bytes = new byte[Integer.BYTES + data.length / 2 + 1024];
			ByteBuffer.wrap(bytes).putInt(data.length);
			int size = Integer.BYTES;
			while (true) {
				size += deflater.deflate(bytes, size, bytes.length - size);
				if (deflater.finished()) {
					return Arrays.copyOf(bytes, size);
				}
				bytes = Arrays.copyOf(bytes, bytes.length + data.length / 2 + 1024);
			}
		}
		finally {
			deflater.end();
		}
	}

	/**
	 * Return the data that bytes represent.
	 * @throws DataFormatException if the bytes are damaged
	 */
	static CompiledCode of(byte[] bytes) throws DataFormatException {
		ByteBuffer data = ByteBuffer.wrap(inflate(bytes));
		try {
			byte[] module = readBytes(data);
			String mainClass = readText(data);
			Map<String, byte[]> classes = new LinkedHashMap<>();
			for (int left = data.getInt(); left > 0; left--) {
				classes.put(readText(data), readBytes(data));
			}
			Map<Integer, String> interpreted = new LinkedHashMap<>();
			for (int left = data.getInt(); left > 0; left--) {
				interpreted.put(data.getInt(), readText(data));
			}
			return new CompiledCode(module, mainClass, classes, interpreted, data.get() != 0);
		}
		catch (BufferUnderflowException ex) {
			throw new DataFormatException("data ends too early");
		}
	}

	private static String readText(ByteBuffer data) throws DataFormatException {
		return new String(readBytes(data), StandardCharsets.UTF_8);
	}

	private static byte[] readBytes(ByteBuffer data) throws DataFormatException {
		int length = data.getInt();
		if (length < 0 || length > data.remaining()) {
			throw new DataFormatException("data ends too early");
		}
		byte[] bytes = new byte[length];
		data.get(bytes);
		return bytes;
	}

	private static byte[] inflate(byte[] bytes) throws DataFormatException {
		int deflated = bytes.length - Integer.BYTES;
		int size = (deflated > 0) ? ByteBuffer.wrap(bytes).getInt() : -1;
		if (size < 0 || size > (long) MOST_INFLATION * deflated) {
			throw new DataFormatException("size is wrong");
		}
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(bytes, Integer.BYTES, deflated);
			byte[] data = new byte[size];
			int inflated = inflater.inflate(data);
			// reads the checksum, even if there is no data left
			inflated += inflater.inflate(new byte[1]);
			if (inflated != size || !inflater.finished() || inflater.getRemaining() > 0) {
				throw new DataFormatException("size is wrong");
			}
			return data;
		}
		finally {
			inflater.end();
		}
	}

}
