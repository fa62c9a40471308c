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

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * What an engine makes of a {@link RandomModule}.
 *
 * @param refusal why it refuses the module, or {@code null} if it takes it
 * @param results what the functions return, {@code null} for a trap
 * @param memory a hash of the memory after all functions
 */
record RunOutcome(@Nullable String refusal, List<@Nullable Long> results, int memory) {

	static RunOutcome refused(String reason) {
		return new RunOutcome(reason, List.of(), 0);
	}

	/**
	 * Run functions one after the other.
	 * @param call calls a function, and returns {@code null} if it traps
	 */
	static List<@Nullable Long> run(List<Integer> functions, IntFunction<@Nullable Long> call) {
		List<@Nullable Long> results = new ArrayList<>();
		functions.forEach((function) -> results.add(call.apply(function)));
		return results;
	}

	/**
	 * Return what differs, or {@code null} if nothing does.
	 */
	@Nullable String difference(RunOutcome other, List<Integer> functions) {
		if (this.refusal != null || other.refusal != null) {
			return "refused: %s, but %s".formatted(this.refusal, other.refusal);
		}
		for (int i = 0; i < this.results.size(); i++) {
			Long result = this.results.get(i);
			if ((result != null) ? !result.equals(other.results.get(i)) : other.results.get(i) != null) {
				return "function %s returns %s, but %s"
					.formatted((i < functions.size()) ? "f" + functions.get(i) : "state", result, other.results.get(i));
			}
		}
		return (this.memory != other.memory) ? "the memory differs" : null;
	}

	static int hash(byte[] memory) {
		return Arrays.hashCode(memory);
	}

	void write(DataOutputStream output) throws IOException {
		output.writeBoolean(this.refusal == null);
		if (this.refusal != null) {
			output.writeUTF(this.refusal.substring(0, Math.min(1000, this.refusal.length())));
			return;
		}
		output.writeInt(this.results.size());
		for (Long result : this.results) {
			output.writeBoolean(result != null);
			output.writeLong((result != null) ? result : 0);
		}
		output.writeInt(this.memory);
	}

	static RunOutcome read(DataInputStream input) throws IOException {
		if (!input.readBoolean()) {
			return refused(input.readUTF());
		}
		List<@Nullable Long> results = new ArrayList<>();
		for (int left = input.readInt(); left > 0; left--) {
			boolean returned = input.readBoolean();
			long result = input.readLong();
			results.add((returned) ? result : null);
		}
		return new RunOutcome(null, results, input.readInt());
	}

}
