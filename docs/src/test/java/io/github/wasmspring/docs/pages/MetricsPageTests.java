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

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.wasmspring.WasmModules;
import io.github.wasmspring.micrometer.WasmMeterDocumentation;
import io.github.wasmspring.micrometer.WasmObservationDocumentation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page about metrics tells all meters, and how to do without.
 */
class MetricsPageTests {

	@Test
	void pageShouldTellEveryMeterWithItsTags() throws IOException {
		String page = Files.readString(Project.ROOT.resolve("docs/metrics.md"));
		for (WasmMeterDocumentation meter : WasmMeterDocumentation.values()) {
			String tags = keys(meter.getKeyNames());
			assertThat(page).containsPattern("\\| `%s` \\| %s[^|]*\\| %s \\|".formatted(meter.getName(),
					meter.getType().name().toLowerCase(Locale.ROOT), tags));
		}
	}

	@Test
	void pageShouldTellEveryObservationWithItsKeys() throws IOException {
		String page = Files.readString(Project.ROOT.resolve("docs/metrics.md"));
		for (WasmObservationDocumentation observation : WasmObservationDocumentation.values()) {
			assertThat(page).containsPattern("\\| `%s` \\| [^|]*\\| %s[^|]*\\| %s *\\|".formatted(observation.getName(),
					keys(observation.getLowCardinalityKeyNames()), keys(observation.getHighCardinalityKeyNames())));
		}
	}

	private static String keys(KeyName... keys) {
		return Arrays.stream(keys).map((key) -> "`" + key.asString() + "`").collect(Collectors.joining(", "));
	}

	@Test
	void metersShouldBeThereUnlessTheyAreTurnedOff() {
		assertThat(hasMeters("metrics.yaml")).isTrue();
		assertThat(hasMeters("metrics-off.yaml")).isFalse();
	}

	private static boolean hasMeters(String configuration) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.bannerMode(Banner.Mode.OFF)
			.web(WebApplicationType.NONE)
			.run("--spring.config.location=classpath:configuration/" + configuration)) {
			context.getBean(WasmModules.class).getModule("text").call("alloc", 1);
			return context.getBean(MeterRegistry.class)
				.getMeters()
				.stream()
				.anyMatch((meter) -> meter.getId().getName().startsWith("wasm."));
		}
	}

	@EnableAutoConfiguration
	static class Application {

	}

}
