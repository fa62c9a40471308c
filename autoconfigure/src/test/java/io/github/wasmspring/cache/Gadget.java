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

package io.github.wasmspring.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An object whose code runs when it is deserialized, for caches that others write.
 */
public final class Gadget implements Serializable {

	private static final long serialVersionUID = 1L;

	private static final AtomicInteger runs = new AtomicInteger();

	/**
	 * Forget how often the code ran.
	 */
	public static void reset() {
		runs.set(0);
	}

	/**
	 * Return how often the code ran.
	 * @return the number
	 */
	public static int runs() {
		return runs.get();
	}

	/**
	 * Return what Java's serialization makes of such an object.
	 * @return the bytes
	 */
	public static byte[] serialized() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
			objects.writeObject(new Gadget());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private void readObject(ObjectInputStream objects) throws IOException, ClassNotFoundException {
		objects.defaultReadObject();
		runs.incrementAndGet();
	}

}
