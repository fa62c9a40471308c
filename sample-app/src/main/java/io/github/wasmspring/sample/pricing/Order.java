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

package io.github.wasmspring.sample.pricing;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a customer wants to buy.
 *
 * @param customer {@code gold}, {@code silver} or any other kind of customer
 * @param items what to buy
 * @param coupon code of a coupon, or {@code null}
 */
record Order(@Nullable String customer, List<Item> items, @Nullable String coupon) {

	/**
	 * Some pieces of an article.
	 *
	 * @param sku the article
	 * @param quantity number of pieces
	 * @param unitPrice price of a piece
	 */
	record Item(String sku, int quantity, BigDecimal unitPrice) {

	}

}
