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

package io.github.wasmspring.backend.parser;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.ActiveElement;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.backend.WasmFeature;

/**
 * Finds what the parser knows but a backend cannot run, so that it is reported when a
 * module loads and not when it is called.
 */
final class FeatureCheck {

	private static final int GC_PREFIX = 0xFB;

	private static final int VECTOR_PREFIX = 0xFD;

	private static final int ATOMIC_PREFIX = 0xFE;

	private static final Set<OpCode> ARITHMETIC = EnumSet.of(OpCode.I32_ADD, OpCode.I32_SUB, OpCode.I32_MUL,
			OpCode.I64_ADD, OpCode.I64_SUB, OpCode.I64_MUL);

	private final String module;

	private final String backend;

	private final Set<WasmFeature> supported;

	FeatureCheck(String module, String backend, Set<WasmFeature> supported) {
		this.module = module;
		this.backend = backend;
		this.supported = supported;
	}

	void check(ModuleTypes types) {
		WasmModule module = types.module();
		checkMemories(types);
		if (module.tagSection().isPresent()) {
			require(WasmFeature.EXCEPTIONS, "a tag");
		}
		checkTypes(module);
		checkConstants(module);
		for (FunctionBody body : module.codeSection().functionBodies()) {
			body.localTypes().forEach(this::checkType);
			for (AnnotatedInstruction instruction : body.instructions()) {
				WasmFeature feature = featureOf(instruction.opcode());
				if (feature != null) {
					require(feature, instruction.opcode().toString());
				}
			}
		}
	}

	private void checkMemories(ModuleTypes types) {
		List<WasmMemoryType> imported = types.imports()
			.stream()
			.map(WasmImport::type)
			.filter(WasmMemoryType.class::isInstance)
			.map(WasmMemoryType.class::cast)
			.toList();
		int defined = types.module().memorySection().map(MemorySection::memoryCount).orElse(0);
		if (imported.size() + defined > 1) {
			require(WasmFeature.MULTIPLE_MEMORIES, "memory 1");
		}
		boolean shared = imported.stream().anyMatch(WasmMemoryType::shared);
		for (int i = 0; i < defined; i++) {
			shared |= types.module().memorySection().orElseThrow().getMemory(i).limits().shared();
		}
		if (shared) {
			require(WasmFeature.THREADS, "a shared memory");
		}
	}

	private void checkTypes(WasmModule module) {
		if (module.typeSection().subTypeCount() != module.typeSection().typeCount()) {
			require(WasmFeature.GARBAGE_COLLECTION, "a group of recursive types");
		}
		for (int i = 0; i < module.typeSection().subTypeCount(); i++) {
			FunctionType type = module.typeSection().getSubType(i).compType().funcType();
			if (type == null) {
				require(WasmFeature.GARBAGE_COLLECTION, "type " + i);
				continue;
			}
			type.params().forEach(this::checkType);
			type.returns().forEach(this::checkType);
		}
		for (int i = 0; i < module.globalSection().globalCount(); i++) {
			checkType(module.globalSection().getGlobal(i).valueType());
		}
		for (int i = 0; i < module.tableSection().tableCount(); i++) {
			checkType(module.tableSection().getTable(i).elementType());
		}
	}

	private void checkType(ValType type) {
		if (type.opcode() == ValType.ID.V128) {
			require(WasmFeature.VECTORS, "v128");
		}
		else if (type.equals(ValType.ExnRef)) {
			require(WasmFeature.EXCEPTIONS, "exnref");
		}
		else if (type.isReference() && !type.equals(ValType.FuncRef) && !type.equals(ValType.ExternRef)) {
			require(WasmFeature.FUNCTION_REFERENCES, type.toString());
		}
	}

	private void checkConstants(WasmModule module) {
		for (int i = 0; i < module.globalSection().globalCount(); i++) {
			checkConstant(module.globalSection().getGlobal(i).initInstructions());
		}
		checkOffsets(module);
	}

	private void checkConstant(List<? extends Instruction> instructions) {
		for (Instruction instruction : instructions) {
			if (ARITHMETIC.contains(instruction.opcode())) {
				require(WasmFeature.EXTENDED_CONSTANTS, instruction.opcode().toString());
			}
			WasmFeature feature = featureOf(instruction.opcode());
			if (feature != null) {
				require(feature, instruction.opcode().toString());
			}
		}
	}

	private void checkOffsets(WasmModule module) {
		for (int i = 0; i < module.dataSection().dataSegmentCount(); i++) {
			if (module.dataSection().getDataSegment(i) instanceof ActiveDataSegment segment) {
				checkConstant(segment.offsetInstructions());
			}
		}
		for (Element element : module.elementSection().elements()) {
			element.initializers().forEach(this::checkConstant);
			if (element instanceof ActiveElement active) {
				checkConstant(active.offset());
			}
		}
	}

	private static @Nullable WasmFeature featureOf(OpCode instruction) {
		return switch (instruction) {
			case RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> WasmFeature.TAIL_CALLS;
			case THROW, THROW_REF, TRY_TABLE -> WasmFeature.EXCEPTIONS;
			case CALL_REF, REF_AS_NON_NULL, BR_ON_NULL, BR_ON_NON_NULL -> WasmFeature.FUNCTION_REFERENCES;
			case REF_EQ -> WasmFeature.GARBAGE_COLLECTION;
			default -> switch (instruction.opcode() >>> 8) {
				case GC_PREFIX -> WasmFeature.GARBAGE_COLLECTION;
				case VECTOR_PREFIX -> WasmFeature.VECTORS;
				case ATOMIC_PREFIX -> WasmFeature.THREADS;
				default -> null;
			};
		};
	}

	private void require(WasmFeature feature, String example) {
		if (!this.supported.contains(feature)) {
			throw new WasmLoadException(Reason.UNSUPPORTED, WasmErrorContext.of(this.module, this.backend),
					WasmText.of("the module uses %s, for example %s, which the backend cannot run", feature, example),
					remedy(feature), null);
		}
	}

	private static WasmText remedy(WasmFeature feature) {
		if (feature.getBackends().isEmpty()) {
			return WasmText.of("None of the shipped backends can: %s.", feature.getRemedy());
		}
		return WasmText.of("Set %s to '%s', or %s.", WasmSetting.BACKEND.proposing(feature.getBackends().get(0)),
				String.join("' or '", feature.getBackends()), feature.getRemedy());
	}

}
