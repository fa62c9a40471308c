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

import java.lang.System.Logger.Level;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ModuleLog}.
 */
@EveryBackend
class ModuleLogTests {

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger(ModuleLog.LOGGER_PREFIX + "wasi_reactor");

	@BeforeEach
	void listen() {
		this.events.start();
		this.logger.addAppender(this.events);
	}

	@AfterEach
	void stop() {
		this.logger.detachAppender(this.events);
	}

	@Test
	void outputOfAGuestShouldTellModuleVersionFunctionAndStream() throws Throwable {
		WasmModule module = Guests.load("wasi_reactor", Backends.current());
		module.call("say", 1);
		module.getHandle("say").invoke(2);
		module.execute((instance) -> instance.call("say", 3));
		try (WasmInstance instance = module.instantiate()) {
			instance.call("say", 4);
		}
		for (int i = 1; i <= 4; i++) {
			assertThat(keys("number " + i))
				.isEqualTo("[module=\"wasi_reactor\", version=\"1\", function=\"say\", stream=\"stdout\"]");
			assertThat(keys("warning " + i)).endsWith("stream=\"stderr\"]");
		}
	}

	@Test
	void messageAboutAModuleShouldTellIt() {
		Guests.load("wasi_reactor", Backends.current());
		assertThat(this.events.list).filteredOn((event) -> event.getFormattedMessage().contains("is ready"))
			.singleElement()
			.extracting((event) -> event.getKeyValuePairs().toString())
			.isEqualTo("[module=\"wasi_reactor\", version=\"1\"]");
	}

	@ParameterizedTest
	@EnumSource(names = { "TRACE", "DEBUG", "INFO", "WARNING", "ERROR" })
	void levelsShouldBeThoseOfTheLogger(Level level) {
		ModuleLog log = ModuleLog.of("wasi_reactor");
		this.logger.setLevel(ch.qos.logback.classic.Level.toLevel(level.name().replace("WARNING", "WARN")));
		assertThat(log.isLoggable(level)).isTrue();
		assertThat(log.isLoggable(Level.OFF)).isFalse();
		log.log(level, "message");
		this.logger.setLevel(ch.qos.logback.classic.Level.OFF);
		assertThat(log.isLoggable(level)).isFalse();
		log.log(level, "silent");
		this.logger.setLevel(null);
		assertThat(this.events.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("message");
	}

	private String keys(String message) {
		assertThat(this.events.list).filteredOn((event) -> event.getFormattedMessage().equals(message)).hasSize(1);
		return this.events.list.stream()
			.filter((event) -> event.getFormattedMessage().equals(message))
			.map((event) -> event.getKeyValuePairs().stream().map(KeyValuePair::toString).toList().toString())
			.findFirst()
			.orElseThrow();
	}

}
