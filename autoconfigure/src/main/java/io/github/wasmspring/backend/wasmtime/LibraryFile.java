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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.artifact.PrivateDirectory;

/**
 * Native library as a file in a private directory. The file's name has the digest of its
 * content, which is compared before each use, so that a file that was changed is
 * replaced. Several virtual machines may share the directory.
 */
final class LibraryFile {

	private static final String VERSION_RESOURCE = "wasmtime-java-meta.properties";

	private final WasmtimePlatform platform;

	private final ClassLoader classLoader;

	private final String version;

	/**
	 * Create a library.
	 * @param platform the platform
	 * @param classLoader what has the jar of wasmtime-java
	 * @throws IOException if the jar cannot be read
	 */
	LibraryFile(WasmtimePlatform platform, ClassLoader classLoader) throws IOException {
		this.platform = platform;
		this.classLoader = classLoader;
		this.version = readVersion(classLoader);
	}

	private static String readVersion(ClassLoader classLoader) throws IOException {
		Properties properties = new Properties();
		try (InputStream input = open(classLoader, VERSION_RESOURCE)) {
			properties.load(input);
		}
		return properties.getProperty("jnilib.version", WasmtimePlatform.VERSION);
	}

	private static InputStream open(ClassLoader classLoader, String resource) throws IOException {
		InputStream input = classLoader.getResourceAsStream(resource);
		if (input == null) {
			throw new FileNotFoundException("wasmtime-java has no '%s'".formatted(resource));
		}
		return input;
	}

	/**
	 * Return the library in a directory, where it is put unless it is there.
	 * @param directory the directory
	 * @return a file whose content is that of the jar
	 * @throws IOException if the file can neither be used nor replaced
	 */
	Path in(PrivateDirectory directory) throws IOException {
		String known = this.platform.getDigest(this.version);
		Path file = (known != null) ? find(directory.path(), known) : null;
		if (file != null) {
			return file;
		}
		// Also for a release that was built by somebody else
		String digest = digest(open(this.classLoader, getResource()), OutputStream.nullOutputStream());
		file = find(directory.path(), digest);
		return (file != null) ? file : unpack(directory, digest);
	}

	private Path unpack(PrivateDirectory directory, String digest) throws IOException {
		directory.deleteLeftovers();
		Path file = directory.path().resolve(name(digest));
		Path unfinished = directory.createTemporary();
		try {
			String copied;
			try (OutputStream output = Files.newOutputStream(unfinished)) {
				copied = digest(open(this.classLoader, getResource()), output);
			}
			if (!copied.equals(digest)) {
				throw new IOException("'%s' changed while it was read".formatted(getResource()));
			}
			Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			// On Windows a file that another process has loaded cannot be replaced
			if (find(directory.path(), digest) == null) {
				throw ex;
			}
		}
		finally {
			Files.deleteIfExists(unfinished);
		}
		return file;
	}

	private @Nullable Path find(Path directory, String digest) {
		Path file = directory.resolve(name(digest));
		try {
			boolean intact = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
					&& digest(Files.newInputStream(file), OutputStream.nullOutputStream()).equals(digest);
			return (intact) ? file : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private String name(String digest) {
		return digest + "-" + getResource();
	}

	private String getResource() {
		return this.platform.getResource(this.version);
	}

	private static String digest(InputStream source, OutputStream target) throws IOException {
		try (DigestInputStream input = new DigestInputStream(source, MessageDigest.getInstance("SHA-256"))) {
			byte[] buffer = new byte[1 << 16];
			for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
				target.write(buffer, 0, read);
			}
			return HexFormat.of().formatHex(input.getMessageDigest().digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
