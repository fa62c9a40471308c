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

package io.github.wasmspring.abi;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * What plugins of every convention do in {@link AbstractConventionContractTests}.
 */
public interface ConventionContract {

	/**
	 * Return the argument.
	 */
	String echo(String text);

	/**
	 * Return the argument.
	 */
	byte[] echoBytes(byte[] bytes);

	/**
	 * Return the argument.
	 */
	List<String> echoList(List<String> texts);

	/**
	 * Return the argument.
	 */
	Money echoMoney(Money money);

	/**
	 * Return the argument when somebody asks.
	 */
	Callable<List<String>> echoLater(List<String> texts);

	/**
	 * Say "no such order".
	 */
	void fail();

	/**
	 * Run until the call ends after 50 ms.
	 */
	void loop();

	/**
	 * Plugins that fail with the code 3.
	 */
	interface WithCodes extends ConventionContract {

		/**
		 * Fail with the code 3.
		 */
		void failWithCode() throws OutOfStock;

	}

	/**
	 * Amount that travels as a JSON string.
	 *
	 * @param cents the amount
	 */
	record Money(long cents) {
	}

	/**
	 * Exception of the application.
	 */
	class OutOfStock extends Exception {

		private static final long serialVersionUID = 1L;

		public OutOfStock(String message) {
			super(message);
		}

	}

}
