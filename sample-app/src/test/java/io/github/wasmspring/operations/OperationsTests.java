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

package io.github.wasmspring.operations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleSuspendedException;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.plugin.ImportWasmPlugins;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;
import io.github.wasmspring.plugin.WasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for traces, meters and logs of an application with OpenTelemetry and Prometheus.
 */
@ExtendWith(OutputCaptureExtension.class)
class OperationsTests {

	private static final String GUESTS = "file:../autoconfigure/src/test/resources/guests/";

	private static final InMemorySpanExporter spans = InMemorySpanExporter.create();

	private static ConfigurableApplicationContext context;

	private static RestClient client;

	@BeforeAll
	static void start() {
		// or the format of the log is that of an application that is still open
		LoggingSystem.get(OperationsTests.class.getClassLoader()).cleanUp();
		context = new SpringApplicationBuilder(Application.class).run("--server.port=0",
				"--spring.config.location=optional:classpath:/none/", "--spring.main.banner-mode=off",
				"--management.endpoints.web.exposure.include=*", "--management.tracing.sampling.probability=1",
				"--management.tracing.export.otlp.enabled=false", "--management.otlp.metrics.export.enabled=false",
				"--management.info.wasm.enabled=true", "--logging.structured.format.console=ecs", "--wasm.locations=",
				"--wasm.observations.enabled=true", "--wasm.modules.clock.location=" + GUESTS + "imports.wasm",
				"--wasm.modules.speaker.location=" + GUESTS + "wasi_reactor.wasm",
				"--wasm.modules.rule-a.location=" + GUESTS + "numbers.wasm",
				"--wasm.modules.rule-b.location=" + GUESTS + "numbers.wasm",
				"--wasm.modules.rule-c.location=" + GUESTS + "numbers.wasm", "--wasm.metrics.own-tag=rule-c");
		client = RestClient.builder()
			.baseUrl("http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
			.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
			})
			.build();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void forgetSpans() {
		spans.reset();
	}

	@Test
	void traceOfARequestShouldHaveItsCallsAndTheirHostFunctions() {
		assertThat(get("/time")).isEqualTo("42");
		List<SpanData> trace = trace("http get /time");
		SpanData request = span(trace, "http get /time");
		SpanData call = span(trace, "clock/time");
		SpanData hostCall = span(trace, "env.now");
		assertThat(trace).hasSize(3);
		assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
		assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
		assertThat(hostCall.getParentSpanId()).isEqualTo(call.getSpanId());
		WasmModule clock = context.getBean("clock", WasmModule.class);
		assertThat(attributes(call)).containsOnly(entry("module", "clock"), entry("function", "time"),
				entry("backend", "chicory"), entry("outcome", "success"), entry("wasm.module", "clock"),
				entry("version", "1"), entry("digest", clock.getDigest()));
		assertThat(attributes(hostCall)).containsOnly(entry("module", "clock"), entry("function", "env.now"),
				entry("outcome", "success"));
	}

	@Test
	void traceOfAFailureShouldTellIt() {
		get("/divide/rule-a/0");
		SpanData call = span(trace("http get /divide/{rule}/{by}"), "rule-*/div");
		assertThat(attributes(call)).contains(entry("module", "rule-*"), entry("wasm.module", "rule-a"),
				entry("outcome", "trap"));
		assertThat(call.getEvents()).hasSize(1);
	}

	@Test
	void scrapeShouldHaveEveryMeter() {
		get("/divide/rule-a/2");
		get("/divide/rule-b/0");
		get("/divide/rule-c/2");
		post("rule-c", "reload");
		post("rule-c", "suspend");
		assertThat(get("/divide/rule-c/2")).isEqualTo("suspended");
		assertThat(get("/divide/rule-a/2")).isEqualTo("21");
		String scrape = get("/actuator/prometheus");
		assertThat(scrape.lines()).contains(
				"wasm_calls_seconds_count{backend=\"chicory\",function=\"div\",module=\"rule-c\",outcome=\"success\"} 1",
				"wasm_calls_seconds_count{backend=\"chicory\",function=\"div\",module=\"rule-c\",outcome=\"suspended\"} 1",
				"wasm_module_replacements_total{module=\"rule-c\",outcome=\"success\"} 1.0",
				"wasm_module_replacements_total{module=\"rule-c\",outcome=\"failure\"} 0.0",
				"wasm_module_suspensions_total{cause=\"operator\",module=\"rule-c\"} 1.0",
				"wasm_module_suspensions_total{cause=\"failures\",module=\"rule-c\"} 0.0",
				"wasm_instances{module=\"rule-c\",state=\"active\"} 0.0",
				"wasm_instances_waiting{module=\"rule-*\"} 0.0",
				"wasm_memory_released_bytes_total{module=\"rule-*\"} 0.0",
				"wasm_instances_wait_seconds_count{module=\"rule-*\"} 0");
		assertThat(scrape)
			.containsPattern("wasm_calls_seconds_count\\{backend=\"chicory\",function=\"div\",module=\"rule-\\*\","
					+ "outcome=\"success\"} [2-9]")
			.containsPattern("wasm_calls_seconds_count\\{backend=\"chicory\",function=\"div\",module=\"rule-\\*\","
					+ "outcome=\"trap\"} [1-9]")
			.containsPattern(
					"wasm_module_load_seconds_count\\{backend=\"chicory\",module=\"rule-\\*\",source=\"memory\"}")
			.containsPattern("wasm_memory_bytes\\{module=\"clock\"} \\d")
			.containsPattern("cache_gets_total\\{cache=\"wasm-modules\",cache_manager=\"wasm\",.*result=\"miss\"}")
			.doesNotContain("module=\"rule-a\"", "module=\"rule-b\"");
	}

	@Test
	void hostCallsShouldBeScraped() {
		get("/time");
		assertThat(get("/actuator/prometheus")).containsPattern(
				"wasm_host_calls_seconds_count\\{function=\"env.now\",module=\"clock\",outcome=\"success\"} [1-9]");
	}

	@Test
	void lineOfTheLogShouldHaveItsKeys(CapturedOutput output) {
		get("/say/7");
		JsonNode said = line(output, "number 7");
		assertThat(said.at("/log/logger").asString()).isEqualTo("io.github.wasmspring.guest.speaker");
		assertThat(said.at("/log/level").asString()).isEqualTo("INFO");
		assertThat(said.at("/module").asString()).isEqualTo("speaker");
		assertThat(said.at("/version").asString()).isEqualTo("1");
		assertThat(said.at("/function").asString()).isEqualTo("say");
		assertThat(said.at("/stream").asString()).isEqualTo("stdout");
		assertThat(line(output, "warning 7").at("/stream").asString()).isEqualTo("stderr");
		assertThat(said.at("/traceId").asString()).hasSize(32);
	}

	@Test
	void levelOfAModuleShouldChangeAtRunTime(CapturedOutput output) {
		String logger = "io.github.wasmspring.guest.speaker";
		assertThat(get("/actuator/loggers")).contains('"' + logger + '"', "\"io.github.wasmspring.guest.clock\"");
		setLevel(logger, "warn");
		get("/say/8");
		setLevel(logger, null);
		get("/say/9");
		assertThat(output).contains("warning 8", "number 9").doesNotContain("number 8");
	}

	@Test
	void twoObserversShouldHearBesidesMetersAndTracer() {
		int first = context.getBean("first", CountingObserver.class).calls.get();
		int second = context.getBean("second", CountingObserver.class).calls.get();
		get("/divide/rule-a/2");
		get("/divide/rule-a/0");
		assertThat(context.getBean("first", CountingObserver.class).calls.get() - first).isEqualTo(2);
		assertThat(context.getBean("second", CountingObserver.class).calls.get() - second).isEqualTo(2);
	}

	private static JsonNode line(CapturedOutput output, String message) {
		return Awaitility.await().until(() -> find(output, message), Optional::isPresent).orElseThrow();
	}

	private static Optional<JsonNode> find(CapturedOutput output, String message) {
		return Stream.of(output.getOut().split("\n"))
			.filter((text) -> text.startsWith("{") && text.endsWith("}"))
			.map((text) -> new JsonMapper().readTree(text))
			.filter((text) -> text.path("message").asString().equals(message))
			.findFirst();
	}

	private static List<SpanData> trace(String root) {
		Awaitility.await()
			.until(() -> spans.getFinishedSpanItems().stream().anyMatch((span) -> span.getName().equals(root)));
		String trace = spans.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getName().equals(root))
			.map(SpanData::getTraceId)
			.findFirst()
			.orElseThrow();
		return spans.getFinishedSpanItems().stream().filter((span) -> span.getTraceId().equals(trace)).toList();
	}

	private static SpanData span(List<SpanData> trace, String name) {
		assertThat(trace).extracting(SpanData::getName).containsOnlyOnce(name);
		return trace.stream().filter((span) -> span.getName().equals(name)).findFirst().orElseThrow();
	}

	private static Map<String, Object> attributes(SpanData span) {
		Map<String, Object> attributes = new HashMap<>();
		span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
		return attributes;
	}

	private static String get(String path) {
		return client.get().uri(path).retrieve().body(String.class);
	}

	private static void post(String module, String action) {
		client.post()
			.uri("/actuator/wasm/{module}", module)
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("action", action))
			.retrieve()
			.toBodilessEntity();
	}

	private static void setLevel(String logger, String level) {
		client.post()
			.uri("/actuator/loggers/{logger}", logger)
			.contentType(MediaType.APPLICATION_JSON)
			.body((level != null) ? Map.of("configuredLevel", level) : Map.of())
			.retrieve()
			.toBodilessEntity();
	}

	@WasmPlugin("rule-*")
	interface Rule {

		@WasmFunction
		int div(int a, int b);

	}

	@WasmPlugin("clock")
	interface Clock {

		@WasmFunction
		long time();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins({ Rule.class, Clock.class })
	@Import(Endpoints.class)
	static class Application {

		@Bean
		HostFunctions hostFunctions() {
			return HostFunctions.of("env")
				.function("now", "() -> (i64)", (caller, arguments) -> new long[] { 42 })
				.function("log", "(i32, i32) -> ()", (caller, arguments) -> new long[0])
				.build();
		}

		@Bean
		HostFunctions mathFunctions() {
			return HostFunctions.of("math").function("pow", "(f64, f64) -> (f64)", (caller, values) -> values).build();
		}

		@Bean
		SpanProcessor spanProcessor() {
			return SimpleSpanProcessor.create(spans);
		}

		@Bean
		CountingObserver first() {
			return new CountingObserver();
		}

		@Bean
		CountingObserver second() {
			return new CountingObserver();
		}

	}

	@RestController
	static class Endpoints {

		private final Clock clock;

		private final WasmPlugins<Rule> rules;

		private final WasmModules modules;

		Endpoints(Clock clock, WasmPlugins<Rule> rules, WasmModules modules) {
			this.clock = clock;
			this.rules = rules;
			this.modules = modules;
		}

		@GetMapping("/time")
		String time() {
			return String.valueOf(this.clock.time());
		}

		@GetMapping("/divide/{rule}/{by}")
		String divide(@PathVariable String rule, @PathVariable int by) {
			try {
				return String.valueOf(this.rules.get(rule).div(42, by));
			}
			catch (WasmModuleSuspendedException ex) {
				return "suspended";
			}
			catch (WasmTrapException ex) {
				return "trap";
			}
		}

		@GetMapping("/say/{number}")
		void say(@PathVariable int number) {
			this.modules.getModule("speaker").call("say", number);
		}

	}

}
