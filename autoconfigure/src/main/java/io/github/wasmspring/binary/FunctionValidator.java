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

import java.util.Arrays;
import java.util.BitSet;

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException;

/**
 * Validates the code of a function or a constant expression, instruction by instruction.
 */
final class FunctionValidator {

	private static final int[] NOTHING = {};

	private static final int[] EXCEPTION = { ValueTypes.EXNREF };

	/**
	 * Lanes that a shuffle chooses from.
	 */
	private static final int SHUFFLED_LANES = 32;

	private final ModuleIndex index;

	private final BitSet references;

	private final OperandStack stack;

	private final LocalVariables locals = new LocalVariables();

	private int[] results = NOTHING;

	private boolean constant;

	FunctionValidator(BinaryProblems problems, ModuleIndex index, BitSet references) {
		this.index = index;
		this.references = references;
		this.stack = new OperandStack(problems, index);
	}

	void begin(FunctionType type) {
		this.constant = false;
		begin(type.parameters(), type.results());
	}

	/**
	 * Begin a constant expression.
	 */
	void beginConstant(int type) {
		this.constant = true;
		begin(NOTHING, new int[] { type });
	}

	private void begin(int[] parameters, int[] results) {
		this.results = results;
		this.locals.begin(parameters);
		this.stack.begin(this.index, results);
	}

	/**
	 * Return the operands where the next instruction is.
	 */
	OperandStack stack() {
		return this.stack;
	}

	void addLocals(long count, int type) {
		this.stack.at(this.index.position());
		checkType(type);
		if (!this.locals.add(count, type)) {
			throw this.stack.tooMany("a function has more than %d local variables, which is what is possible"
				.formatted(LocalVariables.MOST));
		}
	}

	/**
	 * Check that a type of values exists.
	 */
	private void checkType(int type) {
		if (ValueTypes.isConcrete(type)) {
			checkTypeIndex(ValueTypes.index(type));
		}
	}

	private void checkTypeIndex(int type) {
		if (type < 0 || type >= this.index.countTypes()) {
			throw unknown("type", type);
		}
	}

	/**
	 * Validate an instruction.
	 * @return whether it was the last one
	 * @throws WasmLoadException if it is not valid where it is
	 */
	boolean validate(Instruction instruction) {
		this.stack.at(instruction.offset);
		int opcode = instruction.opcode;
		if (this.constant) {
			checkConstant(instruction);
		}
		int signature = InstructionSet.signature(opcode);
		if (signature != InstructionSet.SPECIAL) {
			apply(signature, instruction);
		}
		else {
			switch (opcode) {
				case Opcode.LOCAL_GET -> {
					int local = checkLocal(instruction.index);
					if (!this.locals.isSet(local)) {
						throw this.stack.invalid("uninitialized local %d".formatted(local));
					}
					this.stack.push(this.locals.type(local));
				}
				case Opcode.LOCAL_SET -> {
					this.stack.pop(this.locals.type(checkLocal(instruction.index)));
					this.locals.set(instruction.index);
				}
				case Opcode.LOCAL_TEE -> {
					int type = this.locals.type(checkLocal(instruction.index));
					this.stack.pop(type);
					this.locals.set(instruction.index);
					this.stack.push(type);
				}
				case Opcode.CALL -> call(function(instruction.index));
				case Opcode.END -> end();
				case Opcode.BLOCK, Opcode.LOOP -> enter(instruction);
				case Opcode.IF -> {
					this.stack.pop(ValueTypes.I32);
					enter(instruction);
				}
				case Opcode.ELSE -> orElse();
				case Opcode.BR -> {
					this.stack.pop(this.stack.label(instruction.index));
					this.stack.unreachable();
				}
				case Opcode.BR_IF -> {
					this.stack.pop(ValueTypes.I32);
					pass(this.stack.label(instruction.index));
				}
				case Opcode.RETURN -> leave(this.results);
				case Opcode.DROP -> this.stack.pop();
				case Opcode.UNREACHABLE -> this.stack.unreachable();
				case Opcode.SELECT -> select();
				case Opcode.GLOBAL_GET -> this.stack.push(global(instruction.index).valueType());
				case Opcode.GLOBAL_SET -> {
					GlobalType global = global(instruction.index);
					if (!global.mutable()) {
						throw this.stack.invalid("global is immutable: %d".formatted(instruction.index));
					}
					this.stack.pop(global.valueType());
				}
				case Opcode.BR_TABLE -> branchTable(instruction);
				case Opcode.CALL_INDIRECT -> call(indirect(instruction));
				default -> validateOther(instruction, opcode);
			}
		}
		return this.stack.isDone();
	}

	private void apply(int signature, Instruction instruction) {
		int address = 0;
		if (InstructionSet.isMemoryAccess(instruction.opcode)) {
			address = checkAccess(instruction);
		}
		else if (instruction.opcode >= Opcode.V128_CONST) {
			checkLane(instruction);
		}
		for (int operands = signature >>> Byte.SIZE; operands != 0; operands >>>= Byte.SIZE) {
			int operand = operands & 0xFF;
			this.stack.pop((operand == InstructionSet.ADDRESS) ? address : operand);
		}
		int result = signature & 0xFF;
		if (result != 0) {
			this.stack.push(result);
		}
	}

	private int checkAccess(Instruction instruction) {
		SizeLimits memory = memory(instruction.index);
		int natural = InstructionSet.detail(instruction.opcode);
		if (instruction.opcode >= Opcode.MEMORY_ATOMIC_NOTIFY) {
			if (instruction.alignment != natural) {
				throw this.stack.invalid("alignment must be natural for atomic instructions");
			}
		}
		else if (instruction.alignment > natural) {
			throw this.stack.invalid("alignment must not be larger than natural");
		}
		if (!memory.large() && instruction.value >>> 32 != 0) {
			throw this.stack.invalid("offset out of range");
		}
		if (InstructionSet.immediates(instruction.opcode) == Immediates.MEMORY_LANE
				&& instruction.lane >= 16 >> natural) {
			throw this.stack.invalid("invalid lane index %d".formatted(instruction.lane));
		}
		return memory.addressType();
	}

	private void checkLane(Instruction instruction) {
		if (InstructionSet.immediates(instruction.opcode) == Immediates.LANE
				&& instruction.lane >= InstructionSet.detail(instruction.opcode)) {
			throw this.stack.invalid("invalid lane index %d".formatted(instruction.lane));
		}
	}

	private void checkConstant(Instruction instruction) {
		switch (instruction.opcode) {
			case Opcode.I32_ADD, Opcode.I32_SUB, Opcode.I32_MUL, Opcode.I64_ADD, Opcode.I64_SUB, Opcode.I64_MUL ->
				this.index.require(WasmFeature.EXTENDED_CONSTANTS, InstructionSet.name(instruction.opcode));
			case Opcode.GLOBAL_GET -> {
				if (global(instruction.index).mutable()) {
					throw this.stack.invalid("constant expression required, but a global is mutable");
				}
				if (instruction.index >= this.index.countImported(WasmExternalKind.GLOBAL)) {
					this.index.require(WasmFeature.EXTENDED_CONSTANTS, "a global of the module itself");
				}
			}
			default -> {
				if (!isConstant(instruction.opcode)) {
					throw this.stack
						.invalid("constant expression required, but got " + InstructionSet.name(instruction.opcode));
				}
			}
		}
	}

	private static boolean isConstant(int opcode) {
		return opcode >= Opcode.I32_CONST && opcode <= Opcode.F64_CONST || opcode == Opcode.V128_CONST
				|| opcode == Opcode.REF_NULL || opcode == Opcode.REF_FUNC || opcode == Opcode.END;
	}

	private void validateOther(Instruction instruction, int opcode) {
		switch (opcode) {
			case Opcode.SELECT_TYPED -> selectTyped(instruction);
			case Opcode.RETURN_CALL -> tailCall(function(instruction.index));
			case Opcode.RETURN_CALL_INDIRECT -> tailCall(indirect(instruction));
			case Opcode.CALL_REF -> call(reference(instruction.index));
			case Opcode.RETURN_CALL_REF -> tailCall(reference(instruction.index));
			case Opcode.THROW -> leave(tag(instruction.index).parameters());
			case Opcode.THROW_REF -> leave(new int[] { ValueTypes.EXNREF });
			case Opcode.TRY_TABLE -> {
				checkClauses(instruction);
				enter(instruction);
			}
			case Opcode.REF_NULL -> {
				checkType(instruction.index);
				this.stack.push(instruction.index);
			}
			case Opcode.REF_IS_NULL -> {
				this.stack.popReference();
				this.stack.push(ValueTypes.I32);
			}
			case Opcode.REF_FUNC -> referFunction(instruction.index);
			case Opcode.REF_AS_NON_NULL -> this.stack.push(ValueTypes.asNonNull(this.stack.popReference()));
			case Opcode.BR_ON_NULL -> {
				int type = this.stack.popReference();
				pass(this.stack.label(instruction.index));
				this.stack.push(ValueTypes.asNonNull(type));
			}
			case Opcode.BR_ON_NON_NULL -> branchOnNonNull(instruction.index);
			case Opcode.MEMORY_SIZE -> this.stack.push(memory(instruction.index).addressType());
			case Opcode.MEMORY_GROW -> {
				int address = memory(instruction.index).addressType();
				this.stack.pop(address);
				this.stack.push(address);
			}
			default -> validateBulk(instruction, opcode);
		}
	}

	private void validateBulk(Instruction instruction, int opcode) {
		int first = instruction.index;
		int second = instruction.second;
		switch (opcode) {
			case Opcode.TABLE_GET -> {
				TableType table = table(first);
				this.stack.pop(table.limits().addressType());
				this.stack.push(table.elementType());
			}
			case Opcode.TABLE_SET -> {
				TableType table = table(first);
				this.stack.pop(table.elementType());
				this.stack.pop(table.limits().addressType());
			}
			case Opcode.MEMORY_INIT -> {
				int address = memory(second).addressType();
				checkData(first);
				popRange(address, ValueTypes.I32, ValueTypes.I32);
			}
			case Opcode.DATA_DROP -> checkData(first);
			case Opcode.MEMORY_COPY -> popCopy(memory(first).addressType(), memory(second).addressType());
			case Opcode.MEMORY_FILL -> {
				int address = memory(first).addressType();
				popRange(address, ValueTypes.I32, address);
			}
			case Opcode.TABLE_INIT -> {
				TableType table = table(second);
				checkElementType(elements(first), table.elementType());
				popRange(table.limits().addressType(), ValueTypes.I32, ValueTypes.I32);
			}
			case Opcode.ELEM_DROP -> elements(first);
			case Opcode.TABLE_COPY -> {
				TableType to = table(first);
				TableType from = table(second);
				checkElementType(from.elementType(), to.elementType());
				popCopy(to.limits().addressType(), from.limits().addressType());
			}
			case Opcode.TABLE_GROW -> {
				TableType table = table(first);
				this.stack.pop(table.limits().addressType());
				this.stack.pop(table.elementType());
				this.stack.push(table.limits().addressType());
			}
			case Opcode.TABLE_SIZE -> this.stack.push(table(first).limits().addressType());
			case Opcode.TABLE_FILL -> {
				TableType table = table(first);
				popRange(table.limits().addressType(), table.elementType(), table.limits().addressType());
			}
			case Opcode.I8X16_SHUFFLE -> shuffle(instruction);
			default -> throw new IllegalStateException("No rule for " + InstructionSet.name(opcode));
		}
	}

	private void shuffle(Instruction instruction) {
		for (int i = 0; i < Long.BYTES; i++) {
			long lanes = instruction.value >>> 8 * i & 0xFF;
			long upper = instruction.high >>> 8 * i & 0xFF;
			if (Math.max(lanes, upper) >= SHUFFLED_LANES) {
				throw this.stack.invalid("invalid lane index %d".formatted(Math.max(lanes, upper)));
			}
		}
		this.stack.pop(ValueTypes.V128);
		this.stack.pop(ValueTypes.V128);
		this.stack.push(ValueTypes.V128);
	}

	private void popRange(int to, int from, int count) {
		this.stack.pop(count);
		this.stack.pop(from);
		this.stack.pop(to);
	}

	private void popCopy(int to, int from) {
		popRange(to, from, (to == from) ? to : ValueTypes.I32);
	}

	private void pass(int[] types) {
		this.stack.pop(types);
		this.stack.push(types);
	}

	private void leave(int[] types) {
		this.stack.pop(types);
		this.stack.unreachable();
	}

	private void call(FunctionType type) {
		this.stack.pop(type.parameters());
		this.stack.push(type.results());
	}

	private void tailCall(FunctionType type) {
		this.stack.pop(type.parameters());
		int[] results = type.results();
		boolean fits = results.length == this.results.length;
		for (int i = 0; fits && i < results.length; i++) {
			fits = this.index.matches(results[i], this.results[i]);
		}
		if (!fits) {
			throw this.stack.mismatch("a tail call leaves %s, but the function %s"
				.formatted(FunctionType.names(results), FunctionType.names(this.results)));
		}
		this.stack.unreachable();
	}

	private void enter(Instruction block) {
		if (BlockType.isIndex(block.blockType)) {
			functionType(block.blockType);
		}
		else if (block.blockType != BlockType.EMPTY) {
			checkType(BlockType.valueType(block.blockType));
		}
		this.stack.enter(block.opcode, BlockType.parameters(block.blockType, this.index),
				BlockType.results(block.blockType, this.index), this.locals.countSet());
	}

	private void orElse() {
		OperandStack.Block block = this.stack.leave();
		this.locals.reset(block.initialized());
		this.stack.push(block.parameters());
		this.stack.enter(Opcode.ELSE, block.parameters(), block.results(), block.initialized());
	}

	private void end() {
		OperandStack.Block block = this.stack.leave();
		this.locals.reset(block.initialized());
		if (block.opcode() == Opcode.IF) {
			this.stack.push(block.parameters());
			this.stack.enter(Opcode.ELSE, block.parameters(), block.results(), block.initialized());
			block = this.stack.leave();
		}
		if (!this.stack.isDone()) {
			this.stack.push(block.results());
		}
	}

	private void branchTable(Instruction instruction) {
		this.stack.pop(ValueTypes.I32);
		int last = instruction.count - 1;
		int[] types = this.stack.label(instruction.numbers[last]);
		for (int i = 0; i < last; i++) {
			int[] others = this.stack.label(instruction.numbers[i]);
			if (others.length != types.length) {
				throw this.stack
					.mismatch("labels of br_table take %d and %d values".formatted(others.length, types.length));
			}
			this.stack.require(others);
		}
		leave(types);
	}

	private void branchOnNonNull(int label) {
		int[] types = this.stack.label(label);
		if (types.length == 0 || !ValueTypes.isReference(types[types.length - 1])) {
			throw this.stack.mismatch("the label takes no reference");
		}
		int type = this.stack.popReference();
		this.stack.push(ValueTypes.asNonNull(type));
		pass(types);
		this.stack.pop();
	}

	private void select() {
		this.stack.pop(ValueTypes.I32);
		int second = this.stack.pop();
		int first = this.stack.pop();
		boolean numeric = isSelectable(first) && isSelectable(second);
		if (!numeric || first != second && first != ValueTypes.BOTTOM && second != ValueTypes.BOTTOM) {
			throw this.stack
				.mismatch("select takes %s and %s".formatted(ValueTypes.name(first), ValueTypes.name(second)));
		}
		this.stack.push((first == ValueTypes.BOTTOM) ? second : first);
	}

	private static boolean isSelectable(int type) {
		return !ValueTypes.isReference(type) || type == ValueTypes.BOTTOM;
	}

	private void selectTyped(Instruction instruction) {
		if (instruction.count != 1) {
			throw this.stack.invalid("invalid result arity of select: %d".formatted(instruction.count));
		}
		int type = instruction.numbers[0];
		checkType(type);
		this.stack.pop(ValueTypes.I32);
		this.stack.pop(type);
		this.stack.pop(type);
		this.stack.push(type);
	}

	private void checkClauses(Instruction instruction) {
		for (int i = 0; i < instruction.count * Instruction.CLAUSE; i += Instruction.CLAUSE) {
			int kind = instruction.numbers[i];
			int[] caught = (kind < Instruction.CATCH_ALL) ? tag(instruction.numbers[i + 1]).parameters() : NOTHING;
			if ((kind & 1) != 0) {
				int[] values = Arrays.copyOf(caught, caught.length + 1);
				values[caught.length] = EXCEPTION[0];
				caught = values;
			}
			int[] label = this.stack.label(instruction.numbers[i + 2]);
			boolean fits = label.length == caught.length;
			for (int j = 0; fits && j < label.length; j++) {
				fits = this.index.matches(caught[j], label[j]);
			}
			if (!fits) {
				throw this.stack.mismatch("a catch clause passes %s to a label that takes %s"
					.formatted(FunctionType.names(caught), FunctionType.names(label)));
			}
		}
	}

	private void referFunction(int function) {
		function(function);
		if (this.constant) {
			this.references.set(function);
		}
		else if (!this.references.get(function)) {
			throw this.stack.invalid("undeclared function reference %d".formatted(function));
		}
		this.stack.push(ValueTypes.reference(ValueTypes.concrete(this.index.typeOf(function)), false));
	}

	private FunctionType functionType(int type) {
		checkTypeIndex(type);
		FunctionType function = this.index.functionType(type);
		if (function == null) {
			throw this.stack.invalid("type %d is not one of functions".formatted(type));
		}
		return function;
	}

	private FunctionType function(int function) {
		if (function < 0 || function >= this.index.count(WasmExternalKind.FUNCTION)) {
			throw unknown("function", function);
		}
		return functionType(this.index.typeOf(function));
	}

	private FunctionType reference(int type) {
		FunctionType function = functionType(type);
		this.stack.pop(ValueTypes.concrete(type));
		return function;
	}

	private FunctionType indirect(Instruction instruction) {
		TableType table = table(instruction.second);
		FunctionType type = functionType(instruction.index);
		if (!this.index.matches(table.elementType(), ValueTypes.FUNCREF)) {
			throw this.stack
				.mismatch("call_indirect through a table of %s".formatted(ValueTypes.name(table.elementType())));
		}
		this.stack.pop(table.limits().addressType());
		return type;
	}

	private FunctionType tag(int tag) {
		if (tag < 0 || tag >= this.index.count(WasmExternalKind.TAG)) {
			throw unknown("tag", tag);
		}
		return functionType(this.index.tag(tag));
	}

	private int checkLocal(int local) {
		if (!this.locals.has(local)) {
			throw unknown("local", local);
		}
		return local;
	}

	private GlobalType global(int global) {
		if (global < 0 || global >= this.index.count(WasmExternalKind.GLOBAL)) {
			throw unknown("global", global);
		}
		return this.index.global(global);
	}

	private TableType table(int table) {
		if (table < 0 || table >= this.index.count(WasmExternalKind.TABLE)) {
			throw unknown("table", table);
		}
		return this.index.table(table);
	}

	private SizeLimits memory(int memory) {
		if (memory < 0 || memory >= this.index.count(WasmExternalKind.MEMORY)) {
			throw unknown("memory", memory);
		}
		return this.index.memory(memory);
	}

	private int elements(int segment) {
		if (segment < 0 || segment >= this.index.countElements()) {
			throw unknown("elem segment", segment);
		}
		return this.index.elementType(segment);
	}

	private void checkData(int segment) {
		if (segment < 0 || segment >= this.index.countDataSegments()) {
			throw unknown("data segment", segment);
		}
	}

	private void checkElementType(int type, int expected) {
		if (!this.index.matches(type, expected)) {
			throw this.stack.mismatch(
					"elements of type %s in a table of %s".formatted(ValueTypes.name(type), ValueTypes.name(expected)));
		}
	}

	private RuntimeException unknown(String what, int index) {
		return this.stack.invalid("unknown %s %d".formatted(what, Integer.toUnsignedLong(index)));
	}

}
