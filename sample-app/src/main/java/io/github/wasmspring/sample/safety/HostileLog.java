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

package io.github.wasmspring.sample.safety;

import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Counts what the hostile guest gets into the log, instead of showing it.
 */
@Component
class HostileLog extends AppenderBase<ILoggingEvent> {

	private final AtomicLong bytes = new AtomicLong();

	HostileLog() {
		if (LoggerFactory.getLogger("io.github.wasmspring.guest.hostile") instanceof Logger logger) {
			logger.setAdditive(false);
			logger.addAppender(this);
			start();
		}
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.bytes.addAndGet(event.getFormattedMessage().length());
	}

	long getBytes() {
		return this.bytes.get();
	}

}
