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

package io.github.wasmspring.docs.modules;

import java.util.HexFormat;

/**
 * Rules of tenants, each of which gives a discount of its own whatever the quantity.
 */
public final class DiscountGuest {

	private DiscountGuest() {
	}

	/**
	 * Return {@code (module (func (export "percent") (param i32) (result i32) i32.const
	 * ...))}.
	 * @param percent the discount, less than 64
	 * @return the binary
	 */
	public static byte[] binary(int percent) {
		return HexFormat.of()
			.parseHex("0061736d01000000" + "0106" + "0160017f017f" + "03020100" + "070b" + "010770657263656e740000"
					+ "0a06" + "010400" + "41%02x0b".formatted(percent));
	}

}
