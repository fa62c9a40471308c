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

package io.github.wasmspring.benchmarks;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules of the guest {@code pricing}, with Jackson.
 */
final class JavaPricing {

	private final JsonMapper mapper = new JsonMapper();

	byte[] price(byte[] order) {
		return this.mapper.writeValueAsBytes(apply(this.mapper.readValue(order, Order.class)));
	}

	private static Invoice apply(Order order) {
		long subtotal = 0;
		long discount = 0;
		List<String> rules = new ArrayList<>();
		for (Item item : order.items()) {
			long amount = Math.round(item.quantity() * item.unitPrice() * 100);
			subtotal += amount;
			if (item.quantity() >= 10) {
				discount += percent(2, amount);
				rules.add("10 or more of " + item.sku() + ": 2%");
			}
		}
		if ("gold".equals(order.customer())) {
			discount += percent(10, subtotal);
			rules.add("gold customer: 10%");
		}
		else if ("silver".equals(order.customer())) {
			discount += percent(5, subtotal);
			rules.add("silver customer: 5%");
		}
		if ("TEN".equals(order.coupon()) && subtotal >= 5000) {
			discount += 1000;
			rules.add("coupon TEN: 10 off");
		}
		return new Invoice(subtotal / 100.0, discount / 100.0, (subtotal - discount) / 100.0, rules);
	}

	private static long percent(int share, long amount) {
		return Math.round(amount * share / 100.0);
	}

	record Order(@Nullable String customer, List<Item> items, @Nullable String coupon) {
	}

	record Item(String sku, int quantity, double unitPrice) {
	}

	record Invoice(double subtotal, double discount, double total, List<String> rules) {
	}

}
