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

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wasmspring.HostFunctions;

// tag::configuration[]
@Configuration(proxyBeanMethods = false)
class MathFunctions {

	@Bean
	HostFunctions math() {
		return HostFunctions.of("math").function("pow", "(f64, f64) -> f64", (caller, arguments) -> {
			double base = Double.longBitsToDouble(arguments[0]);
			double exponent = Double.longBitsToDouble(arguments[1]);
			return new long[] { Double.doubleToRawLongBits(Math.pow(base, exponent)) };
		}).build();
	}

}
// end::configuration[]
