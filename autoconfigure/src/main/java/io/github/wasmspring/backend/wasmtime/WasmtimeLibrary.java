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
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.kawamuray.wasmtime.NativeLibraryLoader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.backend.artifact.PrivateDirectory;

/**
 * Loads the native library, once per class loader and from a place that lasts. The loader
 * of wasmtime-java would leave a new copy of 18 MB among the temporary files at each
 * start.
 */
final class WasmtimeLibrary {

	private static final String BACKEND = "wasmtime";

	private static final Log logger = LogFactory.getLog(WasmtimeLibrary.class);

	private static boolean loaded;

	private WasmtimeLibrary() {
	}

	/**
	 * Load the library, unless it is loaded.
	 * @param module the module that needs it, for messages
	 * @param directory where the library is kept, or {@code null} for the user's cache
	 * directory
	 * @throws WasmLoadException if there is no library for this platform, or it cannot be
	 * loaded
	 */
	static synchronized void load(String module, @Nullable Path directory) {
		if (loaded) {
			return;
		}
		WasmtimePlatform platform = WasmtimePlatform.current();
		if (platform == null) {
			throw unavailable(module,
					"wasmtime has no library for this platform, which is %s on %s%s".formatted(
							System.getProperty("os.name"), System.getProperty("os.arch"),
							(WasmtimePlatform.usesMusl()) ? " with musl instead of glibc" : ""),
					WasmText.of("There is one for %s. Run the application there%s, or", WasmtimePlatform.SUPPORTED,
							(WasmtimePlatform.usesMusl())
									? ", for example on a container image of Debian or Ubuntu instead of Alpine" : ""),
					null);
		}
		try {
			load(platform, directory);
		}
		catch (IllegalCallerException ex) {
			throw unavailable(module, "Java does not allow native code",
					WasmText.of("Start it with '--enable-native-access=ALL-UNNAMED', or"), ex);
		}
		catch (UnsatisfiedLinkError ex) {
			throw unavailable(module, "the native library cannot be loaded: " + ex.getMessage(), WasmText.of(
					"On Linux it needs glibc 2.18 and libgcc_s.so.1, and everywhere a directory whose files may be executed: set %s to one. Or",
					WasmSetting.WASMTIME_LIBRARY_DIRECTORY), ex);
		}
		catch (WasmLoadException ex) {
			throw unavailable(module, WasmText.of("the native library cannot be unpacked: %s", ex.getFactText()),
					WasmText.of("%s Or", ex.getRemedyText()), ex);
		}
		catch (IOException ex) {
			throw unavailable(module, "the native library cannot be unpacked: " + ex,
					WasmText.of("Set %s to a directory that only the user of the application can change, or",
							WasmSetting.WASMTIME_LIBRARY_DIRECTORY),
					ex);
		}
		loaded = true;
		logger.info("Backend 'wasmtime' runs modules as native code of wasmtime 7.0.1, which is of 2023 and gets no"
				+ " security fixes. For modules from strangers choose 'chicory' or 'chicory-interpreter'");
	}

	private static void load(WasmtimePlatform platform, @Nullable Path directory) throws IOException {
		Field done = findField();
		if (done == null) {
			logger.debug("wasmtime-java loads its library by itself");
			NativeLibraryLoader.load();
			return;
		}
		LibraryFile library = new LibraryFile(platform, NativeLibraryLoader.class.getClassLoader());
		if (!loadFromStablePlace(library, directory)) {
			loadFromTemporaryPlace(library);
		}
		try {
			done.set(null, true);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("The field was made accessible", ex);
		}
	}

	/**
	 * Return the field by which the loader of wasmtime-java knows that it is done, or
	 * {@code null} if the library has to be loaded by that loader: because it has no such
	 * field, or its class loader is another one, which a native library belongs to.
	 */
	private static @Nullable Field findField() {
		if (NativeLibraryLoader.class.getClassLoader() != WasmtimeLibrary.class.getClassLoader()) {
			return null;
		}
		try {
			Field field = NativeLibraryLoader.class.getDeclaredField("loaded");
			field.setAccessible(true);
			return (field.getType() == boolean.class) ? field : null;
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

	private static boolean loadFromStablePlace(LibraryFile library, @Nullable Path directory) throws IOException {
		Path file;
		try {
			file = library.in(open((directory != null) ? directory : LibraryDirectory.ofUser()));
		}
		catch (IOException | WasmLoadException ex) {
			if (directory != null) {
				throw ex;
			}
			logger.info(WasmText.of(
					"The native library of wasmtime is unpacked anew at each start, because %s. Set %s to keep it",
					(ex instanceof WasmLoadException failure) ? failure.getDescription() : ex,
					WasmSetting.WASMTIME_LIBRARY_DIRECTORY));
			return false;
		}
		try {
			System.load(file.toString());
			return true;
		}
		catch (UnsatisfiedLinkError ex) {
			if (String.valueOf(ex.getMessage()).contains("already loaded in another class")) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * Open the directory of the library, which is verified before it is loaded, not
	 * after.
	 */
	private static PrivateDirectory open(Path path) throws IOException {
		PrivateDirectory directory = PrivateDirectory.create(path, WasmSetting.WASMTIME_LIBRARY_DIRECTORY);
		directory.checkAbove();
		return directory;
	}

	/**
	 * Load a copy of this process, which is removed when it is loaded, where the
	 * operating system allows that.
	 */
	private static void loadFromTemporaryPlace(LibraryFile library) throws IOException {
		Path directory = Files.createTempDirectory("wasmtime-library");
		Path file = directory;
		try {
			file = library.in(PrivateDirectory.create(directory, WasmSetting.WASMTIME_LIBRARY_DIRECTORY));
			System.load(file.toString());
		}
		finally {
			try {
				Files.delete(file);
				Files.deleteIfExists(directory);
			}
			catch (IOException ex) {
				directory.toFile().deleteOnExit();
				file.toFile().deleteOnExit();
			}
		}
	}

	private static WasmLoadException unavailable(String module, String fact, WasmText remedy,
			@Nullable Throwable cause) {
		return unavailable(module, WasmText.of(fact), remedy, cause);
	}

	private static WasmLoadException unavailable(String module, WasmText fact, WasmText remedy,
			@Nullable Throwable cause) {
		Assert.hasText(module, "'module' must not be empty");
		return new WasmLoadException(Reason.BACKEND_UNAVAILABLE, WasmErrorContext.of(module, BACKEND), fact,
				WasmText.of("%s choose another backend: %s.", remedy, WasmSetting.BACKEND.assigning("chicory")), cause);
	}

}
