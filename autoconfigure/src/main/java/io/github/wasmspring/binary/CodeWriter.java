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
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.binary.PieceCall.Exit;
import io.github.wasmspring.binary.PieceCall.Form;
import io.github.wasmspring.binary.PieceCall.Transport;

/**
 * Writes the code of a function or a piece of one from its tree.
 */
final class CodeWriter {

	private static final int ABSENT = -1;

	private final CodeTree tree;

	private final ModuleEncoder encoder;

	private final HiddenGlobals globals;

	private final InstructionWriter out;

	/**
	 * The numbers that variables have in the code that is written.
	 */
	private final int[] numbers;

	private final NumberList added = new NumberList();

	private int variables;

	/**
	 * How many blocks were around when a label's block began.
	 */
	private final int[] places;

	private int depth;

	private boolean piece;

	private int exitVariable = ABSENT;

	private int packedVariable = ABSENT;

	private CodeWriter(CodeTree tree, ModuleEncoder encoder, HiddenGlobals globals) {
		this.tree = tree;
		this.encoder = encoder;
		this.globals = globals;
		this.out = encoder.newCode();
		this.numbers = new int[tree.locals().length];
		Arrays.fill(this.numbers, ABSENT);
		this.places = new int[tree.labels().size()];
		Arrays.fill(this.places, ABSENT);
	}

	/**
	 * Write the body of the function that the encoder visits.
	 * @param parameters how many parameters it has
	 */
	static void writeFunction(CodeTree tree, int parameters, ModuleEncoder encoder, HiddenGlobals globals) {
		CodeWriter writer = new CodeWriter(tree, encoder, globals);
		for (int i = 0; i < parameters; i++) {
			writer.numbers[i] = writer.variables++;
		}
		writer.addVariables(tree.root().nodes());
		writer.push(tree.labels().get(0));
		writer.write(tree.root().nodes());
		// Chicory 1.7.5 fails to compile a branch to the end of a function if a block
		// ends there, too
		writer.out.write(Opcode.NOP).write(Opcode.END);
		for (int type : writer.added.toArray()) {
			encoder.visitLocals(1, type);
		}
		encoder.code().bytes().writeBytes(writer.out.bytes());
	}

	/**
	 * Add a piece to the module.
	 * @param nodes its instructions
	 * @return the index of the piece
	 */
	static int addPiece(CodeTree tree, List<CodeNode> nodes, PieceCall call, ModuleEncoder encoder,
			HiddenGlobals globals) {
		CodeWriter writer = new CodeWriter(tree, encoder, globals);
		writer.writePiece(nodes, call);
		int[] parameters = Arrays.copyOf(call.operands(), call.operands().length + call.parameters().length);
		for (int i = 0; i < call.parameters().length; i++) {
			parameters[call.operands().length + i] = tree.locals()[call.parameters()[i]];
		}
		return encoder.addFunction(new FunctionType(parameters, writer.results(call)), writer.added.toArray(),
				(code) -> code.bytes().writeBytes(writer.out.bytes()));
	}

	private int[] results(PieceCall call) {
		return switch (call.transport().form()) {
			case NOTHING -> CodeSequence.NOTHING;
			case OPERAND -> new int[] { call.exits().get(0).types()[0] };
			case LOCAL -> new int[] { this.tree.locals()[call.returned()[0]] };
			case EXIT -> new int[] { ValueTypes.I32 };
			case TWO_LOCALS, EXIT_AND_LOCAL -> new int[] { ValueTypes.I64 };
		};
	}

	private void addVariables(List<CodeNode> nodes) {
		CodeSummary summary = new CodeSummary();
		nodes.forEach((node) -> summary.add(node.summary()));
		for (int local : summary.used().stream().toArray()) {
			if (this.numbers[local] == ABSENT) {
				this.numbers[local] = addVariable(this.tree.locals()[local]);
			}
		}
	}

	private int addVariable(int type) {
		this.added.add(type);
		return this.variables++;
	}

	private void push(@Nullable CodeLabel label) {
		if (label != null) {
			this.places[label.number()] = this.depth;
		}
		this.depth++;
	}

	private void pop() {
		this.out.write(Opcode.END);
		this.depth--;
	}

	private int distance(CodeLabel label) {
		return this.depth - 1 - this.places[label.number()];
	}

	private void write(List<CodeNode> nodes) {
		nodes.forEach(this::write);
	}

	private void write(CodeNode node) {
		Instruction instruction = node.instruction();
		PieceCall call = node.call();
		CodeSequence body = node.body();
		if (call != null) {
			writeCall(call);
		}
		else if (body != null) {
			this.out.write(instruction);
			push(node.label());
			write(body.nodes());
			CodeSequence otherwise = node.otherwise();
			if (otherwise != null) {
				this.out.write(Opcode.ELSE);
				write(otherwise.nodes());
			}
			pop();
		}
		else {
			writePlain(node, instruction);
		}
	}

	private void writePlain(CodeNode node, Instruction instruction) {
		int opcode = instruction.opcode;
		switch (opcode) {
			case Opcode.LOCAL_GET, Opcode.LOCAL_SET, Opcode.LOCAL_TEE ->
				this.out.write(opcode, this.numbers[instruction.index]);
			case Opcode.BR_TABLE -> {
				this.out.write(opcode, node.targets().length - 1);
				for (CodeLabel target : node.targets()) {
					this.out.bytes().writeU32(distance(target));
				}
			}
			case Opcode.RETURN -> {
				if (this.piece) {
					this.out.write(Opcode.BR, distance(node.targets()[0]));
				}
				else {
					this.out.write(opcode);
				}
			}
			case Opcode.BR, Opcode.BR_IF, Opcode.BR_ON_NULL, Opcode.BR_ON_NON_NULL ->
				this.out.write(opcode, distance(node.targets()[0]));
			default -> this.out.write(instruction);
		}
	}

	/**
	 * Write a piece: each of its exits is a block, which it leaves by a branch, and whose
	 * end returns.
	 */
	private void writePiece(List<CodeNode> nodes, PieceCall call) {
		this.piece = true;
		this.variables = call.operands().length;
		for (int local : call.parameters()) {
			this.numbers[local] = this.variables++;
		}
		addVariables(nodes);
		for (int local : call.returned()) {
			if (this.numbers[local] == ABSENT) {
				this.numbers[local] = addVariable(this.tree.locals()[local]);
			}
		}
		List<Exit> exits = call.exits();
		boolean shared = call.sharesReturn();
		if (shared) {
			this.exitVariable = addVariable(ValueTypes.I32);
			this.out.writeBlock(Opcode.BLOCK);
			push(null);
		}
		for (int i = exits.size() - 1; i >= 0; i--) {
			CodeLabel target = exits.get(i).target();
			if (target != null) {
				this.out.writeBlock(Opcode.BLOCK, blockType(exits.get(i).types()));
				push(target);
			}
		}
		for (int i = 0; i < call.operands().length; i++) {
			this.out.write(Opcode.LOCAL_GET, i);
		}
		write(nodes);
		for (int i = 0; i < exits.size(); i++) {
			if (exits.get(i).target() != null) {
				pop();
			}
			writeExit(call, i, shared);
		}
		if (shared) {
			pop();
			writeReturn(call, ABSENT);
		}
		this.out.write(Opcode.END);
	}

	private void writeExit(PieceCall call, int exit, boolean shared) {
		HiddenGlobals.Choice choice = this.globals.choose();
		localGlobals(call, choice);
		int[] operands = choice.next(call.exits().get(exit).types());
		int kept = (call.transport().form() == Form.OPERAND) ? 1 : 0;
		for (int i = operands.length - 1; i >= kept; i--) {
			this.out.write(Opcode.GLOBAL_SET, operands[i]);
		}
		if (!shared) {
			writeReturn(call, exit);
			return;
		}
		this.out.writeI32(exit).write(Opcode.LOCAL_SET, this.exitVariable);
		if (exit < call.exits().size() - 1) {
			this.out.write(Opcode.BR, exitsLeft(call, exit));
		}
	}

	/**
	 * Return how many blocks of exits have not ended yet.
	 */
	private static int exitsLeft(PieceCall call, int exit) {
		return (int) call.exits().stream().skip(exit + 1L).filter((later) -> later.target() != null).count();
	}

	private int blockType(int[] results) {
		return switch (results.length) {
			case 0 -> BlockType.EMPTY;
			case 1 -> BlockType.ofValue(results[0]);
			default -> this.encoder.addType(new FunctionType(CodeSequence.NOTHING, results));
		};
	}

	/**
	 * Return the local variables, and the number of the exit.
	 * @param exit the number, or {@link #ABSENT} if it is in a variable
	 */
	private void writeReturn(PieceCall call, int exit) {
		Transport transport = call.transport();
		int[] locals = localGlobals(call, this.globals.choose());
		for (int i = 0; i < locals.length; i++) {
			if (!transport.carries(i)) {
				writeGet(call.returned()[i]);
				this.out.write(Opcode.GLOBAL_SET, locals[i]);
			}
		}
		switch (transport.form()) {
			case NOTHING, OPERAND -> {
			}
			case LOCAL -> writeGet(call.returned()[0]);
			case EXIT -> {
				if (exit != ABSENT) {
					this.out.writeI32(exit);
				}
				else {
					this.out.write(Opcode.LOCAL_GET, this.exitVariable);
				}
			}
			case TWO_LOCALS -> {
				writeLong(this.numbers[call.returned()[transport.second()]]);
				this.out.writeI64(32).write(Opcode.I64_SHL);
				writeLong(this.numbers[call.returned()[transport.first()]]);
				this.out.write(Opcode.I64_OR);
			}
			case EXIT_AND_LOCAL -> {
				writeLong(this.numbers[call.returned()[transport.first()]]);
				if (exit == ABSENT) {
					writeLong(this.exitVariable);
					this.out.writeI64(32).write(Opcode.I64_SHL).write(Opcode.I64_OR);
				}
				else if (exit > 0) {
					this.out.writeI64((long) exit << 32).write(Opcode.I64_OR);
				}
			}
		}
		this.out.write(Opcode.RETURN);
	}

	/**
	 * Choose global variables for the local ones, which are the same at all exits.
	 */
	private int[] localGlobals(PieceCall call, HiddenGlobals.Choice choice) {
		int[] chosen = new int[call.returned().length];
		for (int i = 0; i < chosen.length; i++) {
			chosen[i] = (call.transport().carries(i)) ? ABSENT : choice.next(this.tree.locals()[call.returned()[i]]);
		}
		return chosen;
	}

	private void writeGet(int local) {
		this.out.write(Opcode.LOCAL_GET, this.numbers[local]);
	}

	private void writeSet(int local) {
		this.out.write(Opcode.LOCAL_SET, this.numbers[local]);
	}

	private void writeLong(int variable) {
		this.out.write(Opcode.LOCAL_GET, variable).write(Opcode.I64_EXTEND_I32_U);
	}

	private void writeCall(PieceCall call) {
		for (int local : call.parameters()) {
			writeGet(local);
		}
		this.out.write(Opcode.CALL, call.function());
		Transport transport = call.transport();
		switch (transport.form()) {
			case LOCAL -> writeSet(call.returned()[0]);
			case TWO_LOCALS -> {
				writeUnpacked(call.returned()[transport.first()]);
				writeSet(call.returned()[transport.second()]);
			}
			case EXIT_AND_LOCAL -> writeUnpacked(call.returned()[transport.first()]);
			default -> {
			}
		}
		HiddenGlobals.Choice choice = this.globals.choose();
		int[] locals = localGlobals(call, choice);
		for (int i = 0; i < locals.length; i++) {
			if (!transport.carries(i)) {
				this.out.write(Opcode.GLOBAL_GET, locals[i]);
				writeSet(call.returned()[i]);
			}
		}
		if (call.exits().isEmpty()) {
			this.out.write(Opcode.UNREACHABLE);
		}
		else if (call.exits().size() == 1) {
			Exit exit = call.exits().get(0);
			int[] operands = choice.next(exit.types());
			for (int i = (transport.form() == Form.OPERAND) ? 1 : 0; i < operands.length; i++) {
				this.out.write(Opcode.GLOBAL_GET, operands[i]);
			}
			writeBranch(exit);
		}
		else {
			writeDispatch(call);
		}
	}

	/**
	 * Take the lower half of a number for a variable, and leave the upper half.
	 */
	private void writeUnpacked(int local) {
		if (this.packedVariable == ABSENT) {
			this.packedVariable = addVariable(ValueTypes.I64);
		}
		this.out.write(Opcode.LOCAL_TEE, this.packedVariable).write(Opcode.I32_WRAP_I64);
		writeSet(local);
		this.out.write(Opcode.LOCAL_GET, this.packedVariable)
			.writeI64(32)
			.write(Opcode.I64_SHR_U)
			.write(Opcode.I32_WRAP_I64);
	}

	private void writeBranch(Exit exit) {
		CodeLabel target = exit.target();
		if (target != null) {
			this.out.write(Opcode.BR, distance(target));
		}
	}

	/**
	 * Go on where the piece said, whose number is on the stack.
	 */
	private void writeDispatch(PieceCall call) {
		List<Exit> exits = call.exits();
		long passing = exits.stream().filter((exit) -> exit.target() != null && exit.types().length > 0).count();
		CodeLabel second = exits.get(1).target();
		if (exits.size() == 2 && passing == 0 && second != null) {
			this.out.write(Opcode.BR_IF, distance(second));
			if (exits.get(0).target() != null) {
				writeBranch(exits.get(0));
			}
			else {
				writeOperands(call, exits.get(0));
			}
			return;
		}
		writeTable(call);
	}

	private void writeTable(PieceCall call) {
		List<Exit> exits = call.exits();
		if (this.exitVariable == ABSENT) {
			this.exitVariable = addVariable(ValueTypes.I32);
		}
		this.out.write(Opcode.LOCAL_SET, this.exitVariable);
		// blocks for what follows, and for each exit that values are passed to
		int[] blocks = new int[exits.size()];
		for (int i = 0; i < blocks.length; i++) {
			blocks[i] = ABSENT;
			if (exits.get(i).target() == null || exits.get(i).types().length > 0) {
				blocks[i] = this.depth;
				this.out.writeBlock(Opcode.BLOCK);
				push(null);
			}
		}
		this.out.write(Opcode.LOCAL_GET, this.exitVariable).write(Opcode.BR_TABLE, exits.size() - 1);
		for (int i = 0; i < blocks.length; i++) {
			CodeLabel target = exits.get(i).target();
			this.out.bytes()
				.writeU32((blocks[i] != ABSENT || target == null) ? this.depth - 1 - blocks[i] : distance(target));
		}
		for (int i = blocks.length - 1; i >= 0; i--) {
			if (blocks[i] != ABSENT) {
				pop();
				writeOperands(call, exits.get(i));
				writeBranch(exits.get(i));
			}
		}
	}

	private void writeOperands(PieceCall call, Exit exit) {
		HiddenGlobals.Choice choice = this.globals.choose();
		localGlobals(call, choice);
		for (int global : choice.next(exit.types())) {
			this.out.write(Opcode.GLOBAL_GET, global);
		}
	}

}
