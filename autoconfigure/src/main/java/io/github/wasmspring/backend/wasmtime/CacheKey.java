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

package io.github.wasmspring.backend.wasmtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Key that signs what is in a cache directory, by HMAC-SHA-256: derived from a secret, or
 * a random one that lies in the directory itself.
 */
final class CacheKey {

	private static final String ALGORITHM = "HmacSHA256";

	private static final String FILE = "key";

	private static final int LENGTH = 32;

	private final SecretKeySpec key;

	private CacheKey(byte[] key) {
		this.key = new SecretKeySpec(key, ALGORITHM);
	}

	/**
	 * Return the key of a directory.
	 * @param directory a private directory
	 * @param secret the secret, or {@code null} for the directory's own key
	 * @throws IOException if the key can neither be read nor be created
	 */
	static CacheKey of(Path directory, @Nullable String secret) throws IOException {
		if (secret == null) {
			return new CacheKey(readOrCreate(directory.resolve(FILE)));
		}
		// The same secret signs the artifacts of other backends
		return new CacheKey(new CacheKey(secret.getBytes(StandardCharsets.UTF_8))
			.sign(ByteBuffer.wrap("wasmtime".getBytes(StandardCharsets.UTF_8))));
	}

	private static synchronized byte[] readOrCreate(Path file) throws IOException {
		byte[] key = read(file);
		return (key != null) ? key : create(file);
	}

	private static byte @Nullable [] read(Path file) throws IOException {
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != LENGTH) {
			return null;
		}
		if (PrivateDirectory.isPosix(file)) {
			Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
			if (permissions.contains(PosixFilePermission.GROUP_READ)
					|| permissions.contains(PosixFilePermission.OTHERS_READ)) {
				throw new IOException("'%s' may be read by other users; delete it".formatted(file));
			}
		}
		return Files.readAllBytes(file);
	}

	private static byte[] create(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file,
				Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
				PrivateDirectory.fileAttributes(file)); FileLock lock = channel.lock()) {
			byte[] other = read(file);
			if (lock.isValid() && other != null) {
				return other;
			}
			byte[] key = new byte[LENGTH];
			new SecureRandom().nextBytes(key);
			channel.truncate(0);
			channel.write(ByteBuffer.wrap(key), 0);
			channel.force(true);
			return key;
		}
	}

	/**
	 * Return the signature of data.
	 * @param data the parts of the data, each read to its end
	 */
	byte[] sign(ByteBuffer... data) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			for (ByteBuffer part : data) {
				mac.update(part);
			}
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HmacSHA256", ex);
		}
	}

}
