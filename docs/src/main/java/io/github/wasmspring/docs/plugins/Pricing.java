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

package io.github.wasmspring.docs.plugins;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;

// tag::interface[]
@WasmPlugin("pricing")
public interface Pricing {

	@WasmFunction
	Invoice price(Order order);

	record Order(String customer, List<Item> items, @Nullable String coupon) {
	}

	record Item(String sku, int quantity, BigDecimal unitPrice) {
	}

	record Invoice(BigDecimal subtotal, BigDecimal discount, BigDecimal total, List<String> rules) {
	}

}
// end::interface[]
