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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.abi.ConventionContract.Money;
import io.github.wasmspring.abi.ConventionContract.OutOfStock;
import io.github.wasmspring.abi.toolchain.GuestErrorImports;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryWasi;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmPluginFactory;
import io.github.wasmspring.wasi.WasiSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for plugins of every convention.
 */
public abstract class AbstractConventionContractTests {

	private static final Map<Object, DefaultWasmModuleRegistry> REGISTRIES = new ConcurrentHashMap<>();

	private static final WasmPluginFactory FACTORY = new WasmPluginFactory(
			ValueCodecs.of(WasmJson.detect()).withResolvers(List.of(new MoneyCodecs())))
		.withResultAdapters(List.of(new CallableAdapter()));

	private final String guest;

	private final DefaultWasmModuleRegistry registry;

	private final ConventionContract plugin;

	protected AbstractConventionContractTests(String guest, Class<? extends ConventionContract> type,
			List<WasmConvention> conventions) {
		this.guest = guest;
		this.registry = REGISTRIES.computeIfAbsent(List.of(getClass(), Backends.current().getId()),
				(key) -> load(conventions));
		this.plugin = FACTORY.create(type, this.registry.getModule(guest));
	}

	private DefaultWasmModuleRegistry load(List<WasmConvention> conventions) {
		WasmBackend backend = Backends.current();
		DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(backend.getId())
					.withWasiProvider(new ChicoryWasi())
					.withConventions(WasmConventions.of(conventions))
					.withImportProviders(List.of(new GuestErrorImports())));
		registry.registerModule(definition(backend));
		return registry;
	}

	private WasmModuleDefinition definition(WasmBackend backend) {
		return WasmModuleDefinition.of(this.guest, Guests.resource(this.guest), backend.getId())
			.withMaxMemory(DataSize.ofMegabytes(4))
			.withWasi(WasiSettings.DEFAULTS.withMaxResult(DataSize.ofMegabytes(4)))
			.withInstances(InstanceSettings.DEFAULTS.withMax(4));
	}

	@Test
	void valuesShouldGoInAndOut() {
		assertThat(this.plugin.echo("GRÜß GOTT 👋")).isEqualTo("GRÜß GOTT 👋");
		byte[] document = "\"A\"".getBytes(StandardCharsets.UTF_8);
		assertThat(this.plugin.echoBytes(document)).isEqualTo(document);
		assertThat(this.plugin.echoList(List.of("A", "ß"))).containsExactly("A", "ß");
		assertThat(this.plugin.echo("X".repeat(50_000))).hasSize(50_000);
	}

	@Test
	void codecOfTheApplicationShouldConvertItsType() {
		assertThat(this.plugin.echoMoney(new Money(1230))).isEqualTo(new Money(1230));
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> this.plugin.echoMoney(new Money(-1)))
			.withMessageContaining("Money cannot be written by " + MoneyCodec.class.getName())
			.withCauseInstanceOf(IllegalArgumentException.class);
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> this.plugin.echoMoney(new Money(0)))
			.withMessageContaining(
					"6 bytes cannot be read as ConventionContract.Money by " + MoneyCodec.class.getName());
	}

	@Test
	void adaptedResultShouldBeThatOfTheCall() throws Exception {
		Callable<List<String>> later = this.plugin.echoLater(List.of("A"));
		this.registry.replaceModule(definition(Backends.current()));
		assertThat(later.call()).containsExactly("A");
		assertThat(later.call()).containsExactly("A");
	}

	@Test
	void failureShouldBeInTheGuestsOwnWords() {
		assertThatExceptionOfType(WasmGuestException.class).isThrownBy(this.plugin::fail)
			.satisfies((ex) -> assertThat(ex.getGuestMessage().strip()).isEqualTo("no such order"))
			.satisfies((ex) -> assertThat(ex.getContext().module()).isEqualTo(this.guest));
		assertThat(this.plugin.echo("A")).isEqualTo("A");
	}

	@Test
	void codeShouldBeAnExceptionOfTheApplication() {
		if (this.plugin instanceof ConventionContract.WithCodes coded) {
			assertThatExceptionOfType(OutOfStock.class).isThrownBy(coded::failWithCode)
				.satisfies((ex) -> assertThat(ex.getMessage()).isIn("out of pens", "no such order"))
				.withCauseInstanceOf(WasmGuestException.class);
		}
	}

	@Test
	void callShouldEndWithItsTimeout() {
		assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(this.plugin::loop);
		assertThat(this.plugin.echo("A")).isEqualTo("A");
	}

	@Tag("slow")
	@Test
	void valueThatIsLargerThanTheLimitsShouldBeRefused() {
		String large = "X".repeat(6 * 1024 * 1024);
		assertThatExceptionOfType(WasmException.class).isThrownBy(() -> this.plugin.echo(large));
		assertThat(this.plugin.echo("A")).isEqualTo("A");
	}

	@Test
	void callsShouldNotMixWhileTheModuleIsReplaced() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> calls = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				String text = String.valueOf((char) ('A' + i)).repeat(1000 + i);
				calls.add(threads.submit(() -> {
					for (int call = 0; call < 20; call++) {
						assertThat(this.plugin.echo(text)).isEqualTo(text);
					}
				}));
			}
			this.registry.replaceModule(definition(Backends.current()));
			for (Future<?> call : calls) {
				call.get();
			}
		}
		finally {
			threads.shutdown();
		}
	}

	/**
	 * Finds the codec of money.
	 */
	private static final class MoneyCodecs implements ValueCodecResolver {

		@Override
		public @Nullable ValueCodec findCodec(ResolvableType type, MethodParameter parameter) {
			return (type.toClass() == Money.class) ? new MoneyCodec() : null;
		}

	}

	/**
	 * Writes amounts as {@code "12.30"}.
	 */
	private static final class MoneyCodec implements ValueCodec {

		@Override
		public byte[] encode(@Nullable Object value) {
			long cents = ((Money) value).cents();
			if (cents < 0) {
				throw new IllegalArgumentException("Nobody has less than nothing");
			}
			return (cents == 0) ? "\"NONE\"".getBytes(StandardCharsets.UTF_8)
					: "\"%d.%02d\"".formatted(cents / 100, cents % 100).getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object decode(byte[] bytes) {
			return new Money(Long.parseLong(new String(bytes, StandardCharsets.UTF_8).replaceAll("[\".]", "")));
		}

	}

	/**
	 * Calls the guest when somebody asks.
	 */
	private static final class CallableAdapter implements ResultAdapter {

		@Override
		public @Nullable ResolvableType findValueType(ResolvableType resultType) {
			return (resultType.toClass() == Callable.class) ? resultType.getGeneric() : null;
		}

		@Override
		public Object adapt(Supplier<@Nullable Object> call, ResolvableType resultType) {
			return (Callable<Object>) call::get;
		}

	}

}
