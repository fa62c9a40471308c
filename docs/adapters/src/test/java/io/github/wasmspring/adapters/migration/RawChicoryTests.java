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

package io.github.wasmspring.adapters.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test that shows what a call takes with Chicory alone.
 */
class RawChicoryTests {

	@Test
	void slugShouldBeMadeByHand() throws IOException {
		assertThat(slug("Hello, Wörld!")).isEqualTo("hello-world");
	}

	// tag::before[]
	String slug(String title) throws IOException {
		WasmModule module;
		try (InputStream binary = new ClassPathResource("wasm/text.wasm").getInputStream()) {
			module = Parser.parse(binary);
		}
		Instance instance = Instance.builder(module).withMachineFactory(MachineFactoryCompiler::compile).build();
		Memory memory = instance.memory();
		byte[] text = title.getBytes(StandardCharsets.UTF_8);
		int address = (int) instance.export("alloc").apply(text.length)[0];
		memory.write(address, text);
		long result = instance.export("slug").apply(address, text.length)[0];
		String slug = memory.readString((int) (result >>> 32), (int) result);
		instance.export("dealloc").apply(result >>> 32, (int) result);
		instance.export("dealloc").apply(address, text.length);
		return slug;
	}
	// end::before[]

}
