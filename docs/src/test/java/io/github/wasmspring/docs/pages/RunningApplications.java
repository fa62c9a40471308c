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

package io.github.wasmspring.docs.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.docs.gettingstarted.DemoApplication;

/**
 * Applications whose output the pages show.
 */
final class RunningApplications {

	private RunningApplications() {
	}

	/**
	 * Return what the application of the tutorial prints.
	 */
	static String firstRun() {
		PrintStream out = System.out;
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
		try {
			builder(DemoApplication.class).web(WebApplicationType.NONE).run().close();
		}
		finally {
			System.setOut(out);
		}
		return printed.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Return the health of the modules, as the endpoint shows it.
	 */
	static String health() {
		return endpoint("health.yaml", "health/wasm");
	}

	/**
	 * Return a meter, as the endpoint shows it.
	 */
	static String metrics() {
		return endpoint("metrics.yaml", "metrics/wasm.instances?tag=state:idle");
	}

	private static String endpoint(String configuration, String path) {
		try (ConfigurableApplicationContext context = builder(WebApplication.class)
			.run("--spring.config.location=classpath:configuration/" + configuration, "--server.port=0")) {
			URI uri = URI.create("http://localhost:%s/actuator/%s"
				.formatted(context.getEnvironment().getProperty("local.server.port"), path));
			String json = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
				.body();
			JsonMapper mapper = new JsonMapper();
			return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(json));
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return what a command prints and the application logs.
	 */
	static String guestLog() {
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		Path directory = temporaryDirectory();
		try (ConfigurableApplicationContext context = builder(WebApplication.class).web(WebApplicationType.NONE)
			.run("--spring.config.location=classpath:configuration/wasi.yaml", "--app.directory=" + directory,
					"--wasm.modules.wordcount.location=classpath:guests/wordcount.wasm",
					"--logging.level.io.github.wasmspring.guest=info")) {
			Logger logger = (Logger) LoggerFactory.getLogger("io.github.wasmspring.guest.wordcount");
			appender.start();
			logger.addAppender(appender);
			context.getBean("wordcount", WasmModule.class).call("_start");
			logger.detachAppender(appender);
		}
		finally {
			FileSystemUtils.deleteRecursively(directory.toFile());
		}
		return appender.list.stream()
			.map((event) -> "%s %s: %s".formatted(event.getLevel(), event.getLoggerName(), event.getFormattedMessage()))
			.collect(Collectors.joining("\n"));
	}

	private static Path temporaryDirectory() {
		try {
			Path directory = Files.createTempDirectory("wasi");
			Files.createDirectory(directory.resolve("outbox"));
			Files.writeString(Files.createDirectory(directory.resolve("inbox")).resolve("letter.txt"),
					"Dear reader, how are you?");
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static SpringApplicationBuilder builder(Class<?> application) {
		return new SpringApplicationBuilder(application).bannerMode(Banner.Mode.OFF)
			.properties("logging.level.root=off");
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class WebApplication {

	}

}
