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

package io.github.wasmspring.abi;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.SimilarNames;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Finds the allocator among the exports of a module.
 */
final class AllocatorSearch {

	private static final List<Names> CONVENTIONS = List.of(new Names("alloc", "dealloc"),
			new Names("allocate", "deallocate"), new Names("malloc", "free"),
			new Names("cabi_realloc", "cabi_realloc"));

	private final WasmModule module;

	private final WasmErrorContext context;

	private final String requester;

	AllocatorSearch(WasmModule module, WasmErrorContext context, String requester) {
		this.module = module;
		this.context = context;
		this.requester = requester;
	}

	Allocator find() {
		if (!ModuleExports.hasMemory(this.module)) {
			throw new MissingAllocatorException(this.context,
					WasmText.of("'%s' needs a buffer, but the module exports no memory", this.requester),
					WasmText.of("Export the memory under the name 'memory'."));
		}
		AbiSettings abi = this.module.getAbi();
		return (abi.allocator() != null || abi.deallocator() != null) ? findConfigured(abi) : findConventional();
	}

	private Allocator findConfigured(AbiSettings abi) {
		String allocate = requireName(abi.allocator(), WasmSetting.ABI_ALLOCATOR);
		String free = requireName(abi.deallocator(), WasmSetting.ABI_DEALLOCATOR);
		WasmFunctionType allocateType = requireFunction(allocate, WasmSetting.ABI_ALLOCATOR);
		WasmFunctionType freeType = requireFunction(free, WasmSetting.ABI_DEALLOCATOR);
		Allocator allocator = Allocator.of(allocate, allocateType, free, freeType);
		if (allocator == null) {
			throw new MissingAllocatorException(this.context,
					WasmText.of("%s and %s name %s, which do not fit", WasmSetting.ABI_ALLOCATOR,
							WasmSetting.ABI_DEALLOCATOR, describe(allocate, allocateType, free, freeType)),
					WasmText.of("Name functions of type %s for both.", Allocator.describeTypes()));
		}
		return allocator;
	}

	private String requireName(@Nullable String name, WasmSetting setting) {
		if (name == null) {
			throw new MissingAllocatorException(this.context,
					WasmText.of("%s is not set, while its counterpart is", setting),
					WasmText.of("Set both %s and %s, or none of them.", WasmSetting.ABI_ALLOCATOR,
							WasmSetting.ABI_DEALLOCATOR));
		}
		return name;
	}

	private WasmFunctionType requireFunction(String name, WasmSetting setting) {
		WasmFunctionType type = ModuleExports.findFunction(this.module, name);
		if (type == null) {
			throw new MissingAllocatorException(this.context,
					WasmText.of("%s is '%s', but the module exports no such function", setting, name),
					WasmText.of("Exported functions: %s.", SimilarNames.exportedFunctions(name, this.module)));
		}
		return type;
	}

	private Allocator findConventional() {
		List<String> unfit = new ArrayList<>();
		for (Names convention : CONVENTIONS) {
			Allocator allocator = findConventional(convention, unfit);
			if (allocator != null) {
				return allocator;
			}
		}
		String seen = (unfit.isEmpty()) ? "" : " that fits (seen: " + String.join("; ", unfit) + ")";
		throw new MissingAllocatorException(this.context,
				WasmText.of("'%s' needs a buffer, but the module exports no allocator%s", this.requester, seen),
				WasmText.of(
						"Export 'alloc' and 'dealloc', 'allocate' and 'deallocate', 'malloc' and 'free', or 'cabi_realloc', of type %s; or name other exports with %s and %s.",
						Allocator.describeTypes(), WasmSetting.ABI_ALLOCATOR, WasmSetting.ABI_DEALLOCATOR));
	}

	private @Nullable Allocator findConventional(Names convention, List<String> unfit) {
		String allocate = convention.allocate();
		String free = convention.free();
		WasmFunctionType allocateType = ModuleExports.findFunction(this.module, allocate);
		WasmFunctionType freeType = ModuleExports.findFunction(this.module, free);
		if (allocateType == null || freeType == null) {
			if (allocateType != null || freeType != null) {
				unfit.add((allocateType != null) ? without(allocate, free) : without(free, allocate));
			}
			return null;
		}
		Allocator allocator = Allocator.of(allocate, allocateType, free, freeType);
		if (allocator == null) {
			unfit.add(describe(allocate, allocateType, free, freeType));
		}
		return allocator;
	}

	private static String without(String present, String missing) {
		return "'" + present + "' without '" + missing + "'";
	}

	private static String describe(String allocate, WasmFunctionType allocateType, String free,
			WasmFunctionType freeType) {
		String first = "'" + allocate + "' of type " + allocateType;
		return (allocate.equals(free)) ? first : first + " and '" + free + "' of type " + freeType;
	}

	/**
	 * Names that go together.
	 *
	 * @param allocate the export that allocates
	 * @param free the export that frees
	 */
	private record Names(String allocate, String free) {
	}

}
