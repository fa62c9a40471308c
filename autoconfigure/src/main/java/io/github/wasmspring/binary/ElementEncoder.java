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

/**
 * Encodes segments of elements: those whose elements are all functions by the indices of
 * these, others by expressions.
 */
final class ElementEncoder {

	private static final int PASSIVE = 1;

	private static final int EXPLICIT = 2;

	private static final int EXPRESSIONS = 4;

	private final BlockTypes types;

	private final ByteWriter offset = new ByteWriter();

	private final ByteWriter items = new ByteWriter();

	private final ByteWriter functions = new ByteWriter();

	private ElementSegment segment = new ElementSegment(ElementSegment.Mode.PASSIVE, 0);

	private int type;

	private boolean expressions;

	private int count;

	private int countFunctions;

	private boolean inItems;

	ElementEncoder(BlockTypes types) {
		this.types = types;
	}

	/**
	 * Begin a segment.
	 * @return what writes the expression for the address, if there is one
	 */
	InstructionWriter begin(ElementSegment segment) {
		this.segment = segment;
		this.offset.clear();
		this.items.clear();
		this.functions.clear();
		this.countFunctions = 0;
		this.inItems = false;
		return new InstructionWriter(this.offset, this.types);
	}

	/**
	 * Begin the elements.
	 * @return what writes them if they are expressions
	 */
	InstructionWriter beginItems(int type, boolean expressions, int count) {
		this.type = type;
		this.expressions = expressions;
		this.count = count;
		this.inItems = true;
		return new InstructionWriter(this.items, this.types);
	}

	void add(int function) {
		this.functions.writeU32(function);
		this.countFunctions++;
	}

	/**
	 * Visit a reference to a function, which is an element unless it is somewhere else.
	 */
	void visitReference(int function) {
		if (this.inItems) {
			add(function);
		}
	}

	/**
	 * End the segment.
	 */
	void end(ByteWriter section) {
		this.inItems = false;
		boolean byIndex = !this.expressions || this.type == ValueTypes.FUNCREF && this.countFunctions == this.count;
		int type = (byIndex) ? ValueTypes.FUNCREF : this.type;
		boolean active = this.segment.mode() == ElementSegment.Mode.ACTIVE;
		boolean implicit = active && this.segment.table() == 0 && type == ValueTypes.FUNCREF;
		int flags = (byIndex) ? 0 : EXPRESSIONS;
		if (!active) {
			flags |= (this.segment.mode() == ElementSegment.Mode.PASSIVE) ? PASSIVE : PASSIVE | EXPLICIT;
		}
		else if (!implicit) {
			flags |= EXPLICIT;
		}
		section.writeU32(flags);
		if (active) {
			if (!implicit) {
				section.writeU32(this.segment.table());
			}
			section.writeBytes(this.offset);
		}
		if (!implicit) {
			if (byIndex) {
				section.writeByte(0);
			}
			else {
				section.writeValueType(type);
			}
		}
		section.writeU32(this.count);
		section.writeBytes((byIndex) ? this.functions : this.items);
	}

}
