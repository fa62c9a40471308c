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

package io.github.wasmspring.docs.host;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wasmspring.HostFunctions;

// tag::configuration[]
@Configuration(proxyBeanMethods = false)
class LogFunctions {

	private static final Log logger = LogFactory.getLog(LogFunctions.class);

	@Bean
	HostFunctions env() {
		return HostFunctions.of("env").function("log", "(i32, i32) -> ()", (caller, arguments) -> {
			long address = arguments[0] & 0xFFFFFFFFL;
			int length = (int) arguments[1];
			logger.info(caller.memory().readString(address, length));
			return new long[0];
		}).function("now", "() -> i64", (caller, arguments) -> new long[] { System.currentTimeMillis() }).build();
	}

}
// end::configuration[]
