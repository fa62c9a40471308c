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

package io.github.wasmspring.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.wasmspring.Guests;

/**
 * Extism's Java SDK, compiled, which knows functions from bytes to bytes only. It brings
 * a version of Chicory of its own, and so needs a class loader of its own.
 */
final class ExtismSubject extends UnableSubject {

	private static final String SDK = "org.extism.sdk.chicory.";

	private final MethodHandle call;

	ExtismSubject() {
		try {
			this.call = bind(new URLClassLoader(libraries(), ClassLoader.getPlatformClassLoader()));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static URL[] libraries() {
		Path directory = Path.of(System.getProperty("benchmarks.extism", "target/extism"));
		try (Stream<Path> files = Files.list(directory)) {
			List<URL> urls = new ArrayList<>();
			for (Path file : files.toList()) {
				urls.add(file.toUri().toURL());
			}
			return urls.toArray(new URL[0]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Do what an application does: build a manifest, compile it, create a plugin.
	 */
	private static MethodHandle bind(ClassLoader loader) throws ReflectiveOperationException {
		Class<?> httpType = loader.loadClass(SDK + "HttpConfig");
		Class<?> optionsType = loader.loadClass(SDK + "Manifest$Options");
		Class<?> wasmType = loader.loadClass(SDK + "ManifestWasm");
		Class<?> manifestType = loader.loadClass(SDK + "Manifest");
		Class<?> pluginType = loader.loadClass(SDK + "Plugin");
		Object options = optionsType.getConstructor().newInstance();
		optionsType.getMethod("withAoT").invoke(options);
		optionsType.getMethod("withHttpConfig", httpType)
			.invoke(options, httpType.getConstructors()[0].newInstance(null, null));
		Object wasm = wasmType.getMethod("fromBytes", byte[].class).invoke(null, Guests.bytes("benchmark_extism"));
		Object wasms = Array.newInstance(wasmType, 1);
		Array.set(wasms, 0, wasm.getClass().getMethod("build").invoke(wasm));
		Object builder = manifestType.getMethod("ofWasms", wasms.getClass()).invoke(null, wasms);
		builder.getClass().getMethod("withOptions", optionsType).invoke(builder, options);
		Object manifest = builder.getClass().getMethod("build").invoke(builder);
		Object plugin = pluginType.getMethod("ofManifest", manifestType).invoke(null, manifest);
		Object built = plugin.getClass().getMethod("build").invoke(plugin);
		return MethodHandles.publicLookup()
			.unreflect(pluginType.getMethod("call", String.class, byte[].class))
			.bindTo(built);
	}

	@Override
	public int add(int a, int b) {
		byte[] numbers = ByteBuffer.allocate(2 * Integer.BYTES)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putInt(a)
			.putInt(b)
			.array();
		return ByteBuffer.wrap(call("add_block", numbers)).order(ByteOrder.LITTLE_ENDIAN).getInt();
	}

	@Override
	public String echo(String text) {
		return new String(call("echo_block", text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
	}

	@Override
	public byte[] sha256(byte[] message) {
		return call("sha256_block", message);
	}

	private byte[] call(String function, byte[] input) {
		try {
			return (byte[]) this.call.invokeExact(function, input);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
