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

package io.github.wasmspring;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.WasmLoadException.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WasmText} and what exceptions make of it.
 */
class WasmTextTests {

	private static final SettingNames NAMES = (module, setting, value) -> "<%s %s %s>".formatted(module, setting,
			value);

	private static final WasmErrorContext CONTEXT = WasmErrorContext.of("text", "chicory");

	private static final WasmText REMEDY = WasmText.of("Set %s to at least %d, or %s.",
			WasmSetting.MAX_MEMORY.proposing("2MB"), 2, WasmSetting.BACKEND.assigning("wasmtime"));

	@Test
	void renderShouldNameSettingsAsTheContextDoes() {
		assertThat(REMEDY.render(CONTEXT.withSettingNames(NAMES)))
			.isEqualTo("Set <text MAX_MEMORY null> to at least 2, or <text BACKEND wasmtime>.");
	}

	@Test
	void renderWhenNoNamesAreKnownShouldBeNeutral() {
		assertThat(REMEDY.render(CONTEXT))
			.isEqualTo("Set the setting 'max-memory' to at least 2, or the setting 'backend=wasmtime'.");
		assertThat(WasmText.of("%s", WasmSetting.CACHE_SECRET)).hasToString("the application's setting 'cache.secret'");
	}

	@Test
	void renderWithoutArgumentsShouldKeepPercentSigns() {
		assertThat(WasmText.of("100 % of %s").render(CONTEXT)).isEqualTo("100 % of %s");
	}

	@Test
	void renderShouldInsertTexts() {
		assertThat(WasmText.of("%s Or wait.", REMEDY).render(CONTEXT.withSettingNames(NAMES)))
			.isEqualTo("Set <text MAX_MEMORY null> to at least 2, or <text BACKEND wasmtime>. Or wait.");
	}

	@Test
	void exceptionShouldCarryTheFirstSettingAndItsValue() {
		WasmLinkException nested = new WasmLinkException(CONTEXT, WasmText.of("fact"), WasmText.of("First: %s", REMEDY),
				null);
		assertThat(nested.getSetting()).isEqualTo(WasmSetting.MAX_MEMORY);
		assertThat(nested.getValue()).isEqualTo("2MB");
		WasmLinkException plain = new WasmLinkException(CONTEXT, "fact", "Wait.", null);
		assertThat(plain.getSetting()).isNull();
		assertThat(plain.getValue()).isNull();
	}

	@Test
	void fallbackShouldNameSettingsOnlyWhereTheContextDoesNot() {
		WasmText fact = WasmText.of("%s is short", WasmSetting.CACHE_SECRET);
		WasmLinkException unnamed = new WasmLinkException(CONTEXT, fact, REMEDY, null);
		assertThat(unnamed.getDescription(NAMES))
			.isEqualTo("Module 'text', backend 'chicory': <text CACHE_SECRET null> is short");
		assertThat(unnamed.getRemedy(NAMES)).startsWith("Set <text MAX_MEMORY null>");
		WasmLinkException named = new WasmLinkException(CONTEXT.withSettingNames(SettingNames.NEUTRAL), fact, REMEDY,
				null);
		assertThat(named.getDescription(NAMES)).isEqualTo(named.getDescription());
		assertThat(named.getRemedy(NAMES)).isEqualTo(named.getRemedy());
	}

	@Test
	void loadExceptionWithSettingNamesShouldTakeItsPlace() {
		IllegalStateException cause = new IllegalStateException();
		WasmLoadException failure = new WasmLoadException(Reason.LIMIT_EXCEEDED, CONTEXT, WasmText.of("fact"), REMEDY,
				7, cause);
		WasmLoadException named = failure.withSettingNames(NAMES);
		assertThat(named)
			.hasMessageEndingWith(": fact. Set <text MAX_MEMORY null> to at least 2, or <text BACKEND wasmtime>.")
			.hasCause(cause);
		assertThat(named.getStackTrace()).isEqualTo(failure.getStackTrace());
		assertThat(named.getReason()).isEqualTo(Reason.LIMIT_EXCEEDED);
		assertThat(named.getOffset()).isEqualTo(7);
		assertThat(named.withSettingNames(SettingNames.NEUTRAL)).isSameAs(named);
	}

	@Test
	void loadExceptionWithModuleShouldNameTheOtherModule() {
		WasmLoadException failure = new WasmLoadException(Reason.INVALID, CONTEXT, WasmText.of("fact"), REMEDY, null)
			.withSettingNames(NAMES);
		assertThat(failure.withModule("other"))
			.hasMessageStartingWith("Module 'other', backend 'chicory': fact. Set <other")
			.hasCause(failure);
		assertThat(failure.withModule("text")).isSameAs(failure);
	}

	@Test
	void serializedExceptionShouldKeepItsMessage() throws Exception {
		WasmLinkException failure = new WasmLinkException(CONTEXT.withSettingNames(NAMES), WasmText.of("fact"), REMEDY,
				null);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
			output.writeObject(failure);
		}
		try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			WasmLinkException read = (WasmLinkException) input.readObject();
			assertThat(read).hasMessage(failure.getMessage());
			assertThat(read.getRemedy(SettingNames.NEUTRAL)).isEqualTo(failure.getRemedy());
			assertThat(read.getSetting()).isEqualTo(WasmSetting.MAX_MEMORY);
		}
	}

}
