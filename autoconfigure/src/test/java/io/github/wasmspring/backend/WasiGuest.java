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

package io.github.wasmspring.backend;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

import io.github.wasmspring.Guests;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.wasi.WasiDirectory;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * An instance of a guest that uses WASI, with what it logs.
 */
public final class WasiGuest implements AutoCloseable {

	private static final Map<String, BackendModule> modules = new ConcurrentHashMap<>();

	private final Logger logger;

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final WasiContexts contexts;

	private final WasiContext context;

	private final BackendInstance instance;

	private boolean closed;

	private WasiGuest(String name, WasmBackend backend, WasiContexts contexts, UnaryOperator<BackendImports> imports) {
		this.logger = (Logger) LoggerFactory.getLogger("io.github.wasmspring.guest." + name);
		this.logger.setAdditive(false);
		this.appender.start();
		this.logger.addAppender(this.appender);
		this.contexts = contexts;
		this.context = contexts.open();
		this.instance = modules
			.computeIfAbsent(backend.getId() + name, (key) -> backend.load(WasmBinary.of(name, Guests.bytes(name))))
			.instantiate(imports.apply(this.context.imports()));
	}

	static WasiGuest command(String name, WasmBackend backend, WasiContexts contexts) {
		return command(name, backend, contexts, UnaryOperator.identity());
	}

	static WasiGuest command(String name, WasmBackend backend, WasiContexts contexts,
			UnaryOperator<BackendImports> imports) {
		return new WasiGuest(name, backend, contexts, imports);
	}

	static WasiGuest reactor(String name, WasmBackend backend, WasiContexts contexts,
			UnaryOperator<BackendImports> imports) {
		WasiGuest guest = new WasiGuest(name, backend, contexts, imports);
		guest.function("_initialize").call(new long[0]);
		return guest;
	}

	static WasiSettings settings(List<WasiDirectory> directories) {
		return new WasiSettings(List.of(), Map.of(), directories, WasiSettings.DEFAULTS.stdout(),
				WasiSettings.DEFAULTS.stderr(), WasiSettings.DEFAULTS.maxOutput());
	}

	BackendInstance instance() {
		return this.instance;
	}

	private BackendFunction function(String name) {
		return Objects.requireNonNull(this.instance.getFunction(name), name);
	}

	long call(String name, long... arguments) {
		long[] results = function(name).call(arguments);
		return (results.length != 0) ? results[0] : 0;
	}

	int path(String path, String function, long... arguments) {
		put("first_path", path);
		return (int) call(function, arguments);
	}

	int paths(String first, String second, String function, long... arguments) {
		put("second_path", second);
		return path(first, function, arguments);
	}

	private void put(String buffer, String path) {
		byte[] bytes = (path + "\0").getBytes(StandardCharsets.UTF_8);
		memory().write((int) call(buffer), bytes, 0, bytes.length);
	}

	byte[] content() {
		byte[] content = new byte[(int) call("get_content_length")];
		memory().read((int) call("get_content"), content, 0, content.length);
		return content;
	}

	String text() {
		return new String(content(), StandardCharsets.UTF_8);
	}

	private BackendMemory memory() {
		return Objects.requireNonNull(this.instance.getMemory("memory"));
	}

	List<String> lines(Level level) {
		return this.appender.list.stream()
			.filter((event) -> event.getLevel() == level)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	void clearLog() {
		this.appender.list.clear();
	}

	@Override
	public void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.instance.close();
		this.context.close();
		this.contexts.close();
		this.logger.detachAppender(this.appender);
	}

}
