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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Global variables behind those of the module, in which pieces of functions return
 * values. They are read right after they were written, so all pieces share them.
 */
final class HiddenGlobals {

	private final int first;

	private final List<Integer> types = new ArrayList<>();

	private final Map<Integer, List<Integer>> byType = new HashMap<>();

	/**
	 * Create an empty set.
	 * @param first the index of the first one
	 */
	HiddenGlobals(int first) {
		this.first = first;
	}

	/**
	 * Begin to choose variables for values.
	 */
	Choice choose() {
		return new Choice();
	}

	private int get(int type, int number) {
		List<Integer> known = this.byType.computeIfAbsent(type, (key) -> new ArrayList<>());
		while (known.size() <= number) {
			known.add(this.first + this.types.size());
			this.types.add(type);
		}
		return known.get(number);
	}

	/**
	 * Add the variables to the module.
	 */
	void writeTo(ModuleEncoder encoder) {
		for (int type : this.types) {
			encoder.visitGlobal(new GlobalType(type, true));
			Instruction zero = new Instruction();
			zero.opcode = switch (type) {
				case ValueTypes.I32 -> Opcode.I32_CONST;
				case ValueTypes.I64 -> Opcode.I64_CONST;
				case ValueTypes.F32 -> Opcode.F32_CONST;
				case ValueTypes.F64 -> Opcode.F64_CONST;
				default -> Opcode.V128_CONST;
			};
			encoder.code().write(zero).write(Opcode.END);
		}
	}

	/**
	 * Variables for values that are there at the same time.
	 */
	final class Choice {

		private final Map<Integer, Integer> used = new HashMap<>();

		/**
		 * Return a variable that was not returned before.
		 */
		int next(int type) {
			return get(type, this.used.merge(type, 1, Integer::sum) - 1);
		}

		int[] next(int[] valueTypes) {
			int[] globals = new int[valueTypes.length];
			for (int i = 0; i < globals.length; i++) {
				globals[i] = next(valueTypes[i]);
			}
			return globals;
		}

	}

}
