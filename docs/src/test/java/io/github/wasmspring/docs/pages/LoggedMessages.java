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

package io.github.wasmspring.docs.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Messages that the project logs.
 */
final class LoggedMessages {

	private LoggedMessages() {
	}

	/**
	 * Return what is logged when the compiler leaves functions to the interpreter.
	 */
	static String interpretedFunctions() {
		Logger logger = (Logger) LoggerFactory.getLogger(ChicoryBackend.class);
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		logger.addAppender(appender);
		try {
			byte[] bytes = new ClassPathResource("mistakes/huge_function.wasm").getContentAsByteArray();
			ChicoryBackend.compiled().load(WasmBinary.of("parser", bytes)).close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			logger.detachAppender(appender);
		}
		return appender.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
	}

}
