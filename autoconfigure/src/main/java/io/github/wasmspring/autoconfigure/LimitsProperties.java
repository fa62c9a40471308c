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

package io.github.wasmspring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Limits of what a binary may contain, which keep small binaries from taking a compiler
 * very long or very much memory.
 *
 * @since 0.1.0
 */
public class LimitsProperties {

	/**
	 * Most functions of the module, imported ones included.
	 */
	private @Nullable Integer functions;

	/**
	 * Largest body of a function in the binary.
	 */
	private @Nullable DataSize functionSize;

	/**
	 * Most local variables of a function.
	 */
	private @Nullable Integer locals;

	/**
	 * Most local variables of all functions together.
	 */
	private @Nullable Integer totalLocals;

	/**
	 * Most branches of a function, apart from tables of branches.
	 */
	private @Nullable Integer branches;

	/**
	 * Most targets of all tables of branches together.
	 */
	private @Nullable Integer branchTargets;

	/**
	 * Deepest nesting of blocks in a function.
	 */
	private @Nullable Integer nesting;

	/**
	 * Most values that calls and blocks of a function pass, counted where they pass
	 * several.
	 */
	private @Nullable Integer operands;

	/**
	 * Most local variables of a function times its blocks and branches.
	 */
	private @Nullable Integer blockLocals;

	/**
	 * Most imports of the module.
	 */
	private @Nullable Integer imports;

	/**
	 * Most instructions of the whole module.
	 */
	private @Nullable Integer instructions;

	/**
	 * Most parameters and results of all types together.
	 */
	private @Nullable Integer typeValues;

	/**
	 * Most characters of the names of all imports and exports together.
	 */
	private @Nullable Integer names;

	/**
	 * Most entries of each other section, such as types, imports, exports, globals or
	 * segments.
	 */
	private @Nullable Integer entries;

	public @Nullable Integer getFunctions() {
		return this.functions;
	}

	public void setFunctions(@Nullable Integer functions) {
		this.functions = functions;
	}

	public @Nullable DataSize getFunctionSize() {
		return this.functionSize;
	}

	public void setFunctionSize(@Nullable DataSize functionSize) {
		this.functionSize = functionSize;
	}

	public @Nullable Integer getLocals() {
		return this.locals;
	}

	public void setLocals(@Nullable Integer locals) {
		this.locals = locals;
	}

	public @Nullable Integer getTotalLocals() {
		return this.totalLocals;
	}

	public void setTotalLocals(@Nullable Integer totalLocals) {
		this.totalLocals = totalLocals;
	}

	public @Nullable Integer getBranches() {
		return this.branches;
	}

	public void setBranches(@Nullable Integer branches) {
		this.branches = branches;
	}

	public @Nullable Integer getBranchTargets() {
		return this.branchTargets;
	}

	public void setBranchTargets(@Nullable Integer branchTargets) {
		this.branchTargets = branchTargets;
	}

	public @Nullable Integer getNesting() {
		return this.nesting;
	}

	public void setNesting(@Nullable Integer nesting) {
		this.nesting = nesting;
	}

	public @Nullable Integer getOperands() {
		return this.operands;
	}

	public void setOperands(@Nullable Integer operands) {
		this.operands = operands;
	}

	public @Nullable Integer getBlockLocals() {
		return this.blockLocals;
	}

	public void setBlockLocals(@Nullable Integer blockLocals) {
		this.blockLocals = blockLocals;
	}

	public @Nullable Integer getImports() {
		return this.imports;
	}

	public void setImports(@Nullable Integer imports) {
		this.imports = imports;
	}

	public @Nullable Integer getInstructions() {
		return this.instructions;
	}

	public void setInstructions(@Nullable Integer instructions) {
		this.instructions = instructions;
	}

	public @Nullable Integer getTypeValues() {
		return this.typeValues;
	}

	public void setTypeValues(@Nullable Integer typeValues) {
		this.typeValues = typeValues;
	}

	public @Nullable Integer getNames() {
		return this.names;
	}

	public void setNames(@Nullable Integer names) {
		this.names = names;
	}

	public @Nullable Integer getEntries() {
		return this.entries;
	}

	public void setEntries(@Nullable Integer entries) {
		this.entries = entries;
	}

}
