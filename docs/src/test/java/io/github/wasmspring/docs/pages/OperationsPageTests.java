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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.wasmspring.micrometer.WasmMeterDocumentation;
import io.github.wasmspring.micrometer.WasmObservationDocumentation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the dashboard and the alerts ask for meters and tags that there are.
 */
class OperationsPageTests {

	private static final Pattern SELECTOR = Pattern.compile("\\b((?:wasm|cache)_[a-z_]+)(?:\\{([^}]*)})?");

	private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"");

	private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|without) \\(([^)]*)\\)");

	private static final Pattern LEFT_OUT = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| [^|`]+(?:`[^`]+`)?[^|]* \\|$");

	/**
	 * What Prometheus adds.
	 */
	private static final Set<String> OWN_LABELS = Set.of("job", "instance", "le");

	private final String page = String.join("\n", Project.read(Project.ROOT.resolve("docs/operations.md")));

	private final Map<String, DocumentedMeter> meters = documented();

	@Test
	void dashboardShouldAskForDocumentedMetersAndTags() {
		assertThat(dashboard()).isNotEmpty().allSatisfy(this::check);
	}

	@Test
	void alertsShouldAskForDocumentedMetersAndTags() {
		assertThat(rules()).isNotEmpty().allSatisfy((rule) -> check(rule.get("expr").toString()));
	}

	@Test
	void everyMeterShouldBeOnTheDashboardOrLeftOut() {
		Set<String> shown = new TreeSet<>();
		dashboard()
			.forEach((query) -> selectors(query).forEach((selector) -> shown.add(find(selector.group(1)).name())));
		String list = this.page.substring(this.page.indexOf("| left out |"), this.page.indexOf("## Alerts"));
		LEFT_OUT.matcher(list).results().map((meter) -> meter.group(1)).forEach((meter) -> {
			assertThat(shown).doesNotContain(meter);
			shown.add(meter);
		});
		assertThat(shown).isEqualTo(new TreeSet<>(this.meters.values().stream().map(DocumentedMeter::name).toList()));
	}

	@Test
	void everyAlertShouldBeExplained() {
		List<String> explained = Pattern.compile("(?m)^### (Wasm\\w+)$")
			.matcher(this.page)
			.results()
			.map((heading) -> heading.group(1))
			.toList();
		assertThat(rules()).extracting((rule) -> rule.get("alert")).containsExactlyElementsOf(explained);
		assertThat(rules()).allSatisfy((rule) -> assertThat((Map<?, ?>) rule.get("annotations"))
			.satisfies((annotations) -> assertThat(annotations.get("summary").toString()).isNotBlank())
			.satisfies((annotations) -> assertThat(annotations.get("runbook_url").toString())
				.endsWith("/docs/operations.md#" + rule.get("alert").toString().toLowerCase(Locale.ROOT))));
	}

	private void check(String query) {
		Set<String> known = new TreeSet<>(OWN_LABELS);
		List<MatchResult> selectors = selectors(query);
		assertThat(selectors).as(query).isNotEmpty();
		for (MatchResult selector : selectors) {
			Set<String> tags = find(selector.group(1)).tags();
			known.addAll(tags);
			String labels = (selector.group(2) != null) ? selector.group(2) : "";
			assertThat(LABEL.matcher(labels).results().map((label) -> label.group(1))).as(query)
				.allMatch((label) -> OWN_LABELS.contains(label) || tags.contains(label));
		}
		Matcher groupings = GROUPING.matcher(query);
		while (groupings.find()) {
			assertThat(known).as(query).contains(groupings.group(1).split(", "));
		}
	}

	private static List<MatchResult> selectors(String query) {
		return SELECTOR.matcher(query.replaceAll("(?:by|on|without) \\([^)]*\\)", "").replaceAll("\"[^\"]*\"", "\"\""))
			.results()
			.toList();
	}

	/**
	 * Find the meter that a name in Prometheus is of.
	 */
	private DocumentedMeter find(String name) {
		DocumentedMeter meter = this.meters.get(name);
		assertThat(meter).as("'%s' is no documented meter", name).isNotNull();
		return meter;
	}

	private static Map<String, DocumentedMeter> documented() {
		Map<String, DocumentedMeter> meters = new LinkedHashMap<>();
		for (WasmMeterDocumentation meter : WasmMeterDocumentation.values()) {
			add(meters, meter.getName(), meter.getType(), meter.getBaseUnit(), meter.getKeyNames());
		}
		WasmObservationDocumentation hostCall = WasmObservationDocumentation.HOST_CALL;
		add(meters, hostCall.getName(), Meter.Type.TIMER, null, hostCall.getLowCardinalityKeyNames());
		Set<String> ofCaches = Set.of("cache", "cache_manager", "result");
		for (String name : List.of("cache.gets", "cache.puts", "cache.evictions")) {
			meters.put(name.replace('.', '_') + "_total", new DocumentedMeter(name, ofCaches));
		}
		return meters;
	}

	private static void add(Map<String, DocumentedMeter> meters, String name, Meter.Type type, String unit,
			KeyName... keys) {
		DocumentedMeter meter = new DocumentedMeter(name,
				new TreeSet<>(Stream.of(keys).map((key) -> key.asString().replace('.', '_')).toList()));
		String base = name.replace('.', '_') + ((unit != null) ? "_" + unit : "");
		switch (type) {
			case TIMER ->
				List.of("count", "sum", "max").forEach((suffix) -> meters.put(base + "_seconds_" + suffix, meter));
			case COUNTER -> meters.put(base + "_total", meter);
			default -> meters.put(base, meter);
		}
	}

	private static List<String> dashboard() {
		List<String> queries = new ArrayList<>();
		JsonNode dashboard = new JsonMapper()
			.readTree(String.join("\n", Project.read(Project.ROOT.resolve("docs/operations/grafana-dashboard.json"))));
		dashboard.findValues("expr").forEach((query) -> queries.add(query.asString()));
		dashboard.findValues("definition").forEach((query) -> queries.add(query.asString()));
		return queries;
	}

	private static List<Map<String, Object>> rules() {
		Map<String, List<Map<String, List<Map<String, Object>>>>> rules = new Yaml()
			.load(String.join("\n", Project.read(Project.ROOT.resolve("docs/operations/prometheus-alerts.yaml"))));
		return rules.get("groups").get(0).get("rules");
	}

	/**
	 * A meter of the documentation.
	 *
	 * @param name its name
	 * @param tags the keys of its tags, as Prometheus writes them
	 */
	private record DocumentedMeter(String name, Set<String> tags) {
	}

}
