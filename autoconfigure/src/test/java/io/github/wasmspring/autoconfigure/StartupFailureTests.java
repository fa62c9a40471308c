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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

import io.github.wasmspring.Guests;
import io.github.wasmspring.autoconfigure.mistake.AnnotatedClass;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;
import io.github.wasmspring.plugin.WasmPluginRegistrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an application prints when a module stops its start-up.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTests {

	@TempDir
	Path directory;

	@Test
	void unknownBackend(CapturedOutput output) {
		run(numbers("wasm.backend=chicori"));
		assertThat(analysis(output)).isEqualTo(
				"""
						Description:

						Module 'numbers', backend 'chicori': there is no such backend.

						Action:

						Set 'wasm.backend' or 'wasm.modules.numbers.backend' to one of 'chicory', 'wasmtime', 'chicory-interpreter', or define a WasmBackend bean with the id 'chicori'.""");
	}

	@Test
	void missingLibraryOfBackend(CapturedOutput output) {
		run(new FilteredClassLoader("com.dylibso.chicory.compiler"), numbers());
		assertThat(analysis(output)).isEqualTo(
				"""
						Description:

						Module 'numbers', backend 'chicory': the backend's library is not on the class path.

						Action:

						Add 'com.dylibso.chicory:compiler' to the dependencies; 'io.github.wasmspring:wasm-spring-boot-starter' brings it. Or choose another backend by 'wasm.backend'.""");
	}

	@Test
	void missingLibraryOfNativeBackend(CapturedOutput output) {
		run(new FilteredClassLoader("io.github.kawamuray.wasmtime"), numbers("wasm.modules.numbers.backend=wasmtime"));
		assertThat(analysis(output)).isEqualTo(
				"""
						Description:

						Module 'numbers', backend 'wasmtime': the backend's library is not on the class path.

						Action:

						Add 'io.github.kawamuray.wasmtime:wasmtime-java:0.19.0' to the dependencies: in Gradle runtimeOnly("io.github.kawamuray.wasmtime:wasmtime-java:0.19.0"), in Maven <dependency><groupId>io.github.kawamuray.wasmtime</groupId><artifactId>wasmtime-java</artifactId><version>0.19.0</version></dependency>. Or choose another backend by 'wasm.backend'.""");
	}

	@Test
	void tooFewHostCallsOfNativeBackend(CapturedOutput output) {
		run(numbers("wasm.wasmtime.max-host-calls=0"));
		assertThat(analysis(output)).isEqualTo("""
				Description:

				Backend 'wasmtime': 'wasm.wasmtime.max-host-calls' is 0.

				Action:

				Set it to 1 or more.""");
	}

	@Test
	void missingLocation(CapturedOutput output) {
		run("wasm.modules.text.location=classpath:wasm/txt.wasm");
		assertThat(analysis(output)).isEqualTo(
				"""
						Description:

						Module 'text': there is nothing at class path resource [wasm/txt.wasm].

						Action:

						Correct 'wasm.modules.text.location'. A file on the class path is written 'classpath:wasm/text.wasm', one on disk 'file:/path/to/text.wasm'.""");
	}

	@Test
	void moduleWithoutLocation(CapturedOutput output) {
		run("wasm.modules.text.max-memory=1MB");
		assertThat(analysis(output)).isEqualTo(
				"""
						Description:

						Module 'text': the module is configured, but has no location and is not among the scanned ones, which are none.

						Action:

						Set 'wasm.modules.text.location', or put the file 'text.wasm' where 'wasm.locations' finds it.""");
	}

	@Test
	void locationsWithDirectory(CapturedOutput output) {
		run("wasm.locations=file:" + this.directory);
		assertThat(analysis(output)).contains("which is no .wasm file and no pattern")
			.contains("To search a directory, write 'file:" + this.directory + "/*.wasm'.");
	}

	@Test
	void fileThatIsNotWasm(CapturedOutput output) throws IOException {
		run("wasm.modules.text.location=" + file("text.wasm", "(module)".getBytes()));
		assertThat(analysis(output)).isEqualTo("""
				Description:

				Module 'text': not a WebAssembly binary: it starts with 28 6d 6f 64 instead of 00 61 73 6d.

				Action:

				This is the text format; convert it with 'wat2wasm file.wat -o file.wasm'.""");
	}

	@Test
	void truncatedFile(CapturedOutput output) throws IOException {
		byte[] bytes = Guests.bytes("numbers");
		run("wasm.modules.text.location=" + file("text.wasm", Arrays.copyOf(bytes, bytes.length / 2)));
		assertThat(analysis(output)).contains("Module 'text': the file is truncated: section ")
			.contains("Copy or download the file again, completely and in binary mode.");
	}

	@Test
	void invalidModule(CapturedOutput output) {
		run("wasm.modules.text.location=classpath:guests/invalid.wasm");
		assertThat(analysis(output)).contains("Module 'text', backend 'chicory': the module is invalid: type mismatch")
			.contains("Build the file again, or check it with 'wasm-validate'.");
	}

	@Test
	void component(CapturedOutput output) {
		run("wasm.modules.text.location=classpath:guests/component.wasm");
		assertThat(analysis(output))
			.contains("Module 'text': the file is a component (layer 1), not a core module (layer 0).")
			.contains("Components cannot be run; compile to a core module");
	}

	@Test
	void digestMismatch(CapturedOutput output) {
		run(numbers("wasm.modules.numbers.sha256=" + "0123".repeat(16)));
		String digest = WasmBinary.digest(Guests.bytes("numbers"));
		assertThat(analysis(output))
			.contains("Module 'numbers': the SHA-256 digest of class path resource [guests/numbers.wasm] is " + digest
					+ ", but " + "0123".repeat(16) + " is required.")
			.contains("set 'wasm.modules.numbers.sha256=" + digest + "'; otherwise replace the file.");
	}

	@Test
	void twoModulesWithOneName(CapturedOutput output) throws IOException {
		Path other = Files.createDirectory(this.directory.resolve("other"));
		file("text.wasm", Guests.bytes("numbers"));
		Files.write(other.resolve("text.wasm"), Guests.bytes("traps"));
		run("wasm.locations=file:%s/*.wasm,file:%s/*.wasm".formatted(this.directory, other));
		assertThat(analysis(output)).contains("Module 'text': two modules have this name: ")
			.contains(this.directory.resolve("text.wasm").toString())
			.contains(other.resolve("text.wasm").toString())
			.contains("Rename one of the files, or set 'wasm.modules.text.location' to the one that you want.");
	}

	@Test
	void moduleWithTheNameOfAnotherBean(CapturedOutput output) {
		run("wasm.modules.application.location=classpath:guests/numbers.wasm");
		assertThat(analysis(output)).isEqualTo("""
				Description:

				Module 'application': its bean cannot have this name, because another bean has it: %s.

				Action:

				Give the other bean another name, for example @Component("applicationService"), or rename the module."""
			.formatted(Application.class.getName()));
	}

	@Test
	void moduleWithTheNameOfTheEnvironment(CapturedOutput output) {
		run("wasm.modules.environment.location=classpath:guests/numbers.wasm");
		assertThat(analysis(output)).contains("Module 'environment': its bean cannot have this name")
			.contains("ApplicationEnvironment");
	}

	@Test
	void malformedDigest(CapturedOutput output) {
		run(numbers("wasm.modules.numbers.sha256="));
		assertThat(analysis(output)).contains("'sha256' must be 64 hexadecimal digits, but is ''");
	}

	@Test
	void invalidModuleInAnApplicationThatInitializesLazily(CapturedOutput output) {
		run("wasm.modules.text.location=classpath:guests/invalid.wasm", "spring.main.lazy-initialization=true");
		assertThat(analysis(output)).contains("the module is invalid");
	}

	@Test
	void pluginInAnApplicationThatInitializesLazily(CapturedOutput output) {
		run(WrongType.class, numbers("spring.main.lazy-initialization=true"));
		assertThat(analysis(output)).contains("needs a function of type (i64, i64) -> i64");
	}

	@Test
	void missingImport(CapturedOutput output) {
		run("wasm.modules.text.location=classpath:guests/imports.wasm");
		assertThat(analysis(output)).contains(
				"Module 'text', backend 'chicory': imports that nothing provides: func env.log (i32, i32) -> (); func env.now () -> i64; func math.pow (f64, f64) -> f64.");
	}

	@Test
	void memoryAboveTheLimit(CapturedOutput output) {
		run("wasm.modules.text.location=classpath:guests/memory_big.wasm");
		assertThat(analysis(output)).contains("4096 pages of 64 KiB, but at most 2048 are allowed")
			.contains("Set 'wasm.modules.text.max-memory' to at least 256MB");
	}

	@Test
	void invalidSettings(CapturedOutput output) {
		run(numbers("wasm.defaults.instances.max=0"));
		assertThat(analysis(output)).contains("its settings are not valid: 'instances.max' must be positive")
			.contains("Correct 'wasm.modules.numbers.*' or 'wasm.defaults.*'.");
	}

	@Test
	void pluginForUnknownModule(CapturedOutput output) {
		run(UnknownModule.class, numbers());
		assertThat(analysis(output)).isEqualTo(
				"""
						Description:

						Module 'number': there is no such module, but plugin interface %s needs it.

						Action:

						Set 'wasm.modules.number.location', put the file 'number.wasm' where 'wasm.locations' finds it, or use one of the known names: 'numbers'."""
					.formatted(UnknownModule.class.getName()));
	}

	@Test
	void missingExport(CapturedOutput output) {
		run(MissingExport.class, numbers());
		assertThat(analysis(output)).contains("Module 'numbers', backend 'chicory': ")
			.contains("int StartupFailureTests.MissingExport.divMode(int, int)")
			.contains("'divMode', 'div_mode' or 'div-mode'")
			.contains("name one of the exported functions with @WasmFunction(\"...\"): 'div_mod', ");
	}

	@Test
	void wrongArity(CapturedOutput output) {
		run(WrongArity.class, numbers());
		assertThat(analysis(output)).contains("Module 'numbers', function 'add', backend 'chicory'")
			.contains(
					"'int StartupFailureTests.WrongArity.add(int)' needs a function of type (i32) -> i32, but the guest's is (i32, i32) -> i32.")
			.contains("with numbers only the method is 'int add(int, int)'");
	}

	@Test
	void wrongType(CapturedOutput output) {
		run(WrongType.class, numbers());
		assertThat(analysis(output))
			.contains("needs a function of type (i64, i64) -> i64, but the guest's is (i32, i32) -> i32.");
	}

	@Test
	void textWithoutAllocator(CapturedOutput output) {
		run(NoAllocator.class, "wasm.modules.plain.location=classpath:guests/no_allocator.wasm");
		assertThat(analysis(output)).contains("Module 'plain', function 'length', backend 'chicory'")
			.contains("StartupFailureTests.NoAllocator.length(String)")
			.contains("'alloc'")
			.contains("wasm.modules.plain.abi.allocator");
	}

	@Test
	void unsupportedJavaType(CapturedOutput output) {
		run(UnsupportedType.class, numbers());
		assertThat(analysis(output)).contains("Optional<Integer>").contains("cannot be passed to a guest or back");
	}

	@Test
	void pluginThatIsNotFound(CapturedOutput output) {
		runWith(NeedsPlugin.class, "wasm.enabled=false");
		assertThat(analysis(output))
			.contains("The plugin interface " + UnknownModule.class.getName() + " is not a bean.")
			.contains("'wasm.plugins.base-packages'")
			.contains("'wasm.enabled' is not false");
	}

	@Test
	void pluginWithoutAnnotation(CapturedOutput output) {
		runWith(NeedsUnannotated.class, numbers());
		assertThat(analysis(output)).contains("Annotate it with @WasmPlugin and the name of its module.");
	}

	@Test
	void locationThatIsDirectory(CapturedOutput output) {
		run("wasm.modules.text.location=file:" + this.directory);
		assertThat(analysis(output)).contains("is a directory").contains("Name the file in it");
	}

	@Test
	void fileWithSomethingAppended(CapturedOutput output) throws IOException {
		byte[] bytes = Guests.bytes("numbers");
		byte[] longer = Arrays.copyOf(bytes, bytes.length + 4);
		longer[bytes.length] = 'j';
		run("wasm.modules.text.location=" + file("text.wasm", longer));
		assertThat(analysis(output))
			.contains("there is no section 106, as the byte at offset " + bytes.length + " says")
			.contains("Check whether something was appended to the file");
	}

	@Test
	void annotationOnClass(CapturedOutput output) {
		run("wasm.plugins.base-packages=" + AnnotatedClass.class.getPackageName());
		assertThat(analysis(output))
			.contains("@WasmPlugin and @WasmFunction belong on an interface, but " + AnnotatedClass.class.getName()
					+ " is a class.")
			.contains("Move the annotations to an interface");
	}

	private String[] numbers(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "wasm.modules.numbers.location=classpath:guests/numbers.wasm";
		return all;
	}

	private String file(String name, byte[] bytes) throws IOException {
		return "file:" + Files.write(this.directory.resolve(name), bytes);
	}

	private void run(String... properties) {
		run(getClass().getClassLoader(), properties);
	}

	private void runWith(Class<?> component, String... properties) {
		SpringApplication application = new SpringApplication(Application.class, component);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(Map.of("wasm.plugins.base-packages", "com.example.none"));
		String[] arguments = Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	private void run(Class<?> plugin, String... properties) {
		run(getClass().getClassLoader(), plugin, properties);
	}

	private void run(ClassLoader classLoader, String... properties) {
		run(classLoader, null, properties);
	}

	private void run(ClassLoader classLoader, @Nullable Class<?> plugin, String... properties) {
		SpringApplication application = new SpringApplication(new DefaultResourceLoader(classLoader),
				Application.class);
		application.setDefaultProperties(Map.of("wasm.plugins.base-packages", "com.example.none"));
		if (plugin != null) {
			application.addInitializers((context) -> new WasmPluginRegistrar((BeanDefinitionRegistry) context,
					context.getEnvironment(), context)
				.register(plugin));
		}
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] arguments = Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new);
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(classLoader);
		try {
			assertThatException().isThrownBy(() -> application.run(arguments).close());
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static String analysis(CapturedOutput output) {
		assertThat(output).contains("APPLICATION FAILED TO START");
		return output.toString().substring(output.toString().indexOf("Description:")).strip();
	}

	@Configuration("application")
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsPlugin {

		NeedsPlugin(UnknownModule plugin) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsUnannotated {

		NeedsUnannotated(Unannotated plugin) {
		}

	}

	interface Unannotated {

		@WasmFunction
		int add(int left, int right);

	}

	@WasmPlugin("number")
	interface UnknownModule {

		@WasmFunction
		int add(int left, int right);

	}

	@WasmPlugin("numbers")
	interface MissingExport {

		@WasmFunction
		int divMode(int left, int right);

	}

	@WasmPlugin("numbers")
	interface WrongArity {

		@WasmFunction
		int add(int value);

	}

	@WasmPlugin("numbers")
	interface WrongType {

		@WasmFunction
		long add(long left, long right);

	}

	@WasmPlugin("plain")
	interface NoAllocator {

		@WasmFunction
		int length(String text);

	}

	@WasmPlugin("numbers")
	interface UnsupportedType {

		@WasmFunction
		Optional<Integer> add(int left, int right);

	}

}
