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

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

/**
 * Decodes modules, exactly by the specification, in a single pass that keeps no code. It
 * knows all encodings of version 3.0, and refuses what it does not know.
 *
 * @since 0.1.0
 * @see <a href="https://webassembly.github.io/spec/core/binary/index.html">Binary
 * format</a>
 */
public final class ModuleDecoder {

	private final ByteReader reader;

	private final BinaryProblems problems;

	private final ModuleIndex index;

	private final DeclarationDecoder declarations;

	private final InstructionDecoder instructions;

	private final NameSection names = new NameSection();

	/**
	 * Where the entry starts that is decoded, or the local variables of a function.
	 */
	private int place;

	private int declaredFunctions;

	private int codeFunctions = -1;

	private int dataSegments = -1;

	/**
	 * Create a decoder for what an encoder wrote.
	 * @param module name of the module, for messages
	 * @param binary the module
	 */
	public ModuleDecoder(String module, EncodedModule binary) {
		this(new BinaryProblems(WasmErrorContext.of(module, null), binary.bytes()), binary.bytes());
	}

	ModuleDecoder(BinaryProblems problems, byte[] bytes) {
		this.problems = problems;
		this.reader = new ByteReader(problems, bytes);
		this.index = new ModuleIndex(() -> this.place);
		this.instructions = new InstructionDecoder(this.reader, this.index);
		this.declarations = new DeclarationDecoder(this.reader, this.index, this.instructions);
	}

	/**
	 * Decode the module.
	 * @param visitor who visits it
	 * @return what the module declares
	 * @throws WasmLoadException if the module is malformed
	 */
	public ModuleIndex decode(ModuleVisitor visitor) {
		Preamble.check(this.problems, this.reader.bytes());
		this.reader.moveTo(Preamble.SIZE);
		visitor.visitModule(this.index);
		SectionFrame frame = new SectionFrame(this.reader);
		while (frame.next()) {
			Section section = frame.section();
			if (section == null) {
				String name = this.reader.readName();
				this.index.addCustomSection(name);
				this.names.read(name, this.reader);
			}
			else {
				decode(section, visitor);
				frame.checkEnd();
			}
		}
		checkCounts();
		this.names.visit(this.index, visitor);
		visitor.visitModuleEnd();
		return this.index;
	}

	/**
	 * Return what the module declares, as far as it was decoded.
	 * @return the index
	 */
	ModuleIndex index() {
		return this.index;
	}

	private void decode(Section section, ModuleVisitor visitor) {
		switch (section) {
			case START -> {
				this.place = this.reader.position();
				int function = this.reader.readU32();
				this.index.setStart(function);
				visitor.visitSection(section, 1);
				visitor.visitStart(function);
			}
			case DATA_COUNT -> {
				int count = this.reader.readU32();
				if (count < 0) {
					throw this.problems.malformed("data count and data section have inconsistent lengths",
							this.reader.position());
				}
				this.index.setDataSegments(count);
				visitor.visitSection(section, this.index.countDataSegments());
			}
			default -> {
				this.place = this.reader.position();
				int count = this.reader.readCount(section.entries());
				visitor.visitSection(section, count);
				prepare(section, count);
				for (int i = 0; i < count; i++) {
					decodeEntry(section, i, visitor);
				}
			}
		}
	}

	private void prepare(Section section, int count) {
		switch (section) {
			case FUNCTION -> {
				this.declaredFunctions = count;
			}
			case CODE -> {
				this.codeFunctions = count;
				checkCode();
			}
			case DATA -> {
				this.dataSegments = count;
			}
			case TAG -> this.index.require(WasmFeature.EXCEPTIONS, "a tag");
			default -> {
			}
		}
	}

	private void decodeEntry(Section section, int entry, ModuleVisitor visitor) {
		this.place = this.reader.position();
		if (section == Section.CODE) {
			decodeBody(this.index.countImported(WasmExternalKind.FUNCTION) + entry, visitor);
		}
		else {
			this.declarations.decode(section, visitor);
		}
	}

	private void decodeBody(int function, ModuleVisitor visitor) {
		int size = this.reader.readSize();
		int sectionEnd = this.reader.end();
		int end = this.reader.position() + size;
		this.reader.limit(end);
		if (visitor.visitBody(function, size)) {
			decodeLocals(visitor);
			this.instructions.decode(visitor);
			if (this.reader.hasMore()) {
				throw this.problems.malformed(
						"END opcode expected: function %d goes on after its end".formatted(function),
						this.reader.position());
			}
		}
		this.reader.moveTo(end);
		this.reader.limit(sectionEnd);
		visitor.visitBodyEnd();
	}

	private void decodeLocals(ModuleVisitor visitor) {
		long total = 0;
		for (int left = this.reader.readCount("groups of local variables"); left > 0; left--) {
			this.place = this.reader.position();
			long count = Integer.toUnsignedLong(this.reader.readU32());
			total += count;
			if (total > 0xFFFF_FFFFL) {
				throw this.problems.malformed("too many locals", this.place);
			}
			int type = this.reader.readValueType();
			this.index.requireType(type);
			visitor.visitLocals(count, type);
		}
	}

	private void checkCounts() {
		if (this.codeFunctions < 0) {
			this.codeFunctions = 0;
			checkCode();
		}
		int declared = this.index.countDataSegments();
		int segments = Math.max(0, this.dataSegments);
		if (declared >= 0 && declared != segments) {
			throw this.problems.malformed(
					"data count and data section have inconsistent lengths: %d and %d".formatted(declared, segments),
					this.reader.position());
		}
	}

	private void checkCode() {
		if (this.declaredFunctions != this.codeFunctions) {
			throw this.problems.failure(Reason.MALFORMED,
					"the binary is malformed: function and code section have inconsistent lengths: %d and %d"
						.formatted(this.declaredFunctions, this.codeFunctions),
					"Copy or download the file again, which may be cut off, or build it again.",
					this.reader.position());
		}
	}

}
