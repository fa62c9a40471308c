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

package io.github.wasmspring.docs.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.docs.modules.DiscountGuest;
import io.github.wasmspring.module.StartupMode;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for health and endpoint as they are seen from outside.
 */
class ActuatorTests {

	private static final HttpClient client = HttpClient.newHttpClient();

	private final List<AuditApplicationEvent> audit = new ArrayList<>();

	@Test
	void healthAndEndpointShouldTellEveryField() throws Exception {
		try (ConfigurableApplicationContext context = run()) {
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			registry.registerModule(tenant(10));
			String fields = """
					"backend": "chicory-interpreter", "digest": "%s", "state": "READY", "version": 1,
					"instances": {"active": 0, "idle": 1}""".formatted(registry.getDetails("tenant").digest());
			assertBody(get(context, "health/wasm/tenant"), 200,
					"{\"status\": \"UP\", \"details\": {%s}}".formatted(fields));
			assertBody(get(context, "health/wasm"), 200, """
					{"status": "UP", "groups": ["liveness", "readiness"],
					"components": {"tenant": {"status": "UP", "details": {%s}}}}""".formatted(fields));
			assertBody(get(context, "wasm"), 200, "{\"modules\": {\"tenant\": {%s}}}".formatted(fields));
			assertBody(get(context, "wasm/missing"), 404, null);
			assertBody(get(context, "health/wasm/missing"), 404, null);
			long milliseconds = registry.getDetails("tenant").load().duration().toMillis();
			assertBody(get(context, "wasm/tenant"), 200, """
					{%s, "exports": [{"name": "percent", "kind": "func", "type": "(i32) -> i32"}], "imports": [],
					"memory": 0, "load": {"source": "compiled", "milliseconds": %d}}""".formatted(fields,
					milliseconds));
		}
	}

	@Test
	void endpointShouldActAndTellWhoDidWhat() throws Exception {
		try (ConfigurableApplicationContext context = run()) {
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			registry.registerModule(tenant(10));
			registry.stageModule(tenant(20));
			String first = digest(10);
			String second = digest(20);
			assertThat(act(context, "promote")).contains(second, "\"version\":2", "\"earlierDigest\":\"" + first);
			assertThat(act(context, "rollback")).contains(first, "\"version\":3").doesNotContain("earlierDigest");
			assertThat(act(context, "suspend")).contains("\"state\":\"SUSPENDED\"");
			assertBody(get(context, "health/wasm/tenant"), 200, """
					{"status": "SUSPENDED", "details": {"backend": "chicory-interpreter", "digest": "%s",
					"state": "SUSPENDED", "version": 3, "instances": {"active": 0, "idle": 1}}}""".formatted(first));
			assertThat(get(context, "health").body()).contains("\"status\":\"UP\"");
			assertThat(act(context, "resume")).contains("\"state\":\"READY\"");
			assertThat(post(context, "wasm/tenant", "{}").body()).contains("\"version\":4");
			assertThat(post(context, "wasm/tenant", "{\"action\": \"promote\"}").statusCode()).isEqualTo(400);
			assertThat(post(context, "wasm/tenant", "{\"action\": \"remove\"}").statusCode()).isEqualTo(400);
			assertThat(post(context, "wasm/missing", "{}").statusCode()).isEqualTo(404);
			assertThat(this.audit).extracting((event) -> event.getAuditEvent().getType()).containsOnly("WASM_MODULE");
			assertThat(this.audit).extracting((event) -> event.getAuditEvent().getData())
				.containsExactly(action("promote", second, true), action("rollback", first, true),
						action("suspend", first, true), action("resume", first, true), action("reload", first, true),
						action("promote", first, false), action("remove", first, false));
		}
	}

	private static String act(ConfigurableApplicationContext context, String action) throws Exception {
		HttpResponse<String> response = post(context, "wasm/tenant", "{\"action\": \"%s\"}".formatted(action));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	private static Map<String, Object> action(String action, String digest, boolean successful) {
		return Map.of("module", "tenant", "action", action, "digest", digest, "successful", successful);
	}

	private static String digest(int percent) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(DiscountGuest.binary(percent)));
	}

	@Test
	void brokenModuleOfATenantShouldNotTakeTheApplicationDown() throws Exception {
		try (ConfigurableApplicationContext context = run()) {
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			registry.registerModule(tenant(10));
			WasmModuleDefinition broken = WasmModuleDefinition.of("tenant", new ByteArrayResource(new byte[] { 1, 2 }));
			assertThatExceptionOfType(WasmException.class).isThrownBy(() -> registry.replaceModule(broken));
			String message = registry.getDetails("tenant").replacementFailure().getMessage();
			assertBody(get(context, "health/wasm/tenant"), 200, """
					{"status": "UP", "details": {"backend": "chicory-interpreter", "digest": "%s", "state": "READY",
					"version": 1, "instances": {"active": 0, "idle": 1}, "replacementFailure": "%s"}}"""
				.formatted(digest(10), message));
			assertThat(get(context, "wasm/tenant").body()).contains("\"replacementFailure\":\"" + message);
			registry.registerModule(WasmModuleDefinition.of("lost", new ByteArrayResource(new byte[] { 1, 2 }))
				.withStartup(StartupMode.LAZY));
			assertBody(get(context, "health/wasm/lost"), 200, """
					{"status": "UP", "details": {"backend": "chicory-interpreter", "state": "IDLE", "version": 0,
					"instances": {"active": 0, "idle": 0}}}""");
			WasmModule lost = context.getBean(WasmModules.class).getModule("lost");
			assertThatExceptionOfType(WasmException.class).isThrownBy(() -> lost.call("percent", 1));
			assertBody(get(context, "health/wasm/lost"), 200,
					"""
							{"status": "DEGRADED", "details": {"backend": "chicory-interpreter", "state": "FAILED", "version": 0,
							"instances": {"active": 0, "idle": 0}, "lastFailure": "%s"}}"""
						.formatted(registry.getDetails("lost").lastFailure().getMessage()));
			assertThat(get(context, "health").statusCode()).isEqualTo(200);
			assertThat(get(context, "health/readiness").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void ownModuleThatFailedShouldTakeTheApplicationDown() throws Exception {
		try (ConfigurableApplicationContext context = run("wasm.modules.own.location=classpath:guests/arithmetic.wasm",
				"wasm.modules.own.startup=background", "wasm.modules.own.sha256=" + "0".repeat(64))) {
			WasmModule own = context.getBean("own", WasmModule.class);
			assertThatExceptionOfType(WasmException.class).isThrownBy(() -> own.call("add", 1, 2));
			assertThat(get(context, "health/wasm/own").statusCode()).isEqualTo(503);
			assertThat(get(context, "health/wasm/own").body()).contains("\"status\":\"DOWN\"", "FAILED", "SHA-256");
			assertThat(get(context, "health").statusCode()).isEqualTo(503);
		}
	}

	@Test
	void readOnlyAccessShouldHideActions() throws Exception {
		try (ConfigurableApplicationContext context = run("management.endpoint.wasm.access=read-only")) {
			context.getBean(WasmModuleRegistry.class).registerModule(tenant(10));
			assertThat(get(context, "wasm/tenant").statusCode()).isEqualTo(200);
			assertThat(post(context, "wasm/tenant", "{}").statusCode()).isEqualTo(405);
			assertThat(this.audit).isEmpty();
		}
	}

	@Test
	void endpointShouldBeThereByJmx() throws Exception {
		try (ConfigurableApplicationContext context = run("spring.jmx.enabled=true",
				"spring.jmx.default-domain=wasm-actuator-tests", "management.endpoints.jmx.exposure.include=wasm")) {
			context.getBean(WasmModuleRegistry.class).registerModule(tenant(10));
			MBeanServer server = context.getBean(MBeanServer.class);
			ObjectName name = new ObjectName("wasm-actuator-tests:type=Endpoint,name=Wasm");
			assertThat(server.getMBeanInfo(name).getOperations()).extracting(MBeanOperationInfo::getName)
				.containsExactlyInAnyOrder("modules", "module", "act");
			assertThat(server.invoke(name, "modules", new Object[0], new String[0])).asString()
				.contains("tenant", digest(10), "READY");
			Object[] arguments = { "tenant", "suspend" };
			String[] types = { String.class.getName(), String.class.getName() };
			assertThat(server.invoke(name, "act", arguments, types)).asString().contains("SUSPENDED");
			assertThat(this.audit).hasSize(1);
		}
	}

	private static WasmModuleDefinition tenant(int percent) {
		return WasmModuleDefinition.of("tenant", new ByteArrayResource(DiscountGuest.binary(percent)));
	}

	private ConfigurableApplicationContext run(String... properties) {
		String[] arguments = Stream
			.concat(Stream.of("wasm.backend=chicory-interpreter", "wasm.locations=", "server.port=0",
					"management.endpoints.web.exposure.include=health,wasm",
					"management.endpoint.health.show-details=always", "management.health.defaults.enabled=false",
					"management.health.wasm.enabled=true"), Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new SpringApplicationBuilder(WebApplication.class).bannerMode(Banner.Mode.OFF)
			.listeners((ApplicationListener<AuditApplicationEvent>) this.audit::add)
			.run(arguments);
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext context, String path)
			throws IOException, InterruptedException {
		return client.send(HttpRequest.newBuilder(uri(context, path)).build(), BodyHandlers.ofString());
	}

	private static HttpResponse<String> post(ConfigurableApplicationContext context, String path, String body)
			throws IOException, InterruptedException {
		return client.send(HttpRequest.newBuilder(uri(context, path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
	}

	private static URI uri(ConfigurableApplicationContext context, String path) {
		return URI.create("http://localhost:%s/actuator/%s"
			.formatted(context.getEnvironment().getProperty("local.server.port"), path));
	}

	private static void assertBody(HttpResponse<String> response, int status, String body) throws Exception {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		if (body != null) {
			JSONAssert.assertEquals(body, response.body(), true);
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class WebApplication {

	}

}
