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

package io.github.wasmspring.fuzz;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

import io.github.wasmspring.Backends;

/**
 * Tries the cases that it reads, in a virtual machine of its own, and writes what comes
 * of each: whether it got as far as it was meant to, or how it failed.
 */
public final class FuzzWorker {

	private FuzzWorker() {
	}

	/**
	 * Read cases to the end of the standard input.
	 * @param arguments none
	 */
	public static void main(String[] arguments) throws IOException, ClassNotFoundException {
		try (ObjectOutputStream answers = new ObjectOutputStream(System.out);
				ObjectInputStream cases = new ObjectInputStream(System.in)) {
			System.setOut(System.err);
			while (true) {
				FuzzCase fuzzCase = (FuzzCase) cases.readObject();
				answers.writeObject(answer(fuzzCase));
				answers.flush();
			}
		}
		catch (EOFException ex) {
			// there are no more
		}
	}

	private static Object answer(FuzzCase fuzzCase) {
		try {
			return WatchedRun.of(fuzzCase + " on 'wasmtime'", () -> fuzzCase.run(Backends.WASMTIME.get()));
		}
		catch (Throwable ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
