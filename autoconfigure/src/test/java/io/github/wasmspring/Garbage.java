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

package io.github.wasmspring;

import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What nothing refers to any more.
 */
public final class Garbage {

	private static final Cleaner CLEANER = Cleaner.create();

	private Garbage() {
	}

	/**
	 * Have all of it collected, and wait until cleaners are told so.
	 */
	public static void collect() {
		CountDownLatch collected = new CountDownLatch(1);
		CLEANER.register(new Object(), collected::countDown);
		try {
			do {
				System.gc();
			}
			while (!collected.await(10, TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
