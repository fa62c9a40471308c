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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmValueType;

/**
 * Where a module comes from whose host is another one, as its imports, exports, features
 * and custom sections tell.
 *
 * @since 0.1.0
 */
public enum ModuleOrigin {

	/**
	 * What a compiler wrote for a linker.
	 */
	OBJECT_FILE("an object file, which is not linked yet",
			"Link it, for example with 'wasm-ld --no-entry --export-all file.o -o file.wasm', or compile without -c.",
			(module) -> module.importsMemory("env", "__linear_memory") || module.hasSection("linking")
					&& module.imports("env", "__indirect_function_table") && module.exports().isEmpty()),

	/**
	 * An assembly of .NET that is packed into a module.
	 */
	WEBCIL("an assembly of .NET in a wrapper (Webcil), which has no code of WebAssembly",
			"It needs the runtime of Blazor; write the guest in a language that compiles to WebAssembly.",
			(module) -> module.importsFrom("webcil") || module.exports("webcilVersion")),

	/**
	 * The first version of WASI, which had another layout of its structures.
	 */
	WASI_PREVIEW_0("a module for WASI preview 0, which is older than preview 1",
			"Compile it with a toolchain of 2020 or later, which imports 'wasi_snapshot_preview1': for example Rust's target wasm32-wasip1, or wasi-sdk's 'clang --target=wasm32-wasip1'.",
			(module) -> module.importsFrom("wasi_unstable", "wasi_unstable_preview0")),

	/**
	 * Rust and JavaScript that call each other.
	 */
	WASM_BINDGEN("a module that Rust's wasm-bindgen made for JavaScript",
			"Compile the crate without wasm-bindgen, js-sys and web-sys, and without features of its dependencies that need them (such as \"js\", \"wasm_js\" or \"wasmbind\"): functions with '#[no_mangle] pub extern \"C\"', crate-type = [\"cdylib\"], and 'cargo build --release --target wasm32-unknown-unknown', or wasm32-wasip1.",
			(module) -> module.importsFrom("wbg") || module.importsFromLike("__wbindgen_")
					|| module.anyImport((wanted) -> wanted.module().endsWith(".js")
							&& ModuleTraits.startsWith(wanted.name(), "__wbg_", "__wbindgen_"))),

	/**
	 * Addons of Node.js.
	 */
	NODE_API("an addon for Node.js (Node-API, for example by napi-rs)",
			"Compile the library beneath it, without napi, for example with 'cargo build --release --target wasm32-wasip1'.",
			(module) -> module.importsFrom("napi", "emnapi")
					|| module.importsLike("env", "napi_", "_emnapi_", "emnapi_", "node_api_")),

	/**
	 * Go for a browser.
	 */
	GO_JAVASCRIPT("a module that Go made for JavaScript (GOOS=js)",
			"Compile it with 'GOOS=wasip1 GOARCH=wasm go build -buildmode=c-shared -o file.wasm', where //go:wasmexport marks what is exported (Go 1.24 or later); without -buildmode for a program.",
			(module) -> module.importsFrom("go", "gojs") && module.exports("getsp", "resume")),

	/**
	 * TinyGo for a browser.
	 */
	TINYGO_JAVASCRIPT("a module that TinyGo made for JavaScript",
			"Compile it with 'tinygo build -target=wasip1 -buildmode=c-shared -o file.wasm', where //go:wasmexport marks what is exported; without -buildmode for a program.",
			(module) -> module.importsFrom("gojs") || module.importsLike("env", "runtime.", "syscall/js.")),

	/**
	 * Kotlin for a browser.
	 */
	KOTLIN("a module that Kotlin made, which needs a collector of garbage and JavaScript",
			"Kotlin has no target without them; write the guest in a language with linear memory, or compile Kotlin's classes with TeaVM and targetType WEBASSEMBLY_WASI.",
			(module) -> module.importsFrom("js_code")
					|| module.anyImport((wanted) -> wanted.name().startsWith("kotlin."))
					|| module.needs(WasmFeature.GARBAGE_COLLECTION) && module.exports("startUnitTests")),

	/**
	 * Dart, Flutter's language.
	 */
	DART("a module that Dart made (dart2wasm), which needs a collector of garbage and JavaScript",
			"Dart has no target without them; write the guest in a language with linear memory.",
			(module) -> module.importsFrom("dart2wasm") || module.exports("$invokeMain")),

	/**
	 * TeaVM, which compiles classes of Java.
	 */
	TEAVM("a module that TeaVM made for JavaScript",
			"Set TeaVM's targetType to WEBASSEMBLY_WASI, which TeaVM has up to version 0.13.",
			(module) -> module.importsFromLike("teavm")),

	/**
	 * Blazor and other .NET for a browser.
	 */
	DOTNET("the runtime of .NET for JavaScript (Blazor)",
			"It needs its JavaScript, however it is published; write the guest in another language.",
			(module) -> module.importsLike("env", "mono_wasm_", "mono_interp_", "mono_jiterp_", "SystemJS_",
					"SystemInteropJS_")),

	/**
	 * Swift and JavaScript that call each other.
	 */
	SWIFT_JAVASCRIPT("a module that Swift made for JavaScript (JavaScriptKit)",
			"Remove JavaScriptKit, and compile it with 'swift build --swift-sdk <SDK for wasm32-unknown-wasip1>'.",
			(module) -> module.importsFrom("javascript_kit", "bjs")),

	/**
	 * Haskell and JavaScript that call each other.
	 */
	HASKELL_JAVASCRIPT("a module that GHC made for JavaScript (JSFFI)",
			"Remove its foreign imports and exports of the convention 'javascript'.",
			(module) -> module.importsFrom("ghc_wasm_jsffi")),

	/**
	 * Emscripten as it was up to 2019.
	 */
	OLD_EMSCRIPTEN("a module of an old Emscripten (asm.js)",
			"Compile it with a current Emscripten: 'emcc -sSTANDALONE_WASM -sPURE_WASI -sWASM_BIGINT -o file.wasm'.",
			(module) -> module.importsFrom("asm2wasm") || module.imports("global", "NaN", "Infinity")
					|| module.imports("env", "DYNAMICTOP_PTR", "STACKTOP", "tempDoublePtr")),

	/**
	 * Emscripten with names that only its JavaScript knows.
	 */
	MINIFIED_EMSCRIPTEN("a module that Emscripten made for its own JavaScript, with shortened names",
			"Compile it with 'emcc -sSTANDALONE_WASM -sPURE_WASI -sWASM_BIGINT -o file.wasm': a name that ends with .wasm keeps the names of imports and exports. Add --no-entry for a library. Or look up in the JavaScript beside it what the names stand for, and provide that by host functions.",
			ModuleOrigin::isMinified),

	/**
	 * Emscripten with several modules that share a memory.
	 */
	DYNAMIC_EMSCRIPTEN("a module of Emscripten that is linked dynamically, by JavaScript",
			"Compile it without -sMAIN_MODULE and -sSIDE_MODULE, and with 'emcc -sSTANDALONE_WASM -sPURE_WASI -sWASM_BIGINT -o file.wasm'.",
			(module) -> isDynamic(module) && isEmscripten(module)),

	/**
	 * A library that shares the memory of another module.
	 */
	DYNAMIC_LIBRARY("a dynamic library, which shares the memory of another module",
			"Link everything into one module: with clang or wasm-ld without -shared and -pie, with Emscripten without -sSIDE_MODULE.",
			ModuleOrigin::isDynamic),

	/**
	 * Emscripten with threads of JavaScript.
	 */
	EMSCRIPTEN_THREADS("a module of Emscripten that starts threads, by JavaScript",
			"Compile it without -pthread, and with 'emcc -sSTANDALONE_WASM -sPURE_WASI -sWASM_BIGINT -o file.wasm'.",
			(module) -> module.importsLike("env", "__pthread_create_js", "__emscripten_thread_",
					"__emscripten_init_main_thread", "_emscripten_thread_", "_emscripten_notify_mailbox",
					"_emscripten_notify_task_queue", "emscripten_receive_on_main_thread_js")),

	/**
	 * C++ and JavaScript that call each other.
	 */
	EMBIND("a module of Emscripten whose C++ and JavaScript call each other (embind)",
			"Export C functions instead, with EMSCRIPTEN_KEEPALIVE or -sEXPORTED_FUNCTIONS=_name, and compile with 'emcc -sSTANDALONE_WASM -sPURE_WASI -sWASM_BIGINT -o file.wasm', without -lembind.",
			(module) -> module.importsLike("env", "_embind_", "_emval_")),

	/**
	 * Exceptions of C++, or long jumps of C, that JavaScript catches.
	 */
	EMSCRIPTEN_EXCEPTIONS("a module of Emscripten whose exceptions or long jumps need JavaScript",
			"Compile all of its files with -fno-exceptions, and link with 'emcc -sSUPPORT_LONGJMP=0 -sSTANDALONE_WASM -sPURE_WASI -sWASM_BIGINT -o file.wasm'.",
			(module) -> module.importsLike("env", "invoke_", "__cxa_find_matching_catch", "__cxa_begin_catch",
					"__resumeException", "_emscripten_throw_longjmp", "emscripten_longjmp")
					|| module.imports("env", "__cxa_throw", "__cpp_exception", "__c_longjmp")),

	/**
	 * Emscripten that splits numbers of 64 bits in two.
	 */
	EMSCRIPTEN_WITHOUT_BIGINT("a module of Emscripten that hands numbers of 64 bits over in two halves",
			"Compile it with 'emcc -sWASM_BIGINT -sSTANDALONE_WASM -sPURE_WASI -o file.wasm'.",
			(module) -> module.imports("env", "setTempRet0", "getTempRet0")
					|| module.anyImport(ModuleOrigin::isHalved)),

	/**
	 * Emscripten with a library in JavaScript.
	 */
	EMSCRIPTEN("a module that Emscripten made for its own JavaScript",
			"Compile it with 'emcc -sSTANDALONE_WASM -sPURE_WASI -sWASM_BIGINT -o file.wasm', with --no-entry for a library; or with wasi-sdk's 'clang --target=wasm32-wasip1'.",
			ModuleOrigin::isEmscripten),

	/**
	 * Extism, which has its own functions for input and output.
	 */
	EXTISM("a plugin for Extism that calls functions of its host",
			"Provide them by a bean annotated with @WasmHost(\"extism:host/user\"), with blocks as String, byte[] or any type that travels as JSON, or with their offsets as long.",
			(module) -> module.importsFromLike("extism:host/")),

	/**
	 * The core of a component.
	 */
	WASI_0_2("a module for WASI 0.2, the core of a component",
			"Compile it for WASI preview 1: Rust's target wasm32-wasip1 instead of wasm32-wasip2, 'tinygo build -target=wasip1', or 'clang --target=wasm32-wasip1'.",
			(module) -> module.importsFromLike("wasi:") || module.importsFrom("wasi_snapshot_preview2")),

	/**
	 * Wasmer's extension of WASI.
	 */
	WASIX("a module for WASIX, which only Wasmer runs",
			"Compile it for WASI preview 1: 'cargo build --target wasm32-wasip1' instead of 'cargo wasix build', wasi-sdk's clang instead of wasixcc.",
			(module) -> module.importsFromLike("wasix_")),

	/**
	 * A module that starts threads.
	 */
	WASI_THREADS("a module that starts threads (wasi-threads)",
			"Compile it without threads: Rust's target wasm32-wasip1 instead of wasm32-wasip1-threads, 'clang --target=wasm32-wasip1' without -pthread.",
			(module) -> module.imports("wasi", "thread-spawn", "thread_spawn")
					|| module.imports("wasi_snapshot_preview1", "thread-spawn", "thread_spawn")),

	/**
	 * Proposals that extend WASI.
	 */
	WASI_PROPOSAL("a module that needs a proposal to extend WASI, such as wasi-nn or wasi-crypto",
			"Compile it without the library that binds the proposal, so that it imports 'wasi_snapshot_preview1' only.",
			(module) -> module.importsFromLike("wasi_ephemeral_", "wasi_nn", "wasi_experimental_")),

	/**
	 * The core of a component with interfaces of its own.
	 */
	COMPONENT_CORE("a core of a component, whose imports are interfaces of WIT",
			"Compile it without wit-bindgen, as a guest whose imports and exports are plain functions.",
			(module) -> module.importsFrom("canonical_abi") || isComponentTable(module)
					|| module.anyImport((wanted) -> isInterface(wanted.module()))),

	/**
	 * Filters of Envoy and other proxies.
	 */
	PROXY_WASM("a filter for proxies (proxy-wasm)",
			"It runs in Envoy and the like; compile its logic without their SDK.",
			(module) -> module.importsLike("env", "proxy_")),

	/**
	 * Policies of the Open Policy Agent.
	 */
	OPA("a policy of the Open Policy Agent", "Its imports are provided if 'abi.convention' is 'opa' or 'auto'.",
			(module) -> module.importsLike("env", "opa_")),

	/**
	 * waPC, a protocol for calls in both directions.
	 */
	WAPC("a guest for waPC", "Compile it without waPC's SDK, as a guest of pointers and lengths.",
			(module) -> module.importsFrom("wapc")),

	/**
	 * Edge servers of Fastly.
	 */
	FASTLY("a program for Fastly Compute", "Compile its logic without Fastly's SDK.",
			(module) -> module.importsFromLike("fastly_")),

	/**
	 * JavaScript that Javy compiled without its engine.
	 */
	JAVY("JavaScript that Javy compiled for an engine in another module",
			"Compile it with 'javy build file.js -o file.wasm', without '-C dynamic'.",
			(module) -> module.importsFromLike("javy_", "javy-")),

	/**
	 * AssemblyScript, whose assertions call its host.
	 */
	ASSEMBLYSCRIPT("a module of AssemblyScript that calls functions of JavaScript",
			"Compile it with 'asc --use abort=', after which a failed assertion is just a trap; do without trace, console, Date.now and Math.random; or provide what is missing by host functions.",
			(module) -> module.importsFunction("env", "abort", WasmValueType.I32, WasmValueType.I32, WasmValueType.I32,
					WasmValueType.I32) || module.imports("env", "seed", "trace", "console.log", "Date.now")),

	/**
	 * Long jumps of C that the host is to do.
	 */
	LONG_JUMPS("a module of C that jumps out of functions, with setjmp and longjmp of its host",
			"Compile it without setjmp.h, as its libraries often can be. Or provide host functions if a jump means only that the call has failed: 'setjmp' that returns 0, and 'longjmp' that throws an exception.",
			(module) -> module.imports("env", "setjmp", "longjmp")),

	/**
	 * A module that lacks a library.
	 */
	UNLINKED_LIBRARY("a module that lacks a library of its language, which was not linked",
			"Link the library, for example with wasi-sdk's 'clang --target=wasm32-wasip1', and without --allow-undefined, so that the linker says what is missing.",
			(module) -> module.anyImport(ModuleOrigin::isLibraryFunction)),

	/**
	 * A module for a bundler of JavaScript.
	 */
	JAVASCRIPT("a module that calls JavaScript", "Compile it for WASI preview 1, without bindings to JavaScript.",
			(module) -> module.importsFromLike("wasm:js", "./", "../", "@") || module
				.anyImport((wanted) -> wanted.module().endsWith(".js") || wanted.module().endsWith(".mjs"))),

	/**
	 * A language whose objects are collected by the engine.
	 */
	GARBAGE_COLLECTED(
			"a module of a language whose objects the engine collects, such as Kotlin, Dart, Java (J2CL), OCaml or Scheme",
			"Write the guest in a language with linear memory, or compile classes of Java or Kotlin with TeaVM and targetType WEBASSEMBLY_WASI.",
			(module) -> module.needs(WasmFeature.GARBAGE_COLLECTION));

	/**
	 * How many parameters functions of WASI have if numbers of 64 bits are split.
	 */
	private static final Map<String, Integer> HALVED = Map.of("fd_seek", 5, "fd_pread", 6, "fd_pwrite", 6,
			"clock_time_get", 4, "fd_advise", 6, "fd_allocate", 5, "fd_filestat_set_size", 3, "fd_readdir", 6,
			"path_open", 11);

	private static final Set<String> LIBRARY = Set.of("memcpy", "memmove", "memset", "memcmp", "malloc", "calloc",
			"realloc", "free", "strlen", "strcmp", "strcpy", "printf", "puts", "putchar", "fprintf", "snprintf",
			"abort", "__assert_fail", "__multi3", "__stack_chk_fail");

	private final String description;

	private final String remedy;

	private final Predicate<ModuleTraits> recognizer;

	ModuleOrigin(String description, String remedy, Predicate<ModuleTraits> recognizer) {
		this.description = description;
		this.remedy = remedy;
		this.recognizer = recognizer;
	}

	/**
	 * Recognize the origin of a module.
	 * @param imports what it imports, or those imports that nothing provides
	 * @param exports what it exports
	 * @param features the features that it needs, as far as they are known
	 * @param customSections the names of its custom sections, as far as they are known
	 * @return the origin, or {@code null} if nothing shows that it is made for another
	 * host
	 */
	public static @Nullable ModuleOrigin of(List<WasmImport> imports, List<WasmExport> exports,
			Set<WasmFeature> features, List<String> customSections) {
		Assert.notNull(imports, "'imports' must not be null");
		Assert.notNull(exports, "'exports' must not be null");
		Assert.notNull(features, "'features' must not be null");
		Assert.notNull(customSections, "'customSections' must not be null");
		ModuleTraits module = new ModuleTraits(imports, exports, features, customSections);
		for (ModuleOrigin origin : values()) {
			if (origin.recognizer.test(module)) {
				return origin;
			}
		}
		return null;
	}

	/**
	 * Return what such a module is.
	 * @return a phrase that follows "this is"
	 */
	public String getDescription() {
		return this.description;
	}

	/**
	 * Return what to do about it: what the user of its toolchain types.
	 * @return sentences
	 */
	public String getRemedy() {
		return this.remedy;
	}

	/**
	 * Return whether the host offers what the toolchain usually imports, so that only
	 * what is left of it tells something.
	 * @return whether modules of this origin are at home here
	 */
	public boolean isServed() {
		return this == ASSEMBLYSCRIPT || this == EXTISM || this == OPA;
	}

	private static boolean isMinified(ModuleTraits module) {
		List<WasmImport> imports = module.imports();
		return !imports.isEmpty() && imports.stream().allMatch((wanted) -> wanted.name().length() <= 2) && (imports
			.stream()
			.allMatch((wanted) -> wanted.module().equals("a"))
				|| imports.size() >= 5 && module.imports("env", "a", "b", "c") && imports.stream()
					.allMatch(
							(wanted) -> wanted.module().equals("env") || wanted.module().startsWith("wasi_snapshot_")));
	}

	private static boolean isDynamic(ModuleTraits module) {
		return module.hasSection("dylink.0", "dylink") || module.importsFrom("GOT.mem", "GOT.func")
				|| module.imports("env", "__memory_base", "__table_base");
	}

	private static boolean isEmscripten(ModuleTraits module) {
		return module.importsLike("env", "emscripten_", "_emscripten_", "__emscripten_", "__syscall", "_embind_",
				"_emval_", "invoke_", "__asyncjs__")
				|| module.anyImport((wanted) -> wanted.module().equals("env") && wanted.name().endsWith("_js"));
	}

	private static boolean isHalved(WasmImport wanted) {
		Integer parameters = HALVED.get(wanted.name());
		return parameters != null && wanted.module().equals("wasi_snapshot_preview1")
				&& wanted.type() instanceof WasmFunctionType type && type.parameters().size() == parameters
				&& !type.parameters().contains(WasmValueType.I64);
	}

	/**
	 * Return whether a module's name is that of an interface, such as
	 * {@code example:shop/prices@1.0.0}.
	 */
	private static boolean isInterface(String module) {
		int colon = module.indexOf(':');
		return colon > 0 && module.indexOf('/', colon) > colon + 1 || module.equals("$root")
				|| module.startsWith("[export]");
	}

	/**
	 * Return whether this is what joins the cores of a component: it has no code.
	 */
	private static boolean isComponentTable(ModuleTraits module) {
		return module.imports("", "$imports");
	}

	private static boolean isLibraryFunction(WasmImport wanted) {
		return wanted.module().equals("env") && wanted.type() instanceof WasmFunctionType
				&& (LIBRARY.contains(wanted.name())
						|| ModuleTraits.startsWith(wanted.name(), "_Z", "__cxa_", "__wasi_"));
	}

}
