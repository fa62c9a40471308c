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

package io.github.wasmspring.backend.wasmtime;

import java.util.function.Consumer;
import java.util.function.Function;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.backend.BackendMemory;
import io.github.wasmspring.binary.DecodedModule;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.FunctionType;
import io.github.wasmspring.binary.Instruction;
import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.binary.ModuleDecoder;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.ModuleVisitor;

/**
 * Modules as the backend gets them.
 */
final class EncodedGuests {

	private EncodedGuests() {
	}

	static EncodedModule of(String guest) {
		return encode(Guests.bytes(guest));
	}

	static EncodedModule encode(byte[] bytes) {
		return DecodedModule
			.of(WasmErrorContext.of("test", WasmtimeBackend.ID), bytes, LoadLimits.DEFAULTS, BackendMemory.MAX_PAGES)
			.encoded();
	}

	/**
	 * Return a guest as it is compiled.
	 */
	static GuestBinary change(EncodedModule guest) {
		return GuestBinary.of(guest, new WasmtimeFailures("test"));
	}

	/**
	 * Return a guest with changes.
	 */
	static EncodedModule edit(EncodedModule guest, Function<ModuleVisitor, ModuleVisitor> change) {
		ModuleEncoder encoder = new ModuleEncoder();
		new ModuleDecoder("test", guest).decode(change.apply(encoder));
		return encoder.toModule();
	}

	/**
	 * Export a new function that takes and returns nothing.
	 */
	static void export(ModuleEncoder module, String name, Consumer<InstructionWriter> code) {
		WasmFunctionType type = WasmFunctionType.parse("() -> ()");
		module.visitExport(name, WasmExternalKind.FUNCTION, module.addFunction(FunctionType.of(type), code));
	}

	/**
	 * Check that a module is valid, and hand its instructions to a consumer.
	 */
	static void forEachInstruction(EncodedModule module, Consumer<Instruction> consumer) {
		new ModuleDecoder("test", EncodedModule.of("test", module.bytes())).decode(new ModuleVisitor() {

			@Override
			public boolean visitBody(int function, int size) {
				return true;
			}

			@Override
			public void visitInstruction(Instruction instruction) {
				consumer.accept(instruction);
			}

		});
	}

}
