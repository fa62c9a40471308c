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

package io.github.wasmspring.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * How guests call functions of the host, on every backend.
 */
public abstract class AbstractHostFunctionContractTests {

	private static final WasmJson JSON = WasmJson.detect();

	private final Host host = new Host();

	protected WasmBackend backend() {
		return Backends.current();
	}

	private WasmModule load(String guest, Object host) {
		return Guests.load(guest, backend(),
				(settings) -> settings.withMode(InstanceMode.SINGLE).withMax(1).withTimeout(Duration.ofSeconds(30)),
				AnnotatedHostFunctions.of(host, ValueCodecs.of(JSON)));
	}

	private Guest guest() {
		return new WasmPluginFactory().create(Guest.class, load("host_calls", this.host));
	}

	@Test
	void numbersShouldReachTheHostAndComeBack() {
		assertThat(guest().mix(1, 2, 0.5f, 0.25)).isEqualTo(3.75);
	}

	@Test
	void textShouldReachTheHostAndComeBack() {
		Guest guest = guest();
		assertThat(guest.greet("Žofie")).isEqualTo("Hello, Žofie!");
		assertThat(guest.greet("")).isEqualTo("Hello, !");
		assertThat(guest.live()).isZero();
	}

	@Test
	void jsonShouldReachTheHostAndComeBack() {
		Guest guest = guest();
		assertThat(guest.priced(new Item("pen", 2))).isEqualTo(new Price("pen", 20));
		assertThat(guest.live()).isZero();
	}

	@Test
	void bufferShouldComeBackAsTwoResults() {
		Shouter shouter = new WasmPluginFactory().create(Shouter.class, load("host_pair", new UpperHost()));
		assertThat(shouter.shout("quiet")).isEqualTo("QUIET");
	}

	@Test
	void rangeOutsideOfTheMemoryShouldBeRefused() {
		WasmModule module = load("host_calls", this.host);
		for (int[] range : new int[][] { { -1, 1 }, { 0, -1 }, { 0x7FFF_FFFF, 1 }, { 16, 0x7FFF_FFFF } }) {
			assertThatExceptionOfType(WasmTrapException.class)
				.isThrownBy(() -> module.call("length_of", range[0], range[1]))
				.withMessageContainingAll("host_calls", "length_of", backend().getId())
				.withCauseInstanceOf(WasmValueException.class);
		}
		assertThat(module.call("length_of", 16, 100)).isEqualTo(100);
	}

	@Test
	void numberThatDoesNotFitTheParameterShouldBeRefused() {
		WasmModule module = load("host_calls", this.host);
		assertThat(module.call("small", 127)).isEqualTo(-127);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("small", 128))
			.havingCause()
			.isInstanceOf(WasmValueException.class)
			.withMessageContainingAll("128", "'value'", "byte");
	}

	@Test
	void hostFunctionShouldRunOnTheThreadOfTheCaller() {
		WasmModule module = load("host_calls", this.host);
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		ClassLoader loader = new ClassLoader(before) {
		};
		ThreadLocal<String> local = ThreadLocal.withInitial(() -> "of another thread");
		this.host.onTick = () -> {
			assertThat(Thread.currentThread()).isSameAs(thread);
			assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
			assertThat(local.get()).isEqualTo("of this thread");
			assertThat(Thread.holdsLock(local)).isTrue();
		};
		thread.setContextClassLoader(loader);
		local.set("of this thread");
		try {
			synchronized (local) {
				module.call("ticks", 3);
			}
		}
		finally {
			thread.setContextClassLoader(before);
		}
		assertThat(this.host.ticks).isEqualTo(3);
	}

	@Test
	void exceptionShouldReachTheCallerAsCause() {
		WasmModule module = load("host_calls", this.host);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("fail", 0))
			.withMessageContaining("host function failed")
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.HOST_EXCEPTION))
			.havingCause()
			.isSameAs(this.host.unchecked);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("fail", 1))
			.havingCause()
			.isSameAs(this.host.checked);
		assertThat(module.call("fail", 9)).isEqualTo(1);
	}

	@Test
	void errorShouldPassThroughAsItIs() {
		WasmModule module = load("host_calls", this.host);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> module.call("fail", 2))
			.isSameAs(this.host.error);
		assertThat(module.call("fail", 9)).isEqualTo(1);
	}

	@Test
	void hostShouldCallBackIntoTheSameInstance() {
		WasmModule module = load("host_calls", this.host);
		assertThat(module.call("nest", 3)).isEqualTo(3);
		assertThat(module.call("nest", 20)).isEqualTo(20);
	}

	@Test
	void nestedFailureThatTheHostHandlesShouldNotEndTheOuterCall() {
		Guest guest = guest();
		assertThat(guest.greet("nested failure")).isEqualTo("Hello, survivor!");
	}

	@Test
	void failureOfManyNestedCallsShouldStayShort() {
		WasmModule module = load("host_calls", this.host);
		this.host.innermost = () -> {
			throw this.host.unchecked;
		};
		Throwable failure = catchThrowable(() -> module.call("nest", 20));
		List<Throwable> chain = new ArrayList<>();
		for (Throwable ex = failure; ex != null; ex = ex.getCause()) {
			chain.add(ex);
			assertThat(ex.toString()).hasSizeLessThan(1000);
		}
		assertThat(chain).hasSizeLessThan(20).last().isSameAs(this.host.unchecked);
		assertThat(chain).filteredOn((ex) -> ex.getMessage().contains("left out")).singleElement().satisfies((ex) -> {
			long present = chain.stream().filter(WasmTrapException.class::isInstance).count();
			assertThat(ex).hasMessage("%d failures of calls within each other are left out here", 20 - present);
		});
	}

	@Test
	void startSectionShouldCallTheHost() {
		StartHost startHost = new StartHost();
		load("host_start", startHost);
		assertThat(startHost.messages).containsOnly("ready");
	}

	@Test
	void hostShouldBeCalledManyTimesInOneCall() {
		load("host_calls", this.host).call("ticks", 100_000);
		assertThat(this.host.ticks).isEqualTo(100_000);
	}

	@Test
	void functionsWithoutAnnotationsShouldBeCalled() {
		List<String> log = new ArrayList<>();
		HostFunctions env = HostFunctions.of("env").function("log", "(i32, i32) -> ()", (caller, arguments) -> {
			log.add(caller.memory().readString(arguments[0], (int) arguments[1]));
			return new long[0];
		}).function("now", "() -> i64", (caller, arguments) -> new long[] { 42 }).build();
		HostFunctions math = HostFunctions.of("math").function("pow", "(f64, f64) -> f64", (caller, arguments) -> {
			double power = Math.pow(Double.longBitsToDouble(arguments[0]), Double.longBitsToDouble(arguments[1]));
			return new long[] { Double.doubleToRawLongBits(power) };
		}).build();
		WasmModule module = Guests.load("imports", backend(), env, math);
		module.call("run");
		assertThat(log).containsExactly("Hello, wörld!");
		assertThat(module.call("time")).isEqualTo(42L);
		assertThat(module.call("power", 2.0, 10.0)).isEqualTo(1024.0);
	}

	@Test
	void functionThatReturnsTooFewResultsShouldBeNamed() {
		HostFunctions env = HostFunctions.of("env")
			.function("log", "(i32, i32) -> ()", (caller, arguments) -> new long[0])
			.function("now", "() -> i64", (caller, arguments) -> new long[0])
			.build();
		HostFunctions math = HostFunctions.of("math")
			.function("pow", "(f64, f64) -> f64", (caller, arguments) -> arguments)
			.build();
		WasmModule module = Guests.load("imports", backend(), env, math);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> module.call("time"))
			.havingCause()
			.withMessageContainingAll("env.now", "instead of 1 result(s)");
	}

	@Test
	void functionOfAnotherTypeShouldFailTheLoad() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> load("host_start", new WrongHost()))
			.withMessageContainingAll("host_start", "env.started", backend().getId(), "is imported as (i32, i32) -> ()",
					"AbstractHostFunctionContractTests.WrongHost.started(int)", "(i32) -> ()");
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> Guests.load("host_start", backend(),
				HostFunctions.of("env").function("started", "(i64) -> ()", (caller, arguments) -> new long[0]).build()))
			.withMessageContainingAll("imports env.started as (i32, i32) -> ()", "the host function is (i64) -> ()");
	}

	@Test
	void functionsThatAreMissingShouldBeListed() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> Guests.load("imports", backend(),
					HostFunctions.of("env").function("now", "() -> i64", (caller, arguments) -> arguments).build()))
			.withMessageContainingAll(
					"imports that nothing provides: func env.log (i32, i32) -> (); func math.pow (f64, f64) -> f64",
					"@WasmHost(\"env\")", "@WasmHostFunction(\"log\")");
	}

	@Test
	void importsOfAnotherHostShouldTellWhatItsToolchainNeeds() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> Guests.load("imports_split", backend()))
			.withMessageContainingAll(
					"imports that nothing provides: func wasi_snapshot_preview1.fd_seek (i32, i32, i32, i32, i32) -> i32",
					"This is a module of Emscripten", "-sWASM_BIGINT");
	}

	@Test
	void importsOtherThanFunctionsShouldBeMadeForEachInstance() {
		WasmModule module = Guests.load("imports_defined", backend());
		assertThat(module.getImports()).extracting(WasmImport::toString)
			.containsExactly("memory env.memory 1 3", "table env.table 2 funcref", "global env.answer i32",
					"global env.counter (mut i64)", "global env.ratio f64", "global env.none externref");
		try (WasmInstance first = module.instantiate(); WasmInstance second = module.instantiate()) {
			assertThat(first.call("count")).isEqualTo(1L);
			assertThat(first.call("count")).isEqualTo(2L);
			assertThat(second.call("count")).isEqualTo(1L);
			first.memory().writeByte(16, (byte) 'F');
			assertThat(first.call("letter", 16)).isEqualTo((int) 'F');
			assertThat(second.call("letter", 16)).isEqualTo((int) 'f');
			assertThat(second.call("is_none")).isEqualTo(1);
			assertThat(second.call("grow", 2)).isEqualTo(1);
			assertThat(second.call("grow", 1)).isEqualTo(-1);
		}
	}

	@Test
	void importedGlobalsShouldHaveTheValuesOfTheDefinition() {
		WasmModule module = Guests.load(
				WasmModuleDefinition.of("imports_defined", Guests.resource("imports_defined"), backend().getId())
					.withGlobals(Map.of("env.answer", 42, "env.counter", 1L << 40, "env.ratio", 0.5)),
				backend(), UnaryOperator.identity());
		assertThat(module.call("answer")).isEqualTo(42);
		assertThat(module.call("letter", 42)).isEqualTo((int) 'm');
		assertThat(module.call("count")).isEqualTo((1L << 40) + 1);
		assertThat(module.call("ratio")).isEqualTo(0.5);
	}

	@Test
	void importedMemoryShouldNotGrowBeyondTheLimitOfTheModule() {
		WasmModule module = Guests.load("imports_defined", backend(),
				(instances) -> instances.withMaxMemory(DataSize.ofKilobytes(128)));
		try (WasmInstance instance = module.instantiate()) {
			assertThat(instance.call("grow", 1)).isEqualTo(1);
			assertThat(instance.call("grow", 1)).isEqualTo(-1);
		}
	}

	@Test
	void dynamicLibraryThatNeedsNoOtherModuleShouldBePlacedAndStarted() {
		assertThat(Guests.load("imports_dynamic", backend()).call("answer")).isEqualTo(43);
	}

	@Test
	void severalFunctionsForOneImportShouldBeRefused() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> Guests.load("host_start", backend(),
					AnnotatedHostFunctions.of(new StartHost(), ValueCodecs.of(JSON)),
					AnnotatedHostFunctions.of(new StartHost(), ValueCodecs.of(JSON))))
			.withMessageContaining("several host functions fit the import env.started");
	}

	@Test
	void httpParserOfNodeShouldParseARequest() throws IOException {
		Parser parser = new Parser();
		WasmModule llhttp = Guests.load(
				WasmModuleDefinition.of("llhttp", new ClassPathResource("third-party/llhttp.wasm"), backend().getId()),
				backend(), (settings) -> settings, AnnotatedHostFunctions.of(parser, ValueCodecs.of(JSON)));
		String request = "POST /orders?id=7 HTTP/1.1\r\nHost: example.org\r\nContent-Length: 5\r\n\r\nhello";
		llhttp.execute((instance) -> {
			byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
			int http = (int) instance.call("llhttp_alloc", 1);
			int buffer = (int) instance.call("malloc", bytes.length);
			instance.memory().writeBytes(buffer, bytes);
			assertThat(instance.call("llhttp_execute", http, buffer, bytes.length)).isEqualTo(0);
			assertThat(instance.call("llhttp_get_method", http)).isEqualTo(3);
			assertThat(instance.call("llhttp_get_http_major", http)).isEqualTo(1);
			instance.call("free", buffer);
			instance.call("llhttp_free", http);
			return null;
		});
		assertThat(parser.events).containsExactly("begin", "url /orders?id=7", "field Host", "value example.org",
				"field Content-Length", "value 5", "headers complete", "body hello", "complete");
	}

	interface Guest {

		@WasmFunction
		String greet(String name);

		@WasmFunction
		Price priced(Item item);

		@WasmFunction
		double mix(int a, long b, float c, double d);

		@WasmFunction
		int live();

	}

	interface Shouter {

		@WasmFunction
		String shout(String text);

	}

	record Item(String name, int quantity) {

	}

	record Price(String name, int total) {

	}

	@WasmHost
	static class Host {

		private final IllegalStateException unchecked = new IllegalStateException("unchecked");

		private final IOException checked = new IOException("checked");

		private final AssertionError error = new AssertionError("error");

		private int ticks;

		private Runnable onTick = () -> {
		};

		private Runnable innermost = () -> {
		};

		@WasmHostFunction
		String greet(WasmInstance caller, String name) {
			if (name.equals("nested failure")) {
				assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> caller.call("fail", 0));
				return "Hello, survivor!";
			}
			return "Hello, " + name + "!";
		}

		@WasmHostFunction
		int lengthOf(byte[] bytes) {
			return bytes.length;
		}

		@WasmHostFunction
		Price priced(Item item) {
			return new Price(item.name(), item.quantity() * 10);
		}

		@WasmHostFunction
		double mix(int a, long b, float c, double d) {
			return a + b + c + d;
		}

		@WasmHostFunction
		byte small(byte value) {
			return (byte) -value;
		}

		@WasmHostFunction
		void fail(int how) throws IOException {
			switch (how) {
				case 0 -> throw this.unchecked;
				case 1 -> throw this.checked;
				case 2 -> throw this.error;
				default -> {
				}
			}
		}

		@WasmHostFunction
		int nest(int depth, WasmInstance caller) {
			if (depth == 0) {
				this.innermost.run();
			}
			return (int) caller.call("nest", depth);
		}

		@WasmHostFunction
		void tick() {
			this.ticks++;
			this.onTick.run();
		}

	}

	@WasmHost("env")
	static class UpperHost {

		@WasmHostFunction
		String upper(String text) {
			return text.toUpperCase(Locale.ROOT);
		}

	}

	@WasmHost
	static class StartHost {

		private final List<String> messages = new ArrayList<>();

		@WasmHostFunction
		void started(String message) {
			this.messages.add(message);
		}

	}

	@WasmHost
	static class WrongHost {

		@WasmHostFunction
		void started(int pointer) {
		}

	}

	@WasmHost
	static class Parser {

		private final List<String> events = new ArrayList<>();

		@WasmHostFunction
		int wasmOnMessageBegin(int parser) {
			return add("begin");
		}

		@WasmHostFunction
		int wasmOnUrl(int parser, String url) {
			return add("url " + url);
		}

		@WasmHostFunction
		int wasmOnStatus(int parser, String status) {
			return add("status " + status);
		}

		@WasmHostFunction
		int wasmOnHeaderField(int parser, String field) {
			return add("field " + field);
		}

		@WasmHostFunction
		int wasmOnHeaderValue(int parser, String value) {
			return add("value " + value);
		}

		@WasmHostFunction
		int wasmOnHeadersComplete(int parser, int status, int upgrade, int keepAlive) {
			return add("headers complete");
		}

		@WasmHostFunction
		int wasmOnBody(int parser, byte[] body) {
			return add("body " + new String(body, StandardCharsets.US_ASCII));
		}

		@WasmHostFunction
		int wasmOnMessageComplete(int parser) {
			return add("complete");
		}

		private int add(String event) {
			this.events.add(event);
			return 0;
		}

	}

}
