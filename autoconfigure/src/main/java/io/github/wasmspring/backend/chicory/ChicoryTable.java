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

package io.github.wasmspring.backend.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Value;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.BackendTable;

/**
 * {@link BackendTable} of an instance.
 *
 * @param instance the instance
 * @param table its table
 */
record ChicoryTable(Instance instance, TableInstance table) implements BackendTable {

	@Override
	public long size() {
		return this.table.size();
	}

	@Override
	public boolean hasElements() {
		return true;
	}

	@Override
	public @Nullable Element get(long index) {
		int function = this.table.ref((int) index);
		if (function == Value.REF_NULL_VALUE) {
			return null;
		}
		Instance other = this.table.instance((int) index);
		Instance owner = (other != null) ? other : this.instance;
		FunctionType type = owner.type(owner.functionType(function));
		return new Element(ChicoryTypes.fromChicory(type),
				new ChicoryFunction(owner, "", (arguments) -> owner.getMachine().call(function, arguments), type));
	}

	@Override
	public void copy(long index, long source) {
		this.table.setRef((int) index, (source < 0) ? Value.REF_NULL_VALUE : this.table.ref((int) source),
				(source < 0) ? this.instance : this.table.instance((int) source));
	}

}
