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

package io.github.wasmspring.backend.artifact;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Application that writes artifacts and reads those of others until it is killed. It ends
 * by itself only if something is wrong.
 */
public final class ArtifactWriter {

	static final String STARTED = "started";

	private static final int KEYS = 12;

	private static final int SIZE = 200_000;

	private final SignedArtifact envelope;

	private final DirectoryArtifactStore store;

	ArtifactWriter(Path path) {
		PrivateDirectory directory = PrivateDirectory.open(path);
		this.envelope = new SignedArtifact(HmacArtifactSigner.ofDirectory(directory));
		// less than all artifacts take, so that there is always something to evict
		this.store = new DirectoryArtifactStore(directory, DataSize.ofBytes(KEYS * SIZE * 2 / 3));
	}

	public static void main(String[] arguments) throws BadArtifactException {
		ArtifactWriter writer = new ArtifactWriter(Path.of(arguments[0]));
		System.out.println(STARTED);
		Random random = new Random();
		while (true) {
			int key = random.nextInt(KEYS);
			if (!writer.check(key)) {
				writer.store.put(key(key).id(), writer.envelope.seal(key(key), content(key)));
			}
			if (random.nextInt(4) == 0) {
				writer.store.remove(key(key).id());
			}
		}
	}

	/**
	 * Check all artifacts and return how many there are.
	 */
	int checkAll() throws BadArtifactException {
		int found = 0;
		for (int key = 0; key < KEYS; key++) {
			found += (check(key)) ? 1 : 0;
		}
		return found;
	}

	/**
	 * Return whether there is an artifact.
	 * @throws BadArtifactException if it is broken
	 */
	private boolean check(int key) throws BadArtifactException {
		byte @Nullable [] sealed = this.store.get(key(key).id());
		if (sealed == null) {
			return false;
		}
		if (!Arrays.equals(this.envelope.open(key(key), sealed), content(key))) {
			throw new BadArtifactException("it has other content");
		}
		return true;
	}

	private static ArtifactKey key(int index) {
		return ArtifactKey.of("digest" + index, "test", "1");
	}

	private static byte[] content(int index) {
		byte[] content = new byte[SIZE];
		new Random(index).nextBytes(content);
		return content;
	}

}
