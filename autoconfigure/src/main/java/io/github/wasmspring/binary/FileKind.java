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

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What a file is that is no module, as its first bytes tell.
 */
enum FileKind {

	/**
	 * Compressed by gzip.
	 */
	GZIP("a file that gzip compressed", "decompress it, for example with 'gunzip'",
			(start) -> start.hasBytes(0x1F, 0x8B)),

	/**
	 * Compressed by zstd.
	 */
	ZSTD("a file that zstd compressed", "decompress it, for example with 'unzstd'",
			(start) -> start.hasBytes(0x28, 0xB5, 0x2F, 0xFD)),

	/**
	 * Compressed by xz.
	 */
	XZ("a file that xz compressed", "decompress it, for example with 'unxz'",
			(start) -> start.hasBytes(0xFD, '7', 'z', 'X', 'Z')),

	/**
	 * Compressed by bzip2.
	 */
	BZIP2("a file that bzip2 compressed", "decompress it, for example with 'bunzip2'",
			(start) -> start.hasBytes('B', 'Z', 'h')),

	/**
	 * A zip archive, which jar files are, too.
	 */
	ZIP("a zip or jar archive", "take the .wasm file out of it, for example with 'unzip'",
			(start) -> start.hasBytes('P', 'K', 3, 4) || start.hasBytes('P', 'K', 5, 6)),

	/**
	 * A tar archive.
	 */
	TAR("a tar archive", "take the .wasm file out of it, for example with 'tar -xf'",
			(start) -> start.hasBytesAt(257, 'u', 's', 't', 'a', 'r')),

	/**
	 * An archive of object files.
	 */
	LIBRARY("a static library, an archive of object files (.a or .rlib)",
			"link it to a module, for example with 'clang … -o file.wasm', or with crate-type = [\"cdylib\"] in Cargo.toml",
			(start) -> start.hasBytes('!', '<', 'a', 'r', 'c', 'h', '>')
					|| start.hasBytes('!', '<', 't', 'h', 'i', 'n', '>')),

	/**
	 * Code of Linux, which wasmtime's compiled modules are, too.
	 */
	ELF("native code (ELF), or code that wasmtime compiled (.cwasm)",
			"compile for WebAssembly, for example with --target=wasm32-wasip1, or use the .wasm file itself",
			(start) -> start.hasBytes(0x7F, 'E', 'L', 'F')),

	/**
	 * A class of Java.
	 */
	CLASS("a class file of Java", "compile the class for WebAssembly, for example with TeaVM",
			(start) -> start.hasBytes(0xCA, 0xFE, 0xBA, 0xBE) && start.byteAt(7) >= 45),

	/**
	 * Code of macOS.
	 */
	MACH_O("native code of macOS (Mach-O)", "compile for WebAssembly, for example with --target=wasm32-wasip1",
			(start) -> start.hasBytes(0xCA, 0xFE, 0xBA, 0xBE) || start.hasBytes(0xCF, 0xFA, 0xED, 0xFE)
					|| start.hasBytes(0xCE, 0xFA, 0xED, 0xFE) || start.hasBytes(0xFE, 0xED, 0xFA)),

	/**
	 * Code of Windows, which assemblies of .NET are, too.
	 */
	WINDOWS("a program or library of Windows or .NET",
			"compile for WebAssembly, for example with --target=wasm32-wasip1", (start) -> start.hasBytes('M', 'Z')),

	/**
	 * Code between LLVM's front end and its back end.
	 */
	BITCODE("LLVM bitcode", "compile without -emit-llvm and -flto, or link it with 'wasm-ld'",
			(start) -> start.hasBytes('B', 'C', 0xC0, 0xDE) || start.hasBytes(0xDE, 0xC0, 0x17, 0x0B)),

	/**
	 * A package of Wasmer.
	 */
	WASMER("a package of Wasmer (webc)", "take the .wasm file out of it, for example with 'wasmer package unpack'",
			(start) -> start.hasBytes(0, 'w', 'e', 'b', 'c')),

	/**
	 * Nothing but zeros.
	 */
	ZEROS("a file of zeros", "copy or download the file again", (start) -> start.consistsOf((value) -> value == 0)),

	/**
	 * Text in UTF-16, or a module that was taken for such a text.
	 */
	UTF_16("a text in UTF-16, or a module that was saved as one, which '>' does in PowerShell",
			"let the compiler write the file by itself, for example with -o file.wasm",
			(start) -> start.hasBytes(0xFF, 0xFE) || start.hasBytes(0xFE, 0xFF)),

	/**
	 * A module in which not even the first bytes are left as they were.
	 */
	DAMAGED("a module that was changed at its start, as it happens to a file that is copied as text",
			"copy or download it again, in binary mode", (start) -> start.text().lastIndexOf("asm\u0001", 16) >= 0),

	/**
	 * The text format.
	 */
	TEXT_FORMAT("the text format", "convert it with 'wat2wasm file.wat -o file.wasm'",
			(start) -> start.says("(module", "(;", ";;")),

	/**
	 * The text format of components.
	 */
	COMPONENT_TEXT("the text format of a component", "write a core module, since components cannot be run",
			(start) -> start.says("(component")),

	/**
	 * A page of a web server.
	 */
	PAGE("an HTML or XML page", "check that the location is the file itself", (start) -> start.says("<")),

	/**
	 * A document of a web server, or a source map.
	 */
	JSON("a JSON document", "check that the location is the file itself, and not an answer about it",
			(start) -> start.says("{", "[")),

	/**
	 * What Git has in place of a large file.
	 */
	LFS_POINTER("a Git LFS pointer", "run 'git lfs pull'", (start) -> start.says("version https://git-lfs")),

	/**
	 * A module in Base64.
	 */
	BASE64("a module in Base64", "decode it, for example with 'base64 -d'",
			(start) -> start.says("data:") || start.begins("AGFzbQ")),

	/**
	 * A module in hexadecimal digits.
	 */
	HEXADECIMAL("a module in hexadecimal digits", "convert it, for example with 'xxd -r' or 'xxd -r -p'",
			FileStart::isHexadecimal),

	/**
	 * JavaScript that loads a module.
	 */
	JAVASCRIPT("JavaScript", "use the .wasm file that was written beside it",
			(start) -> start.says("\"use strict\"", "'use strict'", "var ", "let ", "const ", "import ", "export ",
					"function", "async ", "(function", "(()", "!function", "module.exports", "globalthis",
					"#!/usr/bin/env node")),

	/**
	 * Some other text.
	 */
	TEXT("a text file", "point the location at a .wasm file that a compiler wrote",
			(start) -> start.consistsOf((value) -> value >= ' ' || value == '\n' || value == '\r' || value == '\t'));

	/**
	 * How much of a file is looked at for traces of text.
	 */
	private static final int LONGEST_SAMPLE = 1 << 16;

	private final String description;

	private final String remedy;

	private final Predicate<FileStart> recognizer;

	FileKind(String description, String remedy, Predicate<FileStart> recognizer) {
		this.description = description;
		this.remedy = remedy;
		this.recognizer = recognizer;
	}

	/**
	 * Recognize a file that does not start as a binary of WebAssembly does.
	 * @return its kind, or {@code null} if it could be anything
	 */
	static @Nullable FileKind of(byte[] bytes) {
		FileStart start = FileStart.of(bytes);
		for (FileKind kind : values()) {
			if (kind.recognizer.test(start)) {
				return kind;
			}
		}
		return null;
	}

	/**
	 * Return whether a module that is broken looks as if it had been copied as text: each
	 * line feed follows a carriage return, or characters that stand for others have taken
	 * the place of what was no text.
	 */
	static boolean isCopiedAsText(byte[] bytes) {
		int length = Math.min(bytes.length, LONGEST_SAMPLE);
		int lines = 0;
		int replaced = 0;
		boolean carriageReturns = true;
		for (int i = Preamble.SIZE; i < length; i++) {
			if (bytes[i] == '\n') {
				lines++;
				carriageReturns &= bytes[i - 1] == '\r';
			}
			else if (bytes[i] == (byte) 0xBD && bytes[i - 1] == (byte) 0xBF && bytes[i - 2] == (byte) 0xEF) {
				replaced++;
			}
		}
		return lines > 0 && carriageReturns || replaced > 0 && isText(bytes, length);
	}

	private static boolean isText(byte[] bytes, int length) {
		return !StandardCharsets.UTF_8.newDecoder()
			.decode(ByteBuffer.wrap(bytes, 0, length), CharBuffer.allocate(length), false)
			.isError();
	}

	/**
	 * Return what to do about such a file, as a sentence that says what it is.
	 */
	String remedy() {
		return "This is %s; %s.".formatted(this.description, this.remedy);
	}

}
