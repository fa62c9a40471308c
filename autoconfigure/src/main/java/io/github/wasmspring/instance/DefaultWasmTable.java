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

package io.github.wasmspring.instance;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExportedFunction;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmTable;
import io.github.wasmspring.WasmTableType;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.backend.BackendTable;
import io.github.wasmspring.backend.BackendTable.Element;

/**
 * A table of an instance.
 *
 * @param instance the instance that it belongs to
 * @param name the name of its export
 * @param type its type
 * @param table the backend's table
 */
record DefaultWasmTable(DefaultWasmInstance instance, String name, WasmTableType type,
		BackendTable table) implements WasmTable {

	@Override
	public WasmTableType getType() {
		return this.type;
	}

	@Override
	public long size() {
		return this.instance.guarded(this.table::size);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The function has the name of the table, since meters have the names of functions.
	 */
	@Override
	public @Nullable WasmExportedFunction get(long index) {
		return this.instance.<@Nullable WasmExportedFunction>guarded(() -> {
			check(index);
			Element element = this.table.get(index);
			return (element != null)
					? new DefaultWasmFunction(this.instance, this.name, element.type(), element.function()) : null;
		});
	}

	@Override
	public void copy(long index, long source) {
		this.instance.<@Nullable Void>guarded(() -> {
			check(index);
			if (source >= 0) {
				check(source);
			}
			this.table.copy(index, source);
			return null;
		});
	}

	private void check(long index) {
		if (!this.table.hasElements()) {
			throw failure("elements of tables are out of reach on this backend",
					"Use the backend 'chicory', or let the guest export the function.");
		}
		if (this.type.elementType() != WasmValueType.FUNCREF) {
			throw failure("table '%s' holds elements of type %s, which cannot be passed to Java".formatted(this.name,
					this.type.elementType()), "Use a table of functions.");
		}
		if (index < 0 || index >= this.table.size()) {
			throw failure("table '%s' has %d elements, and none at %d".formatted(this.name, this.table.size(), index),
					"Pass a function pointer of the guest.");
		}
	}

	private WasmLinkException failure(String fact, String remedy) {
		return new WasmLinkException(this.instance.context(null), fact, remedy, null);
	}

}
