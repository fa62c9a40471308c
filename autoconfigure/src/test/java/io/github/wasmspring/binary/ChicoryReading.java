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
import java.util.Arrays;
import java.util.List;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.ActiveElement;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.DeclarativeElement;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.Memory;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.ValType;

import io.github.wasmspring.WasmExternalKind;

/**
 * What Chicory's parser reads, in the form of {@link OurReading}.
 */
final class ChicoryReading {

	private final WasmModule module;

	ChicoryReading(WasmModule module) {
		this.module = module;
	}

	List<List<long[]>> bodies() {
		List<List<long[]>> bodies = new ArrayList<>();
		for (FunctionBody body : this.module.codeSection().functionBodies()) {
			List<long[]> code = new ArrayList<>();
			body.instructions().forEach((instruction) -> code.add(numbers(instruction)));
			bodies.add(code);
		}
		return bodies;
	}

	List<String> locals() {
		return Arrays.stream(this.module.codeSection().functionBodies()).map((body) -> {
			StringBuilder types = new StringBuilder();
			body.localTypes().forEach((type) -> types.append(Long.toHexString(type.id())).append(' '));
			return types.toString();
		}).toList();
	}

	private static long[] numbers(Instruction instruction) {
		long[] operands = instruction.operands();
		boolean hint = instruction.opcode() == OpCode.DROP || instruction.opcode() == OpCode.SELECT;
		long[] numbers = new long[(hint) ? 2 : operands.length + 2];
		numbers[0] = instruction.address();
		numbers[1] = opcode(instruction.opcode());
		System.arraycopy(operands, 0, numbers, 2, numbers.length - 2);
		return numbers;
	}

	/**
	 * Return the opcode as {@link Opcode} numbers it.
	 */
	static int opcode(OpCode opcode) {
		int number = opcode.opcode();
		return switch (number >> 8) {
			case 0 -> number;
			case 0xFB -> 0x100 + (number & 0xFF);
			case 0xFC -> 0x200 + (number & 0xFF);
			case 0xFD -> 0x300 + (number & 0xFF);
			default -> 0x500 + (number & 0xFF);
		};
	}

	List<String> declarations() {
		List<String> lines = new ArrayList<>();
		for (int i = 0; i < this.module.typeSection().typeCount(); i++) {
			var type = this.module.typeSection().getType(i);
			lines.add("type %s %s".formatted(names(type.params()), names(type.returns())));
		}
		for (int i = 0; i < this.module.importSection().importCount(); i++) {
			lines.add(line(this.module.importSection().getImport(i)));
		}
		for (int i = 0; i < this.module.functionSection().functionCount(); i++) {
			lines.add("function " + this.module.functionSection().getFunctionType(i));
		}
		for (int i = 0; i < this.module.tableSection().tableCount(); i++) {
			Table table = this.module.tableSection().getTable(i);
			lines.add("table %x %d".formatted(table.elementType().id(), table.limits().min())
					+ ((this.isInitialized(table)) ? text(table.initialize()) : ""));
		}
		this.module.memorySection().ifPresent((section) -> {
			for (int i = 0; i < section.memoryCount(); i++) {
				Memory memory = section.getMemory(i);
				lines.add("memory %d %s".formatted(memory.limits().initialPages(), memory.limits().shared()));
			}
		});
		this.module.tagSection()
			.ifPresent((section) -> Arrays.stream(section.types()).forEach((tag) -> lines.add("tag " + tag.typeIdx())));
		for (Global global : this.module.globalSection().globals()) {
			lines.add("global %x %s".formatted(global.valueType().id(), global.mutabilityType() == MutabilityType.Var)
					+ text(global.initInstructions()));
		}
		for (int i = 0; i < this.module.exportSection().exportCount(); i++) {
			Export export = this.module.exportSection().getExport(i);
			lines.add("export %s %s %d".formatted(export.name(), kind(export.exportType()), export.index()));
		}
		this.module.startSection().ifPresent((section) -> lines.add("start " + section.startIndex()));
		Arrays.stream(this.module.elementSection().elements()).forEach((element) -> lines.add(line(element)));
		Arrays.stream(this.module.dataSection().dataSegments()).forEach((segment) -> lines.add(line(segment)));
		return lines;
	}

	/**
	 * Return whether a table has an expression for its elements, which Chicory makes up
	 * otherwise.
	 */
	private boolean isInitialized(Table table) {
		List<Instruction> initial = table.initialize();
		return !initial.isEmpty() && initial.get(0).address() >= 0;
	}

	private static List<String> names(List<ValType> types) {
		return types.stream().map((type) -> Long.toHexString(type.id())).toList();
	}

	private static String line(Import declared) {
		Object type = "";
		if (declared instanceof FunctionImport function) {
			type = function.typeIndex();
		}
		else if (declared instanceof TagImport tag) {
			type = tag.tagType().typeIdx();
		}
		return "import %s %s %s %s".formatted(declared.module(), declared.name(), kind(declared.importType()), type);
	}

	private static String line(Element element) {
		StringBuilder line = new StringBuilder("elements ");
		if (element instanceof ActiveElement active) {
			line.append("ACTIVE ").append(active.tableIndex()).append(text(active.offset()));
		}
		else {
			line.append((element instanceof DeclarativeElement) ? "DECLARATIVE 0" : "PASSIVE 0");
		}
		line.append(" items ").append(element.elementCount());
		element.initializers().forEach((initializer) -> line.append(text(initializer)));
		return line.toString();
	}

	private static String line(DataSegment segment) {
		StringBuilder line = new StringBuilder("data ");
		if (segment instanceof ActiveDataSegment active) {
			line.append("true ").append(active.index()).append(text(active.offsetInstructions()));
		}
		else {
			line.append("false 0");
		}
		return line.append(' ')
			.append(segment.data().length)
			.append(' ')
			.append(Arrays.hashCode(segment.data()))
			.toString();
	}

	private static String text(List<? extends Instruction> instructions) {
		StringBuilder text = new StringBuilder();
		for (Instruction instruction : instructions) {
			if (instruction.opcode() != OpCode.END) {
				long[] numbers = numbers(instruction);
				text.append(' ').append(Arrays.toString(Arrays.copyOfRange(numbers, 1, numbers.length)));
			}
		}
		return text.toString();
	}

	private static WasmExternalKind kind(ExternalType type) {
		return WasmExternalKind.values()[type.ordinal()];
	}

}
