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

package io.github.wasmspring.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the executable jar, from whose inside modules are loaded.
 */
class ExecutableJarIT {

	private static final Path JAR = Path.of(System.getProperty("executable-jar"));

	private static final Path TEXT_MODULE = Path.of("src/main/resources/wasm/text.wasm");

	@Test
	void jarShouldServeModulesFromInside() throws Exception {
		ApplicationProcess.run(JAR, (client) -> assertServes(client, "chicory"));
	}

	@Test
	void jarWhenProfileIsInterpreterShouldServeModulesFromInside() throws Exception {
		ApplicationProcess.run(JAR, (client) -> assertServes(client, "chicory-interpreter"),
				"--spring.profiles.active=interpreter");
	}

	@Test
	void jarShouldFindModulesInDependencies(@TempDir Path temp) throws Exception {
		Path jar = jarWithDependency(temp, dependency(temp));
		ApplicationProcess.run(jar,
				(client) -> assertThat(get(client, "/modules")).hasStatusOk()
					.bodyJson()
					.extractingPath("$[*].name")
					.asArray()
					.containsExactlyInAnyOrder("from-dependency", "image", "nbody", "pricing", "sha256", "text"));
	}

	private static void assertServes(RestTestClient client, String backend) {
		assertThat(get(client, "/modules")).hasStatusOk()
			.bodyJson()
			.extractingPath("$[*].name")
			.asArray()
			.containsExactlyInAnyOrder("image", "nbody", "pricing", "sha256", "text");
		assertThat(get(client, "/nbody?steps=10")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.backend")
			.isEqualTo(backend);
		assertThat(post(client, "/text/slug", new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8),
				"Hello, Wörld!"))
			.hasStatusOk()
			.bodyText()
			.isEqualTo("hello-world");
		assertThat(post(client, "/pricing", MediaType.APPLICATION_JSON, """
				{ "items": [ { "sku": "tea", "quantity": 2, "unitPrice": 4.50 } ] }""")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.total")
			.isEqualTo(9.0);
		assertThat(get(client, "/actuator/health/wasm")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.components.text.details.backend")
			.isEqualTo(backend);
	}

	private static RestTestClientResponse get(RestTestClient client, String uri) {
		return RestTestClientResponse.from(client.get().uri(uri).exchange());
	}

	private static RestTestClientResponse post(RestTestClient client, String uri, MediaType contentType, String body) {
		return RestTestClientResponse.from(client.post().uri(uri).contentType(contentType).body(body).exchange());
	}

	private static Path dependency(Path folder) throws IOException {
		Path dependency = folder.resolve("dependency.jar");
		try (FileSystem entries = FileSystems.newFileSystem(dependency, Map.of("create", true))) {
			Files.createDirectory(entries.getPath("wasm"));
			Files.copy(TEXT_MODULE, entries.getPath("wasm/from-dependency.wasm"));
		}
		return dependency;
	}

	/**
	 * Copy the executable jar and add a dependency, which must not be compressed.
	 */
	private static Path jarWithDependency(Path folder, Path dependency) throws IOException {
		Path jar = Files.copy(JAR, folder.resolve("application.jar"));
		try (FileSystem entries = FileSystems.newFileSystem(jar, Map.of("compressionMethod", "STORED"))) {
			Files.copy(dependency, entries.getPath("BOOT-INF/lib/dependency.jar"));
		}
		return jar;
	}

}
