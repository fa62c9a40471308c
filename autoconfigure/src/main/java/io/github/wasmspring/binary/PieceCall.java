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

import org.jspecify.annotations.Nullable;

/**
 * How a function calls a piece of it: what travels there, and what comes back.
 * <p>
 * The operands that the piece takes and local variables travel as parameters. The result
 * is what comes back, if that is a single value, the number of the exit, if there are
 * several, or both in one number. All else comes back in global variables, which are read
 * at once.
 */
final class PieceCall {

	private static final int BYTES_OF_GLOBAL = 11;

	private final int function;

	private final int[] operands;

	private final int[] parameters;

	private final int[] returned;

	private final List<Exit> exits;

	private final Transport transport;

	/**
	 * Create a call.
	 * @param function index of the piece
	 * @param operands types of the operands that it takes
	 * @param parameters the local variables that it takes
	 * @param returned the local variables that it returns
	 * @param exits where the function goes on afterwards
	 * @param transport how values come back
	 */
	PieceCall(int function, int[] operands, int[] parameters, int[] returned, List<Exit> exits, Transport transport) {
		this.function = function;
		this.operands = operands;
		this.parameters = parameters;
		this.returned = returned;
		this.exits = exits;
		this.transport = transport;
	}

	/**
	 * Return a call of the same form that calls a function.
	 */
	PieceCall withFunction(int index) {
		return new PieceCall(index, this.operands, this.parameters, this.returned, this.exits, this.transport);
	}

	int function() {
		return this.function;
	}

	int[] operands() {
		return this.operands;
	}

	int[] parameters() {
		return this.parameters;
	}

	int[] returned() {
		return this.returned;
	}

	List<Exit> exits() {
		return this.exits;
	}

	Transport transport() {
		return this.transport;
	}

	/**
	 * Return whether what follows the call is reached.
	 */
	boolean continues() {
		return this.exits.stream().anyMatch((exit) -> exit.target() == null);
	}

	/**
	 * Add the local variables and the labels that it makes use of.
	 */
	void addTo(BitSet used, BitSet changed, BitSet labels) {
		for (int local : this.parameters) {
			used.set(local);
		}
		for (int local : this.returned) {
			used.set(local);
			changed.set(local);
		}
		for (Exit exit : this.exits) {
			CodeLabel target = exit.target();
			if (target != null) {
				labels.set(target.number());
			}
		}
	}

	/**
	 * Turn the variables that are used after the call into those used before.
	 */
	void passBackwards(BitSet live) {
		if (!continues()) {
			live.clear();
		}
		for (Exit exit : this.exits) {
			CodeLabel target = exit.target();
			if (target != null) {
				live.or(target.live());
			}
		}
		for (int local : this.returned) {
			live.clear(local);
		}
		for (int local : this.parameters) {
			live.set(local);
		}
	}

	/**
	 * Estimate how many bytes of bytecode the call becomes.
	 */
	int bytes() {
		int bytes = 7;
		for (int local : this.parameters) {
			bytes += BytecodeSize.local(local);
		}
		for (int local : this.returned) {
			bytes += BytecodeSize.local(local);
		}
		bytes += BYTES_OF_GLOBAL * globals();
		if (this.exits.size() > 1) {
			bytes += (this.transport.packed()) ? 10 : 0;
			bytes += (this.exits.size() == 2) ? 4 : 18 + 4 * this.exits.size();
		}
		else if (!continues()) {
			bytes += 3;
		}
		return bytes;
	}

	/**
	 * Return whether all exits share the code that returns variables.
	 */
	boolean sharesReturn() {
		return this.exits.size() > 1 && this.exits.size() * (2 + this.returned.length) > 8;
	}

	/**
	 * Estimate how many bytes of bytecode the piece has in addition to its instructions.
	 */
	int bytesInside() {
		int returning = 10 + BYTES_OF_GLOBAL * this.returned.length;
		int passing = 0;
		for (Exit exit : this.exits) {
			passing += 8 + BYTES_OF_GLOBAL * exit.types().length;
		}
		return passing + ((sharesReturn()) ? returning : returning * this.exits.size());
	}

	/**
	 * Estimate what the call takes at run time, as a number of simple instructions.
	 */
	int effort() {
		return 8 + this.operands.length + this.parameters.length + 4 * globals()
				+ ((this.exits.size() > 1) ? Math.min(2 + this.exits.size(), 12) : 0);
	}

	private int globals() {
		int values = this.returned.length;
		for (Exit exit : this.exits) {
			values += exit.types().length;
		}
		return values - this.transport.direct();
	}

	/**
	 * A place where the function goes on after a piece.
	 *
	 * @param target the label, or {@code null} for what follows the call
	 * @param types types of the operands that travel there
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Exit(@Nullable CodeLabel target, int[] types) {
	}

	/**
	 * What the result of a piece is.
	 */
	enum Form {

		/**
		 * There is none.
		 */
		NOTHING,

		/**
		 * An operand, which is the first one.
		 */
		OPERAND,

		/**
		 * A local variable.
		 */
		LOCAL,

		/**
		 * Two local variables of type i32.
		 */
		TWO_LOCALS,

		/**
		 * The number of the exit.
		 */
		EXIT,

		/**
		 * The number of the exit, and a local variable of type i32.
		 */
		EXIT_AND_LOCAL

	}

	/**
	 * How values come back.
	 *
	 * @param form what the result is
	 * @param first the local variable that it carries, as the place among those returned
	 * @param second the other one
	 */
	record Transport(Form form, int first, int second) {

		/**
		 * Choose how values come back.
		 * @param exits the exits
		 * @param returned types of the local variables that are returned
		 */
		static Transport of(List<Exit> exits, int[] returned) {
			List<Integer> small = new ArrayList<>();
			for (int i = 0; i < returned.length; i++) {
				if (returned[i] == ValueTypes.I32) {
					small.add(i);
				}
			}
			if (exits.size() > 1) {
				return (small.isEmpty()) ? new Transport(Form.EXIT, -1, -1)
						: new Transport(Form.EXIT_AND_LOCAL, small.get(0), -1);
			}
			if (exits.isEmpty()) {
				return new Transport(Form.NOTHING, -1, -1);
			}
			if (exits.get(0).types().length > 0) {
				return new Transport(Form.OPERAND, -1, -1);
			}
			if (returned.length > 1 && small.size() > 1) {
				return new Transport(Form.TWO_LOCALS, small.get(0), small.get(1));
			}
			return (returned.length == 0) ? new Transport(Form.NOTHING, -1, -1) : new Transport(Form.LOCAL, 0, -1);
		}

		boolean packed() {
			return this.form == Form.EXIT_AND_LOCAL || this.form == Form.TWO_LOCALS;
		}

		/**
		 * Return how many values the result carries, besides the number of the exit.
		 */
		int direct() {
			return switch (this.form) {
				case NOTHING, EXIT -> 0;
				case OPERAND, LOCAL, EXIT_AND_LOCAL -> 1;
				case TWO_LOCALS -> 2;
			};
		}

		boolean carries(int local) {
			return local == this.first || local == this.second;
		}

	}

}
