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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.abi.extism.ExtismConvention;
import io.github.wasmspring.abi.extism.ExtismHttp;
import io.github.wasmspring.abi.opa.OpaBuiltin;
import io.github.wasmspring.abi.opa.OpaConvention;
import io.github.wasmspring.abi.opa.OpaData;
import io.github.wasmspring.abi.toolchain.AssemblyScriptImports;
import io.github.wasmspring.abi.toolchain.EmscriptenImports;
import io.github.wasmspring.abi.toolchain.EmscriptenJumps;
import io.github.wasmspring.abi.toolchain.GuestErrorImports;

/**
 * Conventions that modules can follow, and what toolchains let them import.
 */
@Lazy
@Configuration(proxyBeanMethods = false)
class ConventionsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ExtismConvention extismWasmConvention(ObjectProvider<ExtismHttp> http, WasmJson json) {
		return new ExtismConvention(http.getIfUnique(() -> ExtismHttp.NONE), json);
	}

	@Bean
	@ConditionalOnMissingBean
	OpaConvention opaWasmConvention(ObjectProvider<OpaData> data, ObjectProvider<OpaBuiltin> builtins) {
		return new OpaConvention(data.getIfUnique(() -> OpaData.NONE), builtins.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	AssemblyScriptImports assemblyScriptWasmImports() {
		return new AssemblyScriptImports();
	}

	@Bean
	@ConditionalOnMissingBean
	EmscriptenImports emscriptenWasmImports() {
		return new EmscriptenImports();
	}

	@Bean
	@ConditionalOnMissingBean
	EmscriptenJumps emscriptenWasmJumps() {
		return new EmscriptenJumps();
	}

	@Bean
	@ConditionalOnMissingBean
	GuestErrorImports guestErrorWasmImports() {
		return new GuestErrorImports();
	}

}
