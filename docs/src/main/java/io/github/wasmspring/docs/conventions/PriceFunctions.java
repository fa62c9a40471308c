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

package io.github.wasmspring.docs.conventions;

import org.springframework.stereotype.Component;

import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;

// tag::component[]
@Component
@WasmHost("extism:host/user")
class PriceFunctions {

	@WasmHostFunction
	Price priceOf(Article article) {
		return new Price(article.quantity() * 150);
	}

	@WasmHostFunction
	String greet(String name) {
		return "Hello, " + name + "!";
	}

	record Article(String name, int quantity) {
	}

	record Price(long cents) {
	}

}
// end::component[]
