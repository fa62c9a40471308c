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
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.WasmValueType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ModuleOrigin}.
 */
class ModuleOriginTests {

	private static final int CUSTOM = 0;

	private static final int TYPES = 1;

	private static final int IMPORTS = 2;

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = {
			"WASI_PREVIEW_0        | wasi_unstable fd_write; env emscripten_memcpy_big | -",
			"WASM_BINDGEN          | wbg __wbg_new_28c511d9baebfa89                    | -",
			"WASM_BINDGEN          | __wbindgen_placeholder__ __wbindgen_describe      | -",
			"WASM_BINDGEN          | ./x_bg.js __wbg_length_186163212ffe79c3           | -",
			"NODE_API              | env napi_typeof; wasi thread-spawn                | -",
			"GO_JAVASCRIPT         | gojs runtime.wasmWrite                            | run resume getsp mem",
			"GO_JAVASCRIPT         | go runtime.wasmExit                               | run resume getsp mem",
			"TINYGO_JAVASCRIPT     | gojs runtime.ticks                                | malloc free _start",
			"TINYGO_JAVASCRIPT     | env syscall/js.valueGet                           | malloc",
			"KOTLIN                | js_code kotlin.captureStackTrace                  | memory",
			"DART                  | dart2wasm _1; wasm:js-string length               | $invokeMain",
			"TEAVM                 | teavm putwcharsOut; teavmMath sin                 | -",
			"WEBCIL                | webcil memory                                     | webcilVersion",
			"DOTNET                | env mono_wasm_fire_debugger_agent_message         | -",
			"SWIFT_JAVASCRIPT      | javascript_kit swjs_get_prop                      | -",
			"HASKELL_JAVASCRIPT    | ghc_wasm_jsffi freeJSVal                          | -",
			"OLD_EMSCRIPTEN        | asm2wasm f64-rem; env abort; env ___cxa_throw     | -",
			"MINIFIED_EMSCRIPTEN   | a a; a b                                          | c d",
			"MINIFIED_EMSCRIPTEN   | env a; env b; env c; env d; env e                 | f",
			"DYNAMIC_EMSCRIPTEN    | env _embind_register_void; GOT.mem __heap_base    | -",
			"DYNAMIC_LIBRARY       | env __memory_base; env puts                       | -",
			"DYNAMIC_LIBRARY       | GOT.func puts                                     | -",
			"EMSCRIPTEN_THREADS    | env __pthread_create_js; env emscripten_get_now   | -",
			"EMBIND                | env _emval_decref; env invoke_ii                  | -",
			"EMSCRIPTEN_EXCEPTIONS | env invoke_vii; env emscripten_resize_heap        | -",
			"EMSCRIPTEN_EXCEPTIONS | env __cxa_throw                                   | -",
			"EMSCRIPTEN            | env emscripten_resize_heap                        | -",
			"EMSCRIPTEN            | env __syscall_openat                              | -",
			"EMSCRIPTEN            | env _localtime_js                                 | -",
			"EMSCRIPTEN_WITHOUT_BIGINT | env setTempRet0; env emscripten_memcpy_big    | -",
			"EXTISM                | extism:host/env input_length                      | -",
			"EXTISM                | extism:host/user kv_read                          | -",
			"WASI_0_2              | wasi:cli/environment@0.2.0 get-environment        | -",
			"WASI_0_2              | wasi:io/poll@0.2.10 [method]pollable.block        | -",
			"WASI_THREADS          | wasi thread-spawn                                 | -",
			"WASIX                 | wasix_32v1 tty_get; wasi thread-spawn             | -",
			"WASI_PROPOSAL         | wasi_ephemeral_nn load                            | -",
			"COMPONENT_CORE        | example:shop/prices@1.0.0 price                   | -",
			"COMPONENT_CORE        | canonical_abi resource_drop_value                 | -",
			"LONG_JUMPS            | env setjmp; env longjmp                           | malloc free",
			"PROXY_WASM            | env proxy_log                                     | proxy_abi_version_0_2_1",
			"OPA                   | env opa_abort                                     | -",
			"WAPC                  | wapc __guest_request                              | __guest_call",
			"FASTLY                | fastly_http_req body_downstream_get               | -",
			"JAVY                  | javy_quickjs_provider_v3 eval_bytecode            | -",
			"JAVY                  | javy-default-plugin-v1 invoke                     | -",
			"ASSEMBLYSCRIPT        | env abort iiii                                    | -",
			"ASSEMBLYSCRIPT        | env seed                                          | -",
			"UNLINKED_LIBRARY      | env abort                                         | -",
			"UNLINKED_LIBRARY      | env memcpy iii                                    | -",
			"UNLINKED_LIBRARY      | env _Znwm i                                       | -",
			"JAVASCRIPT            | ./snippets/inline0.js show                        | -",
			"JAVASCRIPT            | wasm:js-string length                             | -" })
	void ofShouldRecognizeNames(ModuleOrigin origin, String imports, @Nullable String exports) {
		assertThat(of(imports, exports)).isEqualTo(origin);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "wasi_snapshot_preview1 fd_write iiii; wasi_snapshot_preview1 fd_seek ijii | _start memory",
					"env log ii; env now; math pow                                             | memory alloc",
					"env a; env b                                                              | -",
					"env emit; env proxy; env throw; env open                                  | run",
					"shop price                                                                | resume",
					"shop price | -" })
	void ofWhenImportsAreThoseOfAnyHostShouldReturnNull(String imports, @Nullable String exports) {
		assertThat(of(imports, exports)).isNull();
	}

	@Test
	void ofWhenNothingIsImportedShouldReturnNull() {
		assertThat(
				ModuleOrigin.of(List.of(), List.of(), EnumSet.complementOf(EnumSet.of(WasmFeature.GARBAGE_COLLECTION)),
						List.of("name", "producers", "target_features")))
			.isNull();
	}

	@ParameterizedTest
	@CsvSource({ "fd_seek, iiiii, iiii", "clock_time_get, iiii, iji", "fd_pread, iiiiii, iiiji",
			"path_open, iiiiiiiiiii, iiiiijjii" })
	void ofWhenNumbersAreSplitShouldSaySo(String function, String split, String whole) {
		assertThat(of("wasi_snapshot_preview1 " + function + " " + split, null))
			.isEqualTo(ModuleOrigin.EMSCRIPTEN_WITHOUT_BIGINT);
		assertThat(of("wasi_snapshot_preview1 " + function + " " + whole, null)).isNull();
	}

	@Test
	void ofWhenFeatureIsGarbageCollectionShouldNameItsLanguages() {
		Set<WasmFeature> features = Set.of(WasmFeature.GARBAGE_COLLECTION);
		assertThat(ModuleOrigin.of(List.of(), List.of(), features, List.of()))
			.isEqualTo(ModuleOrigin.GARBAGE_COLLECTED);
		assertThat(ModuleOrigin.of(List.of(), exports("startUnitTests"), features, List.of()))
			.isEqualTo(ModuleOrigin.KOTLIN);
	}

	@Test
	void ofWhenModuleIsAnObjectFileShouldSaySo() {
		WasmImport memory = new WasmImport("env", "__linear_memory", new WasmMemoryType(0, null, false));
		assertThat(ModuleOrigin.of(List.of(memory), List.of(), Set.of(), List.of()))
			.isEqualTo(ModuleOrigin.OBJECT_FILE);
	}

	@Test
	void ofWhenModuleIsALibraryShouldSaySo() {
		assertThat(ModuleOrigin.of(List.of(), List.of(), Set.of(), List.of("dylink.0")))
			.isEqualTo(ModuleOrigin.DYNAMIC_LIBRARY);
	}

	@ParameterizedTest
	@EnumSource
	void textsShouldFitIntoAMessage(ModuleOrigin origin) {
		assertThat(origin.getDescription()).doesNotEndWith(".").doesNotStartWith("This");
		assertThat(origin.getRemedy()).endsWith(".").doesNotContain("wasm.modules", "wasm.defaults", "wasm.backend");
	}

	@Test
	void originOfBinaryShouldUseCustomSections() {
		byte[] bytes = BinaryWriter.module().section(CUSTOM, name("dylink.0").bytes(1, 2, 3)).toByteArray();
		assertThat(decode(bytes).origin()).isEqualTo(ModuleOrigin.DYNAMIC_LIBRARY);
	}

	@Test
	void originOfBinaryShouldUseImports() {
		byte[] bytes = BinaryWriter.module()
			.section(TYPES, BinaryWriter.part().bytes(1, 0x60, 5).repeat(5, 0x7F).bytes(1, 0x7F))
			.section(IMPORTS,
					BinaryWriter.part()
						.bytes(1)
						.sized(text("wasi_snapshot_preview1"))
						.sized(text("fd_seek"))
						.bytes(0, 0))
			.toByteArray();
		assertThat(decode(bytes).origin()).isEqualTo(ModuleOrigin.EMSCRIPTEN_WITHOUT_BIGINT);
	}

	@Test
	void originOfBinaryWhenMadeForAnyHostShouldBeNull() {
		assertThat(decode(Guests.bytes("imports")).origin()).isNull();
		assertThat(decode(Guests.bytes("wasi_report")).origin()).isNull();
	}

	@Test
	void customSectionsWhenManyOrLongShouldBeBounded() {
		BinaryWriter module = BinaryWriter.module().section(CUSTOM, name("x".repeat(65)));
		for (int i = 0; i < 1000; i++) {
			module.section(CUSTOM, name("section" + i));
		}
		ModuleIndex index = new ModuleDecoder(new BinaryProblems(WasmErrorContext.of("test", null), new byte[0]),
				module.toByteArray())
			.decode(new ModuleVisitor() {
			});
		assertThat(index.customSections()).hasSize(64).startsWith("section0").endsWith("section63");
	}

	private static BinaryWriter name(String name) {
		return BinaryWriter.part().sized(text(name));
	}

	private static BinaryWriter text(String text) {
		return BinaryWriter.part().bytes(text.chars().toArray());
	}

	private static DecodedModule decode(byte[] bytes) {
		DecodedModule module = DecodedModule.of(WasmErrorContext.of("test", null), bytes, LoadLimits.DEFAULTS, 16);
		assertThat(module.problem()).isNull();
		return module;
	}

	@Test
	void ofWhenWhatJoinsCoresShouldRecognizeTheComponent() {
		assertThat(ModuleOrigin.of(
				List.of(new WasmImport("", "0", type("i")),
						new WasmImport("", "$imports", new WasmMemoryType(0, null, false))),
				List.of(), Set.of(), List.of()))
			.isEqualTo(ModuleOrigin.COMPONENT_CORE);
	}

	private static @Nullable ModuleOrigin of(String imports, @Nullable String exports) {
		List<WasmImport> wanted = new ArrayList<>();
		for (String text : imports.split(";")) {
			String[] parts = text.strip().split(" ");
			wanted.add(new WasmImport(parts[0], parts[1], type((parts.length > 2) ? parts[2] : "")));
		}
		assertOrderDoesNotMatter(wanted, exports);
		return ModuleOrigin.of(wanted, exports((exports != null) ? exports.split(" ") : new String[0]), Set.of(),
				List.of());
	}

	private static void assertOrderDoesNotMatter(List<WasmImport> imports, @Nullable String exports) {
		List<WasmExport> offered = exports((exports != null) ? exports.split(" ") : new String[0]);
		List<WasmImport> reversed = new ArrayList<>(imports);
		Collections.reverse(reversed);
		assertThat(ModuleOrigin.of(reversed, offered, Set.of(), List.of()))
			.isEqualTo(ModuleOrigin.of(imports, offered, Set.of(), List.of()));
	}

	private static List<WasmExport> exports(String... names) {
		return Arrays.stream(names).map((name) -> new WasmExport(name, type(""))).toList();
	}

	private static WasmFunctionType type(String parameters) {
		return new WasmFunctionType(IntStream.range(0, parameters.length())
			.mapToObj((i) -> (parameters.charAt(i) == 'j') ? WasmValueType.I64 : WasmValueType.I32)
			.toList(), List.of());
	}

}
