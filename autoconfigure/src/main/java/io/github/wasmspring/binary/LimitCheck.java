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

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmSetting;

/**
 * Refuses modules that would take an engine too long or too much memory.
 */
final class LimitCheck extends ModuleVisitor {

	private static final String MODULE = "the module";

	private final BinaryProblems problems;

	private final LoadLimits limits;

	private final FunctionCount function;

	private ModuleIndex index = new ModuleIndex(() -> 0);

	private long types;

	private long typeValues;

	private long names;

	private long elements;

	private long instructions;

	private long totalLocals;

	private long branchTargets;

	LimitCheck(BinaryProblems problems, LoadLimits limits, ModuleVisitor next) {
		super(next);
		this.problems = problems;
		this.limits = limits;
		this.function = new FunctionCount(limits);
	}

	private void check(long found, String what, long limit, WasmSetting setting) {
		this.problems.checkLimit(MODULE, found, what, limit, setting, this.index.position());
	}

	@Override
	public void visitModule(ModuleIndex index) {
		this.index = index;
		super.visitModule(index);
	}

	@Override
	public void visitSection(Section section, int count) {
		if (section == Section.FUNCTION || section == Section.CODE) {
			checkFunctions(count + (long) this.index.countImported(WasmExternalKind.FUNCTION));
		}
		else if (section == Section.IMPORT) {
			check(count, section.entries(), this.limits.imports(), WasmSetting.LIMITS_IMPORTS);
		}
		else if (section != Section.DATA_COUNT) {
			check(count, section.entries(), this.limits.entries(), WasmSetting.LIMITS_ENTRIES);
		}
		super.visitSection(section, count);
	}

	private void checkFunctions(long count) {
		check(count, "functions", this.limits.functions(), WasmSetting.LIMITS_FUNCTIONS);
	}

	@Override
	public void visitType(FunctionType type) {
		check(++this.types, Section.TYPE.entries(), this.limits.entries(), WasmSetting.LIMITS_ENTRIES);
		this.typeValues += type.values();
		check(this.typeValues, "parameters and results of its types", this.limits.typeValues(),
				WasmSetting.LIMITS_TYPE_VALUES);
		super.visitType(type);
	}

	@Override
	public void visitImport(String module, String name, WasmExternalKind kind, Object type) {
		addName(module);
		addName(name);
		checkFunctions(this.index.count(WasmExternalKind.FUNCTION));
		super.visitImport(module, name, kind, type);
	}

	@Override
	public void visitExport(String name, WasmExternalKind kind, int index) {
		addName(name);
		super.visitExport(name, kind, index);
	}

	private void addName(String name) {
		this.names += name.length();
		check(this.names, "characters in its names", this.limits.names(), WasmSetting.LIMITS_NAMES);
	}

	@Override
	public void visitElementItems(int type, boolean expressions, int count) {
		this.elements += count;
		check(this.elements, "elements in its segments", this.limits.tableElements(), WasmSetting.MAX_TABLE_ELEMENTS);
		super.visitElementItems(type, expressions, count);
	}

	@Override
	public boolean visitBody(int function, int size) {
		this.problems.checkLimit("function " + function, size, "bytes", this.limits.functionSize().toBytes(),
				WasmSetting.LIMITS_FUNCTION_SIZE, this.index.position());
		this.function.begin(function, this.index);
		return super.visitBody(function, size);
	}

	@Override
	public void visitLocals(long count, int type) {
		this.totalLocals += count;
		this.function.addLocals(count);
		this.function.checkLocals(this.problems, this.index.position());
		check(this.totalLocals, "local variables", this.limits.totalLocals(), WasmSetting.LIMITS_TOTAL_LOCALS);
		super.visitLocals(count, type);
	}

	/**
	 * Hand an instruction on, unless its function has exceeded a limit: then the rest is
	 * only counted.
	 */
	@Override
	public void visitInstruction(Instruction instruction) {
		this.instructions++;
		if (this.instructions > this.limits.instructions()) {
			check(this.instructions, "or more instructions", this.limits.instructions(),
					WasmSetting.LIMITS_INSTRUCTIONS);
		}
		if (instruction.opcode == Opcode.BR_TABLE) {
			this.branchTargets += instruction.count;
			check(this.branchTargets, "or more targets of branch tables", this.limits.branchTargets(),
					WasmSetting.LIMITS_BRANCH_TARGETS);
		}
		this.function.count(instruction);
		if (!this.function.isExceeded()) {
			super.visitInstruction(instruction);
		}
	}

	@Override
	public void visitBodyEnd() {
		this.function.check(this.problems, this.index.position());
		this.index.addFunctionCosts(this.function.blockLocals(), this.function.operands());
		super.visitBodyEnd();
	}

}
