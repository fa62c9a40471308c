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

package io.github.wasmspring.instance;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How calls through handles behave, on every backend. The first call of a handle takes
 * another way than the later ones, so each rule is checked twice.
 */
@Timeout(60)
public abstract class AbstractHandleContractTests {

	private static final Duration SHORT = Duration.ofMillis(100);

	private final AtomicReference<@Nullable WasmInstance> caller = new AtomicReference<>();

	private Runnable nothing = () -> {
	};

	protected WasmBackend backend() {
		return Backends.current();
	}

	private WasmModule load(String guest) {
		return Guests.load(guest, backend());
	}

	private WasmModule loops(InstanceMode mode, int max) {
		HostFunctions host = HostFunctions.of("env").function("nothing", "() -> ()", (caller, arguments) -> {
			this.caller.set(caller);
			this.nothing.run();
			return new long[0];
		}).function("sleep", "() -> ()", (caller, arguments) -> {
			Thread.sleep(60_000);
			return new long[0];
		}).build();
		return Guests.load("loops", backend(),
				(settings) -> settings.withMode(mode)
					.withMax(max)
					.withMaxWait(Duration.ofMillis(50))
					.withTimeout(Duration.ofSeconds(30)),
				host);
	}

	@Test
	void handleShouldPassNumbersOfAllTypes() throws Throwable {
		WasmModule numbers = load("numbers");
		MethodHandle add = numbers.getHandle("add");
		MethodHandle addLong = numbers.getHandle("add-long");
		MethodHandle addFloat = numbers.getHandle("add_float");
		MethodHandle addDouble = numbers.getHandle("add_double");
		MethodHandle increment = numbers.getHandle("increment");
		MethodHandle nothing = numbers.getHandle("nothing");
		for (int i = 1; i <= 3; i++) {
			assertThat((int) add.invokeExact(Integer.MAX_VALUE, 1)).isEqualTo(Integer.MIN_VALUE);
			assertThat((long) addLong.invokeExact(1L << 40, 2L)).isEqualTo((1L << 40) + 2);
			assertThat((float) addFloat.invokeExact(1.5f, 2f)).isEqualTo(3.5f);
			assertThat((double) addDouble.invokeExact(1.5, 2.0)).isEqualTo(3.5);
			assertThat((int) increment.invokeExact()).isEqualTo(i);
			nothing.invokeExact();
		}
	}

	@Test
	void handleShouldPassManyNumbers() throws Throwable {
		MethodHandle sum = load("numbers").getHandle("sum20");
		Object[] arguments = new Object[20];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = i;
		}
		assertThat(sum.invokeWithArguments(arguments)).isEqualTo(190L);
		assertThat(sum.invokeWithArguments(arguments)).isEqualTo(190L);
	}

	@Test
	void handleShouldPassNumbersOfMixedTypes() throws Throwable {
		MethodHandle mix = load("numbers").getHandle("mix20");
		Object[] arguments = new Object[20];
		for (int i = 0; i < arguments.length; i += 4) {
			arguments[i] = -i;
			arguments[i + 1] = 1L << i;
			arguments[i + 2] = i + 0.5f;
			arguments[i + 3] = i + 0.25;
		}
		double sum = 0;
		for (Object argument : arguments) {
			sum += ((Number) argument).doubleValue();
		}
		for (int i = 0; i < 3; i++) {
			assertThat(mix.invokeWithArguments(arguments)).isEqualTo(sum);
		}
	}

	@Test
	void handleShouldReturnSeveralNumbersAsArray() throws Throwable {
		MethodHandle divMod = load("numbers").getHandle("div_mod");
		assertThat(divMod.type()).isEqualTo(MethodType.methodType(Object[].class, int.class, int.class));
		assertThat((Object[]) divMod.invokeExact(17, 5)).containsExactly(3, 2);
		assertThat((Object[]) divMod.invokeExact(17, 5)).containsExactly(3, 2);
	}

	@Test
	void trapShouldNameTheFunctionAndEndTheInstance() throws Throwable {
		WasmModule traps = load("traps");
		MethodHandle count = traps.getHandle("count");
		MethodHandle divide = traps.getHandle("div_by_zero");
		for (int i = 0; i < 3; i++) {
			assertThat((int) count.invokeExact()).isEqualTo(1);
			assertThat((int) count.invokeExact()).isEqualTo(2);
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> assertThat((int) divide.invokeExact()))
				.withMessageContainingAll("'traps'", "'div_by_zero'", backend().getId())
				.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.INTEGER_DIVIDE_BY_ZERO));
		}
	}

	@Test
	void trapsShouldKeepTheirKind() throws Throwable {
		WasmModule traps = load("traps");
		for (int i = 0; i < 2; i++) {
			assertTrap(traps.getHandle("unreachable"), WasmTrapKind.UNREACHABLE);
			assertTrap(traps.getHandle("memory_load"), WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, -8);
			assertTrap(traps.getHandle("memory_fill_oob"), WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
			assertTrap(traps.getHandle("recurse"), WasmTrapKind.STACK_OVERFLOW, 0);
		}
	}

	private static void assertTrap(MethodHandle handle, WasmTrapKind kind, Object... arguments) {
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> handle.invokeWithArguments(arguments))
				.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(kind));
		}
	}

	@Test
	void exceptionOfHostFunctionShouldBeTheCause() {
		IllegalArgumentException failure = new IllegalArgumentException("from the host");
		this.nothing = () -> {
			throw failure;
		};
		MethodHandle handle = loops(InstanceMode.POOLED, 2).getHandle("host_calls");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> handle.invokeWithArguments())
				.withCause(failure);
		}
	}

	@Test
	void errorOfHostFunctionShouldPass() {
		AssertionError failure = new AssertionError("from the host");
		this.nothing = () -> {
			throw failure;
		};
		MethodHandle handle = loops(InstanceMode.POOLED, 2).getHandle("host_calls");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> handle.invokeWithArguments())
				.isSameAs(failure);
		}
	}

	@Test
	void hostFunctionShouldCallBack() {
		IllegalStateException end = new IllegalStateException("end");
		this.nothing = () -> {
			WasmInstance instance = this.caller.get();
			assertThat(instance).isNotNull();
			assertThat(instance.call("add", 1, 2)).isEqualTo(3);
			throw end;
		};
		MethodHandle handle = loops(InstanceMode.SINGLE, 1).getHandle("host_calls");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> handle.invokeWithArguments())
				.withCause(end);
		}
	}

	@Test
	void hostFunctionThatCallsItsModuleShouldTakeAnotherInstance() {
		IllegalStateException end = new IllegalStateException("end");
		WasmModule module = loops(InstanceMode.POOLED, 2);
		MethodHandle add = module.getHandle("add");
		this.nothing = () -> {
			assertThat(invoke(add, 1, 2)).isEqualTo(3);
			throw end;
		};
		MethodHandle handle = module.getHandle("host_calls");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> handle.invokeWithArguments())
				.withCause(end);
		}
	}

	@ParameterizedTest
	@EnumSource
	void hostFunctionThatCallsItsModuleWhenAllInstancesAreUsedShouldThrow(InstanceMode mode) {
		WasmModule module = loops(mode, 1);
		MethodHandle add = module.getHandle("add");
		this.nothing = () -> invoke(add, 1, 2);
		MethodHandle handle = module.getHandle("host_calls");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> handle.invokeWithArguments())
				.withCauseInstanceOf(WasmPoolExhaustedException.class)
				.havingCause()
				.withMessageContaining("the calling thread itself uses all 1 instances");
			assertThat(invoke(add, 1, 2)).isEqualTo(3);
		}
	}

	@ParameterizedTest
	@EnumSource
	void handleWithTimeoutShouldEndTheCall(InstanceMode mode) {
		WasmModule module = loops(mode, 1);
		MethodHandle handle = module.getHandle(SHORT, "br");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> handle.invokeWithArguments())
				.withMessageContainingAll("'loops'", "'br'", "longer than its timeout of 100ms");
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			assertThat(invoke(module.getHandle("add"), 1, 2)).isEqualTo(3);
		}
	}

	@Test
	void handleOfPerCallModuleShouldTakeNewInstances() {
		WasmModule module = Guests.load("traps", backend(),
				(settings) -> settings.withMode(InstanceMode.PER_CALL).withMax(2));
		MethodHandle count = module.getHandle("count");
		for (int i = 0; i < 3; i++) {
			assertThat(invoke(count)).isEqualTo(1);
		}
	}

	@Test
	void handleOfCommandShouldTakeNewInstances() {
		WasmModule module = load("command");
		MethodHandle start = module.getHandle("_start");
		for (int i = 0; i < 3; i++) {
			invoke(start);
			assertThat(invoke(module.getHandle("ran"))).isEqualTo(0);
		}
	}

	@Test
	void handleOfUnknownFunctionShouldThrow() {
		assertThatExceptionOfType(NoSuchWasmFunctionException.class).isThrownBy(() -> load("numbers").getHandle("ad"))
			.withMessageContaining("'add'");
		assertThatExceptionOfType(NoSuchWasmFunctionException.class)
			.isThrownBy(() -> load("numbers").getHandle(SHORT, "ad"));
	}

	@Test
	void handleOfClosedModuleShouldThrow() {
		WasmModule module = load("numbers");
		MethodHandle linked = module.getHandle("add");
		assertThat(invoke(linked, 1, 2)).isEqualTo(3);
		MethodHandle unlinked = module.getHandle("add");
		close(module);
		assertThatIllegalStateException().isThrownBy(() -> linked.invokeWithArguments(1, 2))
			.withMessageContaining("is closed");
		assertThatIllegalStateException().isThrownBy(() -> unlinked.invokeWithArguments(1, 2))
			.withMessageContaining("is closed");
	}

	/**
	 * As {@link DefaultWasmModuleRegistry} does.
	 */
	private static void close(WasmModule module) {
		try {
			((AutoCloseable) module).close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Object invoke(MethodHandle handle, Object... arguments) {
		try {
			return handle.invokeWithArguments(arguments);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
