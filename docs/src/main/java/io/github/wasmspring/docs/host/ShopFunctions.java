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

import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;

// tag::component[]
@Component
@WasmHost("shop")
class ShopFunctions {

	private static final Log logger = LogFactory.getLog(ShopFunctions.class);

	private final Map<String, Double> prices = Map.of("pen", 1.5, "paper", 4.0);

	@WasmHostFunction
	double priceOf(String article) {
		Double price = this.prices.get(article);
		if (price == null) {
			throw new IllegalArgumentException("Nobody sells '%s'".formatted(article));
		}
		return price;
	}

	@WasmHostFunction
	void log(String message) {
		logger.info(message);
	}

}
// end::component[]
