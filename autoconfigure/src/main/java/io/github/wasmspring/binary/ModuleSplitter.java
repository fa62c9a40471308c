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

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExternalKind;

/**
 * Splits the large functions of a module: pieces of them become functions of their own,
 * behind all others, so that nothing gets another index.
 *
 * @since 0.1.0
 */
public final class ModuleSplitter extends ModuleVisitor {

	/**
	 * Bytes of bytecode that a byte of code becomes at most, or an access to memory.
	 */
	private static final int GROWTH = 4;

	private final ModuleEncoder encoder;

	private final BinaryProblems problems;

	private final SplitSettings settings;

	private final BitSet references = new BitSet();

	private ModuleIndex index = new ModuleIndex(() -> 0);

	private @Nullable HiddenGlobals globals;

	private @Nullable CodeTreeBuilder builder;

	private int function;

	private final List<Instruction> instructions = new ArrayList<>();

	private final List<long[]> locals = new ArrayList<>();

	private int pieces;

	private ModuleSplitter(ModuleEncoder encoder, BinaryProblems problems, SplitSettings settings) {
		super(encoder);
		this.encoder = encoder;
		this.problems = problems;
		this.settings = settings;
	}

	/**
	 * Split the large functions of a module.
	 * @param name name of the module, for messages
	 * @param module the module, which is valid
	 * @param settings how large the pieces are
	 * @return the module with the pieces, or the module itself if there are none; its
	 * index is still that of the module
	 */
	public static EncodedModule split(String name, EncodedModule module, SplitSettings settings) {
		ModuleEncoder encoder = new ModuleEncoder();
		BinaryProblems problems = new BinaryProblems(WasmErrorContext.of(name, null), module.bytes());
		ModuleSplitter splitter = new ModuleSplitter(encoder, problems, settings);
		new ModuleDecoder(name, module).decode(splitter);
		return (splitter.pieces > 0) ? encoder.toModule() : module;
	}

	@Override
	public void visitModule(ModuleIndex index) {
		this.index = index;
		super.visitModule(index);
	}

	@Override
	public boolean visitBody(int function, int size) {
		FunctionType type = this.index.functionType(this.index.typeOf(function));
		if (type == null || !this.settings.always()
				&& size * (GROWTH + this.settings.access() / 2) <= this.settings.preferred()) {
			return super.visitBody(function, size);
		}
		this.function = function;
		// valid modules have declared what they refer to
		this.references.set(0, this.index.count(WasmExternalKind.FUNCTION));
		this.builder = new CodeTreeBuilder(type, this.index,
				new FunctionValidator(this.problems, this.index, this.references));
		return true;
	}

	@Override
	public void visitLocals(long count, int type) {
		if (this.builder == null) {
			super.visitLocals(count, type);
			return;
		}
		this.builder.addLocals(count, type);
		this.locals.add(new long[] { count, type });
	}

	@Override
	public void visitInstruction(Instruction instruction) {
		if (this.builder == null) {
			super.visitInstruction(instruction);
			return;
		}
		Instruction copy = instruction.copy();
		this.instructions.add(copy);
		this.builder.add(copy);
	}

	@Override
	public void visitBodyEnd() {
		if (this.builder != null) {
			CodeTree tree = this.builder.build();
			this.builder = null;
			if (tree == null || !FunctionSplitter.isLarge(tree, this.settings)
					|| !split(CaseGrouping.apply(tree, this.settings))) {
				super.visitBody(this.function, 0);
				this.locals.forEach((group) -> super.visitLocals(group[0], (int) group[1]));
				this.instructions.forEach(super::visitInstruction);
			}
			this.locals.clear();
			this.instructions.clear();
		}
		super.visitBodyEnd();
	}

	private boolean split(CodeTree tree) {
		if (this.globals == null) {
			this.globals = new HiddenGlobals(this.index.count(WasmExternalKind.GLOBAL));
		}
		HiddenGlobals shared = this.globals;
		int cut = FunctionSplitter.split(tree, this.settings,
				(region) -> CodeWriter.addPiece(tree, region.nodes(), region.call(), this.encoder, shared));
		if (cut == 0) {
			return false;
		}
		this.pieces += cut;
		super.visitBody(this.function, 0);
		FunctionType type = Objects.requireNonNull(this.index.functionType(this.index.typeOf(this.function)));
		CodeWriter.writeFunction(tree, type.parameters().length, this.encoder, shared);
		return true;
	}

	@Override
	public void visitModuleEnd() {
		if (this.globals != null) {
			this.globals.writeTo(this.encoder);
		}
		super.visitModuleEnd();
	}

}
