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

package io.github.wasmspring.sample.pricing;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;

import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;
import io.github.wasmspring.plugin.WasmPlugins;
import io.github.wasmspring.sample.page.Outcome;
import io.github.wasmspring.sample.page.Panel;
import io.github.wasmspring.sample.page.PanelInputException;
import io.github.wasmspring.sample.pricing.TrafficLog.Sample;
import io.github.wasmspring.sample.upload.Uploads;

/**
 * Panel that prices an order by the rules of all tenants, and exchanges the common rule
 * while it is called.
 */
@Panel
class RulesPanel {

	private static final String MODULE = "pricing";

	private static final int LONGEST_ORDER = 32 * 1024;

	private static final ClassPathResource WINTER = new ClassPathResource("guests/pricing-winter.wasm");

	private final Pricing common;

	private final WasmPlugins<TenantPricing> tenants;

	private final WasmModuleRegistry registry;

	private final Uploads uploads;

	private final Traffic traffic;

	private final JsonMapper json;

	RulesPanel(Pricing common, WasmPlugins<TenantPricing> tenants, WasmModuleRegistry registry, Uploads uploads,
			Traffic traffic, JsonMapper json) {
		this.common = common;
		this.tenants = tenants;
		this.registry = registry;
		this.uploads = uploads;
		this.traffic = traffic;
		this.json = json;
	}

	@GetMapping("/panels/rules")
	String show(Model model) {
		addVersion(model);
		return "rules";
	}

	@PostMapping("/panels/rules/price")
	String price(@RequestParam String order, Model model) {
		Order parsed = parse(order);
		List<Price> prices = new ArrayList<>();
		prices.add(new Price(MODULE, Outcome.of(() -> format(this.common.price(parsed)))));
		for (String tenant : this.tenants.getNames()) {
			prices.add(new Price(tenant, Outcome.of(() -> format(this.tenants.get(tenant).price(parsed)))));
		}
		model.addAttribute("prices", prices);
		return "rules-parts :: prices";
	}

	@PostMapping("/panels/rules/upload")
	String upload(@RequestParam MultipartFile file, Model model) {
		return replace(this.uploads.take(MODULE, file), model);
	}

	@PostMapping("/panels/rules/winter")
	String takeWinter(Model model) {
		return replace(WasmModuleDefinition.of(MODULE, WINTER), model);
	}

	@PostMapping("/panels/rules/rollback")
	String rollback(Model model) {
		this.registry.rollbackModule(MODULE);
		return version(model);
	}

	/**
	 * Return a version of the rule that can be uploaded.
	 */
	@GetMapping("/panels/rules/pricing-winter.wasm")
	ResponseEntity<ClassPathResource> download() {
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_TYPE, "application/wasm")
			.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"pricing-winter.wasm\"")
			.body(WINTER);
	}

	@PostMapping("/panels/rules/traffic/start")
	@ResponseBody
	List<Sample> start() {
		this.traffic.start();
		return this.traffic.watch();
	}

	@PostMapping("/panels/rules/traffic/stop")
	@ResponseBody
	List<Sample> stop() {
		this.traffic.stop();
		return this.traffic.watch();
	}

	@GetMapping("/panels/rules/traffic")
	@ResponseBody
	TrafficState watch() {
		return new TrafficState(this.traffic.isRunning(), this.traffic.watch());
	}

	private String replace(WasmModuleDefinition definition, Model model) {
		this.registry.replaceModule(definition);
		return version(model);
	}

	private String version(Model model) {
		addVersion(model);
		return "rules-parts :: version";
	}

	private void addVersion(Model model) {
		model.addAttribute("details", this.registry.getDetails(MODULE));
	}

	private Order parse(String order) {
		if (order.length() > LONGEST_ORDER) {
			throw new PanelInputException("The order has more than %,d characters.".formatted(LONGEST_ORDER));
		}
		try {
			Order parsed = this.json.readValue(order, Order.class);
			if (parsed != null) {
				return parsed;
			}
		}
		catch (JacksonException ex) {
			throw new PanelInputException("The order is no JSON of an order: " + ex.getOriginalMessage());
		}
		throw new PanelInputException("There is no order.");
	}

	private String format(Invoice invoice) {
		return this.json.writerWithDefaultPrettyPrinter().writeValueAsString(invoice);
	}

	/**
	 * What a rule makes of the order.
	 *
	 * @param rule the module
	 * @param outcome its invoice, or why there is none
	 */
	record Price(String rule, Outcome outcome) {
	}

	/**
	 * What the graph shows.
	 *
	 * @param running whether calls go on
	 * @param samples the last minute
	 */
	record TrafficState(boolean running, List<Sample> samples) {
	}

}
