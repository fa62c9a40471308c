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

package io.github.wasmspring.backend;

import io.github.wasmspring.WasmSetting;

/**
 * Checks the functions of a code section against their limits.
 */
final class CodeScan {

	private final LoadLimits limits;

	private final BinaryTypes types;

	private long totalLocals;

	private long branchTargets;

	CodeScan(LoadLimits limits, BinaryTypes types) {
		this.limits = limits;
		this.types = types;
	}

	void check(BinaryCursor cursor) {
		long count = cursor.readSize();
		this.types.checkFunctions(cursor, count);
		for (int i = 0; i < count; i++) {
			checkFunction(cursor, this.types.firstIndex() + i);
		}
		cursor.checkLimit("the module", this.totalLocals, "local variables", this.limits.totalLocals(),
				WasmSetting.LIMITS_TOTAL_LOCALS);
		cursor.checkLimit("the module", this.branchTargets, "targets of branch tables", this.limits.branchTargets(),
				WasmSetting.LIMITS_BRANCH_TARGETS);
	}

	private void checkFunction(BinaryCursor cursor, int index) {
		String name = "function " + index;
		long size = cursor.readSize();
		cursor.checkLimit(name, size, "bytes", this.limits.functionSize().toBytes(), WasmSetting.LIMITS_FUNCTION_SIZE);
		BinaryCursor body = cursor.slice(size);
		long locals = 0;
		for (long groups = body.readSize(); groups > 0; groups--) {
			locals += body.readSize();
			body.skipValueType();
		}
		body.checkLimit(name, locals, "local variables", this.limits.locals(), WasmSetting.LIMITS_LOCALS);
		this.totalLocals += locals;
		FunctionScan function = new FunctionScan(this.types, index);
		function.read(body);
		function.check(body, this.limits);
		this.branchTargets += function.branchTargets();
	}

}
