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

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Application that runs from its executable jar, in a process of its own.
 */
final class ApplicationProcess {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Duration LONGEST_START = Duration.ofSeconds(60);

	private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

	private final Queue<String> output = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private final Process process;

	private ApplicationProcess(Path jar, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", jar.toString(), "--server.port=0"));
		command.addAll(List.of(arguments));
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		Thread reader = new Thread(this::readOutput, "application-output");
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Run the application while an action calls it. The application's output is shown if
	 * either fails.
	 */
	static void run(Path jar, Consumer<RestTestClient> action, String... arguments) throws Exception {
		ApplicationProcess application = new ApplicationProcess(jar, arguments);
		try {
			action.accept(application.client());
		}
		catch (Throwable ex) {
			application.output.forEach(System.out::println);
			throw ex;
		}
		finally {
			application.stop();
		}
	}

	private RestTestClient client() throws Exception {
		int port = this.port.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
		return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

	private void readOutput() {
		try (BufferedReader reader = this.process.inputReader()) {
			reader.lines().forEach((line) -> {
				this.output.add(line);
				Matcher matcher = STARTED.matcher(line);
				if (matcher.find()) {
					this.port.complete(Integer.valueOf(matcher.group(1)));
				}
			});
		}
		catch (Exception ex) {
			this.port.completeExceptionally(ex);
		}
		this.port.completeExceptionally(new IllegalStateException("The application ended before it could be called"));
	}

	private void stop() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
			this.process.destroyForcibly().waitFor();
		}
	}

}
