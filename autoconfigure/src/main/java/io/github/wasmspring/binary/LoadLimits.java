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

import java.time.Duration;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what is compiled. Compilers take a time and a heap that grow faster than the
 * binary, so a small binary can take more than there is; the defaults let through what
 * compilers write.
 *
 * @param functions most functions, imported ones included
 * @param functionSize largest body of a function
 * @param locals most local variables of a function
 * @param totalLocals most local variables of all functions
 * @param branches most branches of a function, tables of branches not included
 * @param branchTargets most targets of all tables of branches
 * @param nesting deepest nesting of blocks in a function
 * @param operands most values that the calls and blocks of a function take and leave, if
 * they take and leave several
 * @param blockLocals most local variables of a function times its blocks and branches,
 * which is what compilers keep of it
 * @param imports most imports, since the time to compile grows with their square
 * @param instructions most instructions of all functions and constant expressions
 * @param typeValues most parameters and results of all types
 * @param names most characters of the names of all imports and exports
 * @param entries most entries of each section without a limit of its own
 * @param tableElements most elements of all tables of an instance, and of all segments
 * @param compileTime longest time to compile, zero for any time
 * @since 0.1.0
 */
public record LoadLimits(int functions, DataSize functionSize, int locals, int totalLocals, int branches,
		int branchTargets, int nesting, int operands, int blockLocals, int imports, int instructions, int typeValues,
		int names, int entries, int tableElements, Duration compileTime) {

	/**
	 * What applies where nothing is configured.
	 */
	public static final LoadLimits DEFAULTS = new LoadLimits(100_000, DataSize.ofMegabytes(4), 20_000, 1_000_000,
			25_000, 1_000_000, 10_000, 1_000_000, 20_000_000, 2_000, 25_000_000, 1_000_000, 16_000_000, 250_000,
			1_000_000, Duration.ofSeconds(60));

	/**
	 * Create new limits.
	 * @param functions most functions
	 * @param functionSize largest body of a function
	 * @param locals most local variables of a function
	 * @param totalLocals most local variables of all functions
	 * @param branches most branches of a function
	 * @param branchTargets most targets of all tables of branches
	 * @param nesting deepest nesting of blocks in a function
	 * @param operands most values that the calls and blocks of a function take and leave
	 * @param blockLocals most local variables of a function times its blocks and branches
	 * @param imports most imports
	 * @param instructions most instructions of all functions and constant expressions
	 * @param typeValues most parameters and results of all types
	 * @param names most characters of the names of all imports and exports
	 * @param entries most entries of each section without a limit of its own
	 * @param tableElements most elements of all tables of an instance
	 * @param compileTime longest time to compile
	 */
	public LoadLimits {
		Assert.isTrue(functions >= 0, "'limits.functions' must not be negative");
		Assert.isTrue(!functionSize.isNegative(), "'limits.function-size' must not be negative");
		Assert.isTrue(locals >= 0, "'limits.locals' must not be negative");
		Assert.isTrue(totalLocals >= 0, "'limits.total-locals' must not be negative");
		Assert.isTrue(branches >= 0, "'limits.branches' must not be negative");
		Assert.isTrue(branchTargets >= 0, "'limits.branch-targets' must not be negative");
		Assert.isTrue(nesting >= 0, "'limits.nesting' must not be negative");
		Assert.isTrue(operands >= 0, "'limits.operands' must not be negative");
		Assert.isTrue(blockLocals >= 0, "'limits.block-locals' must not be negative");
		Assert.isTrue(imports >= 0, "'limits.imports' must not be negative");
		Assert.isTrue(instructions >= 0, "'limits.instructions' must not be negative");
		Assert.isTrue(typeValues >= 0, "'limits.type-values' must not be negative");
		Assert.isTrue(names >= 0, "'limits.names' must not be negative");
		Assert.isTrue(entries >= 0, "'limits.entries' must not be negative");
		Assert.isTrue(tableElements >= 0, "'max-table-elements' must not be negative");
		Assert.isTrue(!compileTime.isNegative(), "'compile-timeout' must not be negative");
	}

	/**
	 * Return these limits with another value.
	 * @param functions most functions
	 * @return new limits
	 */
	public LoadLimits withFunctions(int functions) {
		return new LoadLimits(functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param functionSize largest body of a function
	 * @return new limits
	 */
	public LoadLimits withFunctionSize(DataSize functionSize) {
		return new LoadLimits(this.functions, functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param locals most local variables of a function
	 * @return new limits
	 */
	public LoadLimits withLocals(int locals) {
		return new LoadLimits(this.functions, this.functionSize, locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param totalLocals most local variables of all functions
	 * @return new limits
	 */
	public LoadLimits withTotalLocals(int totalLocals) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param branches most branches of a function
	 * @return new limits
	 */
	public LoadLimits withBranches(int branches) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param branchTargets most targets of all tables of branches
	 * @return new limits
	 */
	public LoadLimits withBranchTargets(int branchTargets) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param nesting deepest nesting of blocks in a function
	 * @return new limits
	 */
	public LoadLimits withNesting(int nesting) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param operands most values that the calls and blocks of a function take and leave
	 * @return new limits
	 */
	public LoadLimits withOperands(int operands) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param blockLocals most local variables of a function times its blocks and branches
	 * @return new limits
	 */
	public LoadLimits withBlockLocals(int blockLocals) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param imports most imports
	 * @return new limits
	 */
	public LoadLimits withImports(int imports) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, imports, this.instructions,
				this.typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param instructions most instructions of all functions and constant expressions
	 * @return new limits
	 */
	public LoadLimits withInstructions(int instructions) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, instructions,
				this.typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param typeValues most parameters and results of all types
	 * @return new limits
	 */
	public LoadLimits withTypeValues(int typeValues) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				typeValues, this.names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param names most characters of the names of all imports and exports
	 * @return new limits
	 */
	public LoadLimits withNames(int names) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, names, this.entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param entries most entries of each section without a limit of its own
	 * @return new limits
	 */
	public LoadLimits withEntries(int entries) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, entries, this.tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param tableElements most elements of all tables of an instance
	 * @return new limits
	 */
	public LoadLimits withTableElements(int tableElements) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, this.entries, tableElements, this.compileTime);
	}

	/**
	 * Return these limits with another value.
	 * @param compileTime longest time to compile
	 * @return new limits
	 */
	public LoadLimits withCompileTime(Duration compileTime) {
		return new LoadLimits(this.functions, this.functionSize, this.locals, this.totalLocals, this.branches,
				this.branchTargets, this.nesting, this.operands, this.blockLocals, this.imports, this.instructions,
				this.typeValues, this.names, this.entries, this.tableElements, compileTime);
	}

}
