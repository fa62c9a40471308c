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

package io.github.wasmspring.plugin;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.abi.JacksonWasmJson;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.abi.WasmResults;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.samples.PackagePrivatePlugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WasmPluginFactory}.
 */
@EveryBackend
class WasmPluginFactoryTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final String subject = "Module '%s', backend '" + Backends.current().getId() + "': ";

	private final WasmModule numbers = Guests.shared("numbers");

	private final WasmModule counting = Guests.shared("counting");

	private final WasmPluginFactory factory = new WasmPluginFactory();

	@Test
	void createWhenAllocatorIsMisspelledShouldTellItOnce() {
		WasmModule module = Guests
			.load(WasmModuleDefinition.of("counting", Guests.resource("counting"), Backends.current().getId())
				.withAbi(new AbiSettings(null, "aloc", "dealloc")), Backends.current(), (settings) -> settings);
		assertOneProblem(module, "'AbiSettings.withAllocator' is 'aloc'");
		assertOneProblem(Guests.load("no_allocator", Backends.current()), "exports no allocator");
	}

	private void assertOneProblem(WasmModule module, String problem) {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> new WasmPluginFactory().create(Buffers.class, module))
			.satisfies((ex) -> assertThat(ex.getMessage().split(problem, -1)).hasSize(2))
			.withMessageNotContaining("cannot be bound");
	}

	@Test
	void createWhenExportIsMissingShouldSayHowToExport() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> new WasmPluginFactory().create(MissingFunction.class, Guests.shared("numbers")))
			.withMessageContainingAll("Export it, or name one of the exported functions", "#[no_mangle]",
					"export_name(\"subtractAll\")", "//go:wasmexport subtractAll");
		WasmModule nothing = Guests.load("exports_nothing", Backends.current());
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> new WasmPluginFactory().create(MissingFunction.class, nothing))
			.withMessageContainingAll("The module exports no function at all", "#[no_mangle]");
		assertThatExceptionOfType(NoSuchWasmFunctionException.class).isThrownBy(() -> nothing.call("subtractAll"))
			.withMessageContaining("The module exports no function at all");
	}

	@Test
	void createShouldCallExportsByNameSnakeCaseAndKebabCase() {
		Numbers numbers = this.factory.create(Numbers.class, this.numbers);
		assertThat(numbers.add(1, 2)).isEqualTo(3);
		assertThat(numbers.addDouble(1.5, 2)).isEqualTo(3.5);
		assertThat(numbers.addLong(1, 2)).isEqualTo(3);
		assertThat(numbers.quotient(17, 5)).isEqualTo(3);
		assertThat(numbers.divMod(17, 5)).isEqualTo(new DivMod(3, 2));
		assertThat(numbers.isEven(4)).isTrue();
		numbers.nothing();
	}

	@Test
	void createShouldPassBuffersAndJson() {
		Text text = this.factory.create(Text.class, this.counting);
		assertThat(text.concat("Hello, ", "wörld")).isEqualTo("Hello, wörld");
		assertThat(text.echoMap(Map.of("a", List.of(1)))).isEqualTo(Map.of("a", List.of(1)));
		assertThat(this.counting.call("live")).isEqualTo(0);
	}

	@Test
	void createShouldReturnPluginThatPassesTraps() {
		Numbers numbers = this.factory.create(Numbers.class, this.numbers);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> numbers.quotient(1, 0));
		assertThat(numbers.quotient(4, 2)).isEqualTo(2);
	}

	@Test
	void createShouldSupportDefaultMethods() {
		Numbers numbers = this.factory.create(Numbers.class, this.numbers);
		assertThat(numbers.addAll(1, 2, 3, 4)).isEqualTo(10);
		assertThat(numbers.twice(21)).isEqualTo(42);
		assertThatIllegalArgumentException().isThrownBy(numbers::fail).withMessage("from the default method");
	}

	@Test
	void createShouldSupportPackagePrivateInterfacesOfOtherPackages() {
		assertThat(PackagePrivatePlugins.useDefaultMethod(this.factory, this.numbers)).isEqualTo(42);
	}

	@Test
	void createShouldSupportInheritedGenericMethods() {
		IntCalculator calculator = this.factory.create(IntCalculator.class, this.numbers);
		assertThat(calculator.add(1, 2)).isEqualTo(3);
		assertThat(calculator.addDouble(1, 2)).isEqualTo(3);
		Calculator<Integer> asParent = calculator;
		assertThat(asParent.add(3, 4)).isEqualTo(7);
		assertThat(asParent.sum(List.of(1, 2, 3))).isEqualTo(6);
	}

	@Test
	void createShouldSupportRedeclaredMethods() {
		Redeclared redeclared = this.factory.create(Redeclared.class, this.numbers);
		assertThat(redeclared.add(1, 2)).isEqualTo(3);
		assertThat(((Calculator<Integer>) redeclared).add(1, 2)).isEqualTo(3);
		assertThat(redeclared.addDouble(1.0, 2.0)).isEqualTo(-1.0);
	}

	@Test
	void createShouldRunCommandOnNewInstance() {
		WasmModule module = Guests.load("command", Backends.current());
		Command command = this.factory.create(Command.class, module);
		command.run();
		command.run();
		assertThat(command.ran()).isZero();
	}

	@Test
	void createShouldIgnoreStaticMethods() {
		this.factory.create(WithStaticMethod.class, this.numbers);
		assertThat(WithStaticMethod.answer()).isEqualTo(42);
	}

	@Test
	void createShouldReturnPluginWithIdentity() {
		Numbers one = this.factory.create(Numbers.class, this.numbers);
		Numbers other = this.factory.create(Numbers.class, this.numbers);
		assertThat(one).isEqualTo(one).isNotEqualTo(other).isNotEqualTo(null).isNotEqualTo("text");
		assertThat(one).hasSameHashCodeAs(one);
		assertThat(one.hashCode()).isEqualTo(System.identityHashCode(one));
		assertThat(one).hasToString("WasmPlugin[" + Numbers.class.getName() + ", module 'numbers']");
		assertThat(one.getClass().isHidden()).isTrue();
		assertThat(one.getClass().getClassLoader()).isSameAs(Numbers.class.getClassLoader());
	}

	@Test
	void createAgainShouldGenerateNoClass() {
		Numbers one = this.factory.create(Numbers.class, this.numbers);
		Numbers other = this.factory.create(Numbers.class, this.numbers);
		assertThat(other).isNotSameAs(one).hasSameClassAs(one);
	}

	@Test
	void createForAnotherModuleOrInterfaceOrJsonShouldBindAgain() {
		Numbers one = this.factory.create(Numbers.class, this.numbers);
		Numbers ofOtherModule = this.factory.create(Numbers.class, Guests.load("numbers", Backends.current()));
		assertThat(ofOtherModule.getClass()).isNotSameAs(one.getClass());
		assertThat(this.factory.create(Divisions.class, this.numbers).quotient(17, 5)).isEqualTo(3);
		this.factory.create(Text.class, this.counting);
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> new WasmPluginFactory(ValueCodecs.of(WasmJson.NONE)).create(Text.class, this.counting));
	}

	@Test
	void removedModuleShouldBeGivenBackWithTheClassesOfItsPlugins() throws Exception {
		try (DefaultWasmModuleRegistry modules = modules()) {
			WeakReference<Class<?>> type = new WeakReference<>(this.factory.create(Numbers.class, modules).getClass());
			WeakReference<WasmModule> module = new WeakReference<>(modules.getModule("numbers"));
			modules.removeModule("numbers");
			assertThat(collected(type)).isTrue();
			assertThat(collected(module)).isTrue();
		}
	}

	@Test
	void createForClosedModuleShouldKeepNothing() throws Exception {
		DefaultWasmModuleRegistry modules = modules();
		WasmModule module = modules.getModule("numbers");
		modules.close();
		WeakReference<Class<?>> type = new WeakReference<>(this.factory.create(Numbers.class, module).getClass());
		assertThat(collected(type)).isTrue();
		assertThat(module.getName()).isEqualTo("numbers");
	}

	@Test
	void createWhenInterfaceRedeclaresObjectMethodsShouldAnswerThem() {
		ObjectMethods plugin = this.factory.create(ObjectMethods.class, this.numbers);
		assertThat(plugin).hasToString("WasmPlugin[" + ObjectMethods.class.getName() + ", module 'numbers']");
		assertThat(plugin).isEqualTo(plugin);
	}

	@Test
	void createWithModulesShouldLookUpTheModule() {
		try (DefaultWasmModuleRegistry modules = modules()) {
			assertThat(this.factory.create(Numbers.class, modules).add(1, 2)).isEqualTo(3);
		}
	}

	@Test
	void createWithModulesWhenUnknownShouldNameTheInterface() {
		try (DefaultWasmModuleRegistry modules = modules()) {
			assertThatExceptionOfType(NoSuchWasmModuleException.class)
				.isThrownBy(() -> this.factory.create(Unknown.class, modules))
				.withMessageStartingWith("Module 'nowhere': there is no such module, but plugin interface "
						+ Unknown.class.getName() + " needs it")
				.withMessageContaining("'numbers'");
		}
	}

	@Test
	void createWithModulesWhenNotAnnotatedShouldThrow() {
		try (DefaultWasmModuleRegistry modules = modules()) {
			assertThatExceptionOfType(WasmLinkException.class)
				.isThrownBy(() -> this.factory.create(NotAnnotated.class, modules))
				.withMessage(NotAnnotated.class.getName() + " is not annotated with @WasmPlugin. "
						+ "Annotate it with @WasmPlugin(\"...\") and the name of a module.");
		}
	}

	@Test
	void createWhenTypeIsAClassShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(WasmPluginFactoryTests.class, this.numbers))
			.withMessage(this.subject + "@WasmPlugin and @WasmFunction belong on an interface, but "
					+ WasmPluginFactoryTests.class.getName()
					+ " is a class. Move the annotations to an interface that is not sealed.", "numbers");
	}

	@Test
	void createWhenTypeIsSealedOrAnAnnotationShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(Sealed.class, this.numbers))
			.withMessageContaining(Sealed.class.getName() + " is sealed");
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(Override.class, this.numbers))
			.withMessageContaining("java.lang.Override is an annotation");
	}

	@Test
	void createWhenMethodIsNotAnnotatedShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(NotAnnotated.class, this.numbers))
			.withMessage(this.subject + "'int WasmPluginFactoryTests.NotAnnotated.add(int, int)' is not annotated with "
					+ "@WasmFunction. Annotate the method, or make it a default method.", "numbers");
	}

	@Test
	void createWhenMethodWithBodyIsAnnotatedShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(AnnotatedDefault.class, this.numbers))
			.withMessageContaining(
					"'int WasmPluginFactoryTests.AnnotatedDefault.one()' is annotated with @WasmFunction, "
							+ "but never calls the guest. Remove the annotation, or make it an abstract method");
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(AnnotatedStatic.class, this.numbers))
			.withMessageContaining("AnnotatedStatic.one()' is annotated with @WasmFunction");
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(InheritsAnnotatedStatic.class, this.numbers))
			.withMessageContaining(".one()' is annotated with @WasmFunction");
	}

	@Test
	void createWhenMethodOfObjectIsAnnotatedShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(AnnotatedToString.class, this.numbers))
			.withMessageContaining("AnnotatedToString.toString()' is annotated with @WasmFunction");
	}

	@Test
	void createWhenExportIsMissingShouldListNamesAndExports() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(Missing.class, this.numbers))
			.withMessageStartingWith(this.subject
					+ "'int WasmPluginFactoryTests.Missing.isEvn(int)' needs an exported function "
					+ "'isEvn', 'is_evn' or 'is-evn', but there is none. Export it, or name one of the exported "
					+ "functions with @WasmFunction(\"...\"): 'is_even', ", "numbers");
	}

	@Test
	void createWhenNamedExportIsMissingShouldNotTryOtherNames() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(MissingNamed.class, this.numbers))
			.withMessageContaining(
					"MissingNamed.add(int, int)' needs an exported function 'isEven', but there is none.");
	}

	@Test
	void createWhenSignatureDoesNotFitShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(Unfit.class, this.numbers))
			.withMessageContaining(
					"'long WasmPluginFactoryTests.Unfit.add(int)' needs a function of type (i32) -> i64, "
							+ "but the guest's is (i32, i32) -> i32.");
	}

	@Test
	void createWhenSeveralMethodsDoNotFitShouldReportAll() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.factory.create(Several.class, this.numbers))
			.satisfies((ex) -> {
				assertThat(ex.getDescription()).isEqualTo("""
						Module 'numbers', backend '%s': plugin interface %s cannot be bound:
						  - 'int WasmPluginFactoryTests.Several.add()' needs a function of type () -> i32, \
						but the guest's is (i32, i32) -> i32
						  - 'Optional<Integer> WasmPluginFactoryTests.Several.increment()' does not fit: the result is \
						of type Optional<Integer>, which cannot be passed to a guest or back
						  - 'void WasmPluginFactoryTests.Several.absent()' needs an exported function 'absent', \
						but there is none
						  - 'void WasmPluginFactoryTests.Several.plain()' is not annotated with @WasmFunction"""
					.formatted(Backends.current().getId(), Several.class.getName()));
				assertThat(ex.getRemedy()).contains("the method is 'int add(int, int)'",
						"@Nullable if it can be absent", "Annotate the method", "'add'");
			});
	}

	@Test
	void createWhenThereIsNoJsonShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> new WasmPluginFactory(ValueCodecs.of(WasmJson.NONE)).create(Text.class, this.counting))
			.withMessageContaining("there is no JSON converter")
			.withMessageContaining("spring-boot-starter-jackson");
	}

	@Test
	void createFactoryWhenJacksonIsMissingShouldHaveNoJson() throws Exception {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!new File(entry).getName().startsWith("jackson-")) {
				urls.add(new File(entry).toURI().toURL());
			}
		}
		try (URLClassLoader classLoader = new URLClassLoader(urls.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			Object withoutJackson = classLoader.loadClass(WasmPluginFactory.class.getName())
				.getConstructor()
				.newInstance();
			assertThat(withoutJackson).extracting("settings.codecs.json").hasToString("WasmJson.NONE");
		}
		assertThat(this.factory).extracting("settings.codecs.json").isInstanceOf(JacksonWasmJson.class);
	}

	/**
	 * Collect garbage until an object is gone, which in the end is a failure.
	 */
	private static boolean collected(WeakReference<?> reference) throws InterruptedException {
		long start = System.nanoTime();
		while (reference.get() != null && System.nanoTime() - start < PATIENCE.toNanos()) {
			System.gc();
			Thread.sleep(1);
		}
		return reference.get() == null;
	}

	private static DefaultWasmModuleRegistry modules() {
		DefaultWasmModuleRegistry modules = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(Backends.current()), Map.of()));
		modules
			.registerModule(WasmModuleDefinition.of("numbers", Guests.resource("numbers"), Backends.current().getId()));
		return modules;
	}

	interface Command {

		@WasmFunction("_start")
		void run();

		@WasmFunction
		int ran();

	}

	@WasmPlugin("numbers")
	interface Numbers {

		@WasmFunction
		int add(int a, int b);

		@WasmFunction
		double addDouble(double a, double b);

		@WasmFunction
		long addLong(long a, long b);

		@WasmFunction("div")
		int quotient(int a, int b);

		@WasmFunction
		DivMod divMod(int a, int b);

		@WasmFunction
		boolean isEven(int value);

		@WasmFunction
		void nothing();

		default int addAll(int... values) {
			int sum = 0;
			for (int value : values) {
				sum = add(sum, value);
			}
			return sum;
		}

		default int twice(int value) {
			return hidden(value);
		}

		default void fail() {
			throw new IllegalArgumentException("from the default method");
		}

		private int hidden(int value) {
			return add(value, value);
		}

	}

	@WasmResults
	record DivMod(int quotient, int remainder) {

	}

	interface Divisions {

		@WasmFunction("div")
		int quotient(int a, int b);

	}

	interface Text {

		@WasmFunction
		String concat(String first, String second);

		@WasmFunction("echo")
		Map<String, List<Integer>> echoMap(Map<String, List<Integer>> map);

	}

	interface Calculator<T> {

		@WasmFunction
		T add(T a, T b);

		double addDouble(double a, double b);

		default T sum(List<T> values) {
			return values.stream().reduce(this::add).orElseThrow();
		}

	}

	interface IntCalculator extends Calculator<Integer> {

		@Override
		@WasmFunction("add_double")
		double addDouble(double a, double b);

	}

	interface Redeclared extends Calculator<Integer> {

		@Override
		Integer add(Integer a, Integer b);

		@Override
		default double addDouble(double a, double b) {
			return a - b;
		}

	}

	interface WithStaticMethod {

		static int answer() {
			return 42;
		}

	}

	interface ObjectMethods {

		@Override
		boolean equals(Object other);

		@Override
		int hashCode();

		@Override
		String toString();

	}

	@WasmPlugin("nowhere")
	interface Unknown {

	}

	sealed interface Sealed permits SealedImplementation {

	}

	static final class SealedImplementation implements Sealed {

	}

	interface NotAnnotated {

		int add(int a, int b);

	}

	interface AnnotatedDefault {

		@WasmFunction
		default int one() {
			return 1;
		}

	}

	interface AnnotatedStatic {

		@WasmFunction
		static int one() {
			return 1;
		}

	}

	interface InheritsAnnotatedStatic extends AnnotatedStatic {

	}

	interface AnnotatedToString {

		@Override
		@WasmFunction("add")
		String toString();

	}

	interface MissingFunction {

		@WasmFunction
		int subtractAll(int left, int right);

	}

	interface Buffers {

		@WasmFunction("length")
		int length(String text);

		@WasmFunction("length")
		int lengthOfBytes(byte[] text);

	}

	interface Missing {

		@WasmFunction
		int isEvn(int value);

	}

	interface MissingNamed {

		@WasmFunction("isEven")
		int add(int a, int b);

	}

	interface Unfit {

		@WasmFunction
		long add(int a);

	}

	interface Several {

		@WasmFunction
		int add();

		@WasmFunction
		Optional<Integer> increment();

		@WasmFunction
		void absent();

		void plain();

		@WasmFunction
		boolean isEven(int value);

	}

}
