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

import io.github.wasmspring.WasmExternalKind;

/**
 * Visits what a module consists of, in the order of the binary. Whatever is not
 * overridden is handed to the next visitor.
 * <p>
 * An expression, such as the initial value of a global, is visited instruction by
 * instruction after what it belongs to, with its {@code end}.
 *
 * @since 0.1.0
 */
public abstract class ModuleVisitor {

	private final @Nullable ModuleVisitor next;

	/**
	 * Create a visitor that is the last one.
	 */
	protected ModuleVisitor() {
		this(null);
	}

	/**
	 * Create a visitor that hands on what it visits.
	 * @param next who comes next, or {@code null}
	 */
	protected ModuleVisitor(@Nullable ModuleVisitor next) {
		this.next = next;
	}

	/**
	 * Begin a module.
	 * @param index what is declared, which fills while the module is visited
	 */
	public void visitModule(ModuleIndex index) {
		if (this.next != null) {
			this.next.visitModule(index);
		}
	}

	/**
	 * Begin a section, or a part of the module that consists of several of a kind.
	 * @param section the section
	 * @param count how many entries it has
	 */
	public void visitSection(Section section, int count) {
		if (this.next != null) {
			this.next.visitSection(section, count);
		}
	}

	/**
	 * Visit the type of functions that comes next.
	 * @param type the type
	 */
	public void visitType(FunctionType type) {
		if (this.next != null) {
			this.next.visitType(type);
		}
	}

	/**
	 * Visit an import.
	 * @param module name of the module
	 * @param name name within the module
	 * @param kind what is imported
	 * @param type the index of the type of a function or tag, a {@link TableType},
	 * {@link SizeLimits} of a memory, or a {@link GlobalType}
	 */
	public void visitImport(String module, String name, WasmExternalKind kind, Object type) {
		if (this.next != null) {
			this.next.visitImport(module, name, kind, type);
		}
	}

	/**
	 * Visit the declaration of a function.
	 * @param type the index of its type
	 */
	public void visitFunction(int type) {
		if (this.next != null) {
			this.next.visitFunction(type);
		}
	}

	/**
	 * Visit a table.
	 * @param type its type
	 * @param initialized whether an expression for its elements follows
	 */
	public void visitTable(TableType type, boolean initialized) {
		if (this.next != null) {
			this.next.visitTable(type, initialized);
		}
	}

	/**
	 * Visit a memory.
	 * @param limits its sizes
	 */
	public void visitMemory(SizeLimits limits) {
		if (this.next != null) {
			this.next.visitMemory(limits);
		}
	}

	/**
	 * Visit a tag.
	 * @param type the index of its type
	 */
	public void visitTag(int type) {
		if (this.next != null) {
			this.next.visitTag(type);
		}
	}

	/**
	 * Visit a global variable, whose initial value follows as an expression.
	 * @param type its type
	 */
	public void visitGlobal(GlobalType type) {
		if (this.next != null) {
			this.next.visitGlobal(type);
		}
	}

	/**
	 * Visit an export.
	 * @param name its name
	 * @param kind what is exported
	 * @param index the index of that
	 */
	public void visitExport(String name, WasmExternalKind kind, int index) {
		if (this.next != null) {
			this.next.visitExport(name, kind, index);
		}
	}

	/**
	 * Visit the start function.
	 * @param function its index
	 */
	public void visitStart(int function) {
		if (this.next != null) {
			this.next.visitStart(function);
		}
	}

	/**
	 * Begin a segment of elements. An expression follows for the address if it is active.
	 * @param segment the segment
	 */
	public void visitElements(ElementSegment segment) {
		if (this.next != null) {
			this.next.visitElements(segment);
		}
	}

	/**
	 * Begin the elements of a segment, which follow as expressions or by
	 * {@link #visitElement(int)}.
	 * @param type type of the elements, as {@link ValueTypes} numbers them
	 * @param expressions whether they are expressions
	 * @param count how many there are
	 */
	public void visitElementItems(int type, boolean expressions, int count) {
		if (this.next != null) {
			this.next.visitElementItems(type, expressions, count);
		}
	}

	/**
	 * Visit an element that is a function.
	 * @param function the index of the function
	 */
	public void visitElement(int function) {
		if (this.next != null) {
			this.next.visitElement(function);
		}
	}

	/**
	 * End a segment of elements.
	 */
	public void visitElementsEnd() {
		if (this.next != null) {
			this.next.visitElementsEnd();
		}
	}

	/**
	 * Begin the body of a function.
	 * @param function the index of the function
	 * @param size how many bytes the body has
	 * @return whether its instructions are wanted; if not, what follows is the end of the
	 * body
	 */
	public boolean visitBody(int function, int size) {
		return this.next != null && this.next.visitBody(function, size);
	}

	/**
	 * Visit a group of local variables of a body.
	 * @param count how many there are, an unsigned number of 32 bits
	 * @param type their type
	 */
	public void visitLocals(long count, int type) {
		if (this.next != null) {
			this.next.visitLocals(count, type);
		}
	}

	/**
	 * Visit an instruction of a body or an expression.
	 * @param instruction the instruction, which is another one afterwards
	 */
	public void visitInstruction(Instruction instruction) {
		if (this.next != null) {
			this.next.visitInstruction(instruction);
		}
	}

	/**
	 * End the body of a function.
	 */
	public void visitBodyEnd() {
		if (this.next != null) {
			this.next.visitBodyEnd();
		}
	}

	/**
	 * Begin a segment of data. An expression follows for the address if it is active, and
	 * then {@link #visitData(byte[], int, int)}.
	 * @param active whether it is active
	 * @param memory the memory that it initializes if it is active
	 */
	public void visitDataSegment(boolean active, int memory) {
		if (this.next != null) {
			this.next.visitDataSegment(active, memory);
		}
	}

	/**
	 * Visit the data of a segment.
	 * @param bytes where they are, not to be changed
	 * @param offset where they start
	 * @param length how many there are
	 */
	public void visitData(byte[] bytes, int offset, int length) {
		if (this.next != null) {
			this.next.visitData(bytes, offset, length);
		}
	}

	/**
	 * Visit the name that a function has for people.
	 * @param function the index of the function
	 * @param name its name
	 */
	public void visitFunctionName(int function, String name) {
		if (this.next != null) {
			this.next.visitFunctionName(function, name);
		}
	}

	/**
	 * End the module.
	 */
	public void visitModuleEnd() {
		if (this.next != null) {
			this.next.visitModuleEnd();
		}
	}

}
