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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Set;

import com.dylibso.chicory.wasm.Encoding;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.WasmWriter;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.RawSection;
import com.dylibso.chicory.wasm.types.SectionId;

/**
 * Takes the bodies of compiled functions out of a binary: a parsed body occupies about 30
 * times its size, and nothing reads it anymore. What describes the module stays, with the
 * names of functions; other custom sections do not.
 */
final class CodeStripper {

	/**
	 * Body of a function without locals that only traps, which fits every type.
	 */
	private static final byte[] STUB = { 3, 0, 0, 0x0B };

	private static final Set<OpCode> TAIL_CALLS = Set.of(OpCode.RETURN_CALL, OpCode.RETURN_CALL_INDIRECT,
			OpCode.RETURN_CALL_REF);

	/**
	 * Subsection of the name section.
	 */
	private static final int FUNCTION_NAMES = 1;

	private final WasmModule module;

	private final Collection<Integer> interpreted;

	/**
	 * Create a new stripper.
	 * @param module the parsed module
	 * @param interpreted indices of the functions that need their bodies
	 */
	CodeStripper(WasmModule module, Collection<Integer> interpreted) {
		this.module = module;
		this.interpreted = interpreted;
	}

	/**
	 * Strip the binary that the module was parsed from.
	 */
	byte[] strip(byte[] binary) {
		boolean keepAll = interpretedFunctionsLeaveByTailCalls();
		WasmWriter writer = new WasmWriter();
		Parser.parseWithoutDecoding(binary, (section) -> {
			byte[] contents = ((RawSection) section).contents();
			if (section.sectionId() == SectionId.CODE && !keepAll) {
				writer.writeSection(SectionId.CODE, stripBodies(contents));
			}
			else if (section.sectionId() == SectionId.CUSTOM) {
				writeFunctionNames(writer, contents);
			}
			else {
				writer.writeSection(section.sectionId(), contents);
			}
		});
		return writer.bytes();
	}

	/**
	 * Keep the names of functions, which traps are described by, but not those of locals
	 * and other things.
	 */
	private static void writeFunctionNames(WasmWriter writer, byte[] custom) {
		ByteBuffer contents = ByteBuffer.wrap(custom);
		if (!Encoding.readName(contents, false).equals("name")) {
			return;
		}
		ByteArrayOutputStream kept = new ByteArrayOutputStream();
		kept.write(custom, 0, contents.position());
		while (contents.hasRemaining()) {
			int start = contents.position();
			int id = contents.get();
			int size = (int) Encoding.readVarUInt32(contents);
			int end = contents.position() + size;
			if (id == FUNCTION_NAMES) {
				kept.write(custom, start, end - start);
			}
			contents.position(end);
		}
		writer.writeSection(SectionId.CUSTOM, kept.toByteArray());
	}

	/**
	 * Tell whether an interpreted function makes a tail call: the interpreter then goes
	 * on with the body of the called function, whether that is compiled or not.
	 */
	private boolean interpretedFunctionsLeaveByTailCalls() {
		int imported = importedFunctions();
		return this.interpreted.stream()
			.map((index) -> this.module.codeSection().getFunctionBody(index - imported))
			.anyMatch(CodeStripper::makesTailCall);
	}

	private static boolean makesTailCall(FunctionBody body) {
		return body.instructions().stream().anyMatch((instruction) -> TAIL_CALLS.contains(instruction.opcode()));
	}

	private byte[] stripBodies(byte[] code) {
		int imported = importedFunctions();
		ByteArrayOutputStream stripped = new ByteArrayOutputStream();
		ByteBuffer bodies = ByteBuffer.wrap(code);
		int count = (int) Encoding.readVarUInt32(bodies);
		WasmWriter.writeVarUInt32(stripped, count);
		for (int i = 0; i < count; i++) {
			int start = bodies.position();
			int size = (int) Encoding.readVarUInt32(bodies);
			int end = bodies.position() + size;
			if (this.interpreted.contains(imported + i)) {
				stripped.write(code, start, end - start);
			}
			else {
				stripped.writeBytes(STUB);
			}
			bodies.position(end);
		}
		return stripped.toByteArray();
	}

	/**
	 * Only imported functions shift the indices of functions, not other imports.
	 */
	private int importedFunctions() {
		return this.module.importSection().count(ExternalType.FUNCTION);
	}

}
