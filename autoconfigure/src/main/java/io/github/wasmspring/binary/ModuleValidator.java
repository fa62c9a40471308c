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

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException;

/**
 * Validates a module while it is decoded, and hands on what it visits.
 * <p>
 * The first problem is kept for the end, so that the features of the whole module are
 * known by then: one that is not supported explains more. Modules with types that an
 * engine collects, or with exceptions in their old form, which no backend runs, are not
 * validated.
 *
 * @see <a href="https://webassembly.github.io/spec/core/valid/index.html">Validation</a>
 */
final class ModuleValidator extends ModuleVisitor {

	private static final long MOST_PAGES = 65536;

	private static final long MOST_LARGE_PAGES = 1L << 48;

	private static final long MOST_ELEMENTS = 0xFFFF_FFFFL;

	private final BinaryProblems problems;

	private final Set<String> exports = new HashSet<>();

	/**
	 * The functions that code may refer to.
	 */
	private final BitSet references = new BitSet();

	private ModuleIndex index = new ModuleIndex(() -> 0);

	private FunctionValidator function;

	private @Nullable WasmLoadException problem;

	/**
	 * Whether code is visited that is not validated.
	 */
	private boolean skipping;

	private boolean body;

	private ElementSegment segment = new ElementSegment(ElementSegment.Mode.PASSIVE, 0);

	/**
	 * Type of the values of the expressions that follow.
	 */
	private int expected;

	private boolean inExpression;

	ModuleValidator(BinaryProblems problems, @Nullable ModuleVisitor next) {
		super(next);
		this.problems = problems;
		this.function = new FunctionValidator(problems, this.index, this.references);
	}

	/**
	 * Return the first problem, or {@code null} if the module is valid.
	 */
	@Nullable WasmLoadException problem() {
		return this.problem;
	}

	private void check(boolean valid, String fact, Object... arguments) {
		if (!valid) {
			keep(this.problems.invalid(fact.formatted(arguments), this.index.position()));
		}
	}

	private void keep(WasmLoadException problem) {
		if (this.problem == null) {
			this.problem = problem;
		}
		this.skipping = true;
	}

	private boolean isUnchecked() {
		return this.problem != null || isUnchecked(this.index);
	}

	/**
	 * Return whether a module has what is decoded only, but neither validated nor
	 * encoded.
	 */
	static boolean isUnchecked(ModuleIndex index) {
		return index.features().containsKey(WasmFeature.GARBAGE_COLLECTION)
				|| index.features().containsKey(WasmFeature.LEGACY_EXCEPTIONS);
	}

	@Override
	public void visitModule(ModuleIndex index) {
		this.index = index;
		this.function = new FunctionValidator(this.problems, index, this.references);
		super.visitModule(index);
	}

	@Override
	public void visitType(FunctionType type) {
		for (int value : type.parameters()) {
			checkType(value);
		}
		for (int value : type.results()) {
			checkType(value);
		}
		super.visitType(type);
	}

	private void checkType(int type) {
		check(!ValueTypes.isConcrete(type) || isUnchecked() || ValueTypes.index(type) < this.index.countTypes(),
				"unknown type %d", ValueTypes.index(type));
	}

	private void checkFunctionType(int type) {
		check(this.index.functionType(type) != null || isUnchecked(), "unknown type %s",
				Integer.toUnsignedString(type));
	}

	@Override
	public void visitImport(String module, String name, WasmExternalKind kind, Object type) {
		switch (kind) {
			case FUNCTION -> checkFunctionType((Integer) type);
			case TABLE -> checkTable((TableType) type);
			case MEMORY -> checkMemory((SizeLimits) type);
			case GLOBAL -> checkType(((GlobalType) type).valueType());
			case TAG -> checkTag((Integer) type);
		}
		super.visitImport(module, name, kind, type);
	}

	@Override
	public void visitFunction(int type) {
		checkFunctionType(type);
		super.visitFunction(type);
	}

	@Override
	public void visitTable(TableType type, boolean initialized) {
		checkTable(type);
		check(initialized || ValueTypes.isDefaultable(type.elementType()),
				"type mismatch: the elements of a table need an initial value");
		expect(type.elementType());
		super.visitTable(type, initialized);
	}

	private void checkTable(TableType table) {
		checkType(table.elementType());
		check(table.limits().isValid((table.limits().large()) ? -1 : MOST_ELEMENTS),
				"size minimum must not be greater than maximum");
		check(!table.limits().shared(), "tables cannot be shared");
	}

	@Override
	public void visitMemory(SizeLimits limits) {
		checkMemory(limits);
		super.visitMemory(limits);
	}

	private void checkMemory(SizeLimits limits) {
		long largest = (limits.large()) ? MOST_LARGE_PAGES : MOST_PAGES;
		check(new SizeLimits(limits.minimum(), null, false, false).isValid(largest),
				"memory size must be at most %d pages%s", largest, (limits.large()) ? "" : " (4GiB)");
		check(limits.isValid(largest),
				"size minimum must not be greater than maximum, and memory size must be at most %d pages%s", largest,
				(limits.large()) ? "" : " (4GiB)");
		check(!limits.shared() || limits.maximum() != null, "shared memory must have maximum");
	}

	@Override
	public void visitTag(int type) {
		checkTag(type);
		super.visitTag(type);
	}

	private void checkTag(int type) {
		checkFunctionType(type);
		FunctionType function = this.index.functionType(type);
		check(function == null || function.results().length == 0, "non-empty tag result type");
	}

	@Override
	public void visitGlobal(GlobalType type) {
		checkType(type.valueType());
		expect(type.valueType());
		super.visitGlobal(type);
	}

	@Override
	public void visitExport(String name, WasmExternalKind kind, int index) {
		check(index >= 0 && index < this.index.count(kind), "export '%s': unknown %s %s", name, describe(kind),
				Integer.toUnsignedString(index));
		check(this.exports.add(name), "duplicate export name '%s'", name);
		if (kind == WasmExternalKind.FUNCTION && this.problem == null) {
			this.references.set(index);
		}
		super.visitExport(name, kind, index);
	}

	private static String describe(WasmExternalKind kind) {
		return (kind == WasmExternalKind.FUNCTION) ? "function" : kind.toString();
	}

	@Override
	public void visitStart(int function) {
		if (checkFunction(function)) {
			FunctionType type = this.index.functionType(this.index.typeOf(function));
			check(type == null || type.values() == 0, "start function must take and return nothing");
		}
		super.visitStart(function);
	}

	private boolean checkFunction(int function) {
		boolean known = function >= 0 && function < this.index.count(WasmExternalKind.FUNCTION);
		check(known, "unknown function %s", Integer.toUnsignedString(function));
		return known;
	}

	@Override
	public void visitElements(ElementSegment segment) {
		this.segment = segment;
		if (segment.mode() == ElementSegment.Mode.ACTIVE) {
			boolean known = segment.table() >= 0 && segment.table() < this.index.count(WasmExternalKind.TABLE);
			check(known, "unknown table %s", Integer.toUnsignedString(segment.table()));
			expect((known) ? this.index.table(segment.table()).limits().addressType() : ValueTypes.I32);
		}
		super.visitElements(segment);
	}

	@Override
	public void visitElementItems(int type, boolean expressions, int count) {
		checkType(type);
		if (this.segment.mode() == ElementSegment.Mode.ACTIVE && this.problem == null) {
			int elements = this.index.table(this.segment.table()).elementType();
			check(isUnchecked() || this.index.matches(type, elements),
					"type mismatch: elements of type %s in a table of %s", ValueTypes.name(type),
					ValueTypes.name(elements));
		}
		expect(type);
		super.visitElementItems(type, expressions, count);
	}

	@Override
	public void visitElement(int function) {
		if (checkFunction(function)) {
			this.references.set(function);
		}
		super.visitElement(function);
	}

	/**
	 * Set the type of the value of the expressions that follow.
	 */
	private void expect(int type) {
		this.expected = type;
	}

	@Override
	public boolean visitBody(int function, int size) {
		this.body = true;
		this.skipping = isUnchecked();
		if (!this.skipping) {
			FunctionType type = this.index.functionType(this.index.typeOf(function));
			if (type != null) {
				this.function.begin(type);
			}
		}
		super.visitBody(function, size);
		return true;
	}

	@Override
	public void visitLocals(long count, int type) {
		if (!this.skipping) {
			try {
				this.function.addLocals(count, type);
			}
			catch (WasmLoadException ex) {
				keep(ex);
			}
		}
		super.visitLocals(count, type);
	}

	@Override
	public void visitInstruction(Instruction instruction) {
		if (!this.body && !this.inExpression) {
			this.inExpression = true;
			this.skipping = isUnchecked();
			if (!this.skipping) {
				this.function.beginConstant(this.expected);
			}
		}
		if (!this.skipping) {
			validate(instruction);
		}
		if (!this.body && instruction.opcode == Opcode.END) {
			this.inExpression = false;
		}
		if (!this.skipping) {
			super.visitInstruction(instruction);
		}
	}

	private void validate(Instruction instruction) {
		WasmFeature feature = InstructionSet.feature(instruction.opcode);
		if (feature == WasmFeature.GARBAGE_COLLECTION || feature == WasmFeature.LEGACY_EXCEPTIONS) {
			this.skipping = true;
			return;
		}
		try {
			this.function.validate(instruction);
		}
		catch (WasmLoadException ex) {
			keep(ex);
		}
	}

	@Override
	public void visitBodyEnd() {
		this.body = false;
		super.visitBodyEnd();
	}

	@Override
	public void visitDataSegment(boolean active, int memory) {
		if (active) {
			boolean known = memory >= 0 && memory < this.index.count(WasmExternalKind.MEMORY);
			check(known, "unknown memory %s", Integer.toUnsignedString(memory));
			expect((known) ? this.index.memory(memory).addressType() : ValueTypes.I32);
		}
		super.visitDataSegment(active, memory);
	}

}
