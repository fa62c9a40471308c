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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Describes what is wrong with the binary of a module.
 *
 * @param context names the module
 * @param bytes the binary
 */
record BinaryProblems(WasmErrorContext context, byte[] bytes) {

	private static final WasmText COPIED_AS_TEXT = WasmText
		.of("The file was changed as if it were a text; copy or download it again in binary mode, and in a Git repository write '*.wasm binary' to .gitattributes before it is added again.");

	private static final WasmText REBUILD = WasmText.of("Build the file again, or check it with 'wasm-validate'.");

	WasmLoadException malformed(String fact, int offset) {
		return failure(Reason.MALFORMED, "the binary is malformed: %s (at offset %d)".formatted(fact, offset),
				(FileKind.isCopiedAsText(this.bytes)) ? COPIED_AS_TEXT : REBUILD, offset);
	}

	WasmLoadException invalid(String fact, int offset) {
		return failure(Reason.INVALID, "the module is invalid: %s (at offset %d)".formatted(fact, offset), REBUILD,
				offset);
	}

	/**
	 * Refuse the module if it has more of something than it may.
	 * @param owner what has it
	 * @param setting what limits it
	 */
	void checkLimit(String owner, long found, String what, long limit, WasmSetting setting, int offset) {
		if (found > limit) {
			throw failure(Reason.LIMIT_EXCEEDED,
					"%s has %d %s, but at most %d are allowed".formatted(owner, found, what, limit),
					WasmText.of("Set %s to at least %d if you trust the module.", setting.proposing(found), found),
					offset);
		}
	}

	WasmLoadException failure(Reason reason, String fact, String remedy, @Nullable Integer offset) {
		return failure(reason, fact, WasmText.of(remedy), offset);
	}

	WasmLoadException failure(Reason reason, String fact, WasmText remedy, @Nullable Integer offset) {
		boolean depends = reason == Reason.MALFORMED || reason == Reason.INVALID || reason == Reason.UNSUPPORTED;
		return new WasmLoadException(reason, (depends) ? this.context : withoutBackend(), WasmText.of(fact), remedy,
				offset, null);
	}

	/**
	 * Return the context of what is wrong for every backend.
	 */
	private WasmErrorContext withoutBackend() {
		return new WasmErrorContext(this.context.module(), null, null, this.context.settingNames());
	}

}
