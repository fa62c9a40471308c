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

package io.github.wasmspring.sample.module;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;
import io.github.wasmspring.sample.page.Outcome;
import io.github.wasmspring.sample.page.Panel;
import io.github.wasmspring.sample.page.PanelInputException;
import io.github.wasmspring.sample.upload.Uploads;

/**
 * Panel that shows all modules, calls them and changes them.
 */
@Panel
class PluginsPanel {

	private static final int MOST_MODULES = 64;

	private static final int LONGEST_TEXT = 64 * 1024;

	private final WasmModules modules;

	private final WasmModuleRegistry registry;

	private final Uploads uploads;

	private final TextCalls texts;

	PluginsPanel(WasmModules modules, WasmModuleRegistry registry, Uploads uploads, TextCalls texts) {
		this.modules = modules;
		this.registry = registry;
		this.uploads = uploads;
		this.texts = texts;
	}

	@GetMapping({ "/", "/panels/plugins" })
	String list(Model model) {
		model.addAttribute("modules", this.modules.getNames().stream().map(this.registry::getDetails).toList());
		return "plugins";
	}

	@GetMapping("/panels/plugins/{name}")
	String show(@PathVariable String name, Model model) {
		addModule(name, model);
		return "plugin";
	}

	@PostMapping("/panels/plugins")
	ResponseEntity<Void> register(@RequestParam String name, @RequestParam MultipartFile file) {
		if (this.modules.getNames().contains(name)) {
			throw new PanelInputException("There is a module of this name already.",
					"Stage it on the module's own page.");
		}
		if (this.modules.getNames().size() >= MOST_MODULES) {
			throw new PanelInputException("There are %d modules, and that is enough.".formatted(MOST_MODULES));
		}
		this.registry.registerModule(this.uploads.take(name, file));
		return ResponseEntity.noContent().header("HX-Location", "/panels/plugins/" + name).build();
	}

	@PostMapping("/panels/plugins/{name}/stage")
	String stage(@PathVariable String name, @RequestParam MultipartFile file, Model model,
			HttpServletResponse response) {
		WasmModuleDefinition definition = this.uploads.take(this.modules.getModule(name).getName(), file);
		this.registry.stageModule(definition);
		return module(name, "The version is loaded, checked and waits beside the one that serves.", model, response);
	}

	@PostMapping("/panels/plugins/{name}/load")
	String load(@PathVariable String name, Model model, HttpServletResponse response) {
		this.modules.getModule(name).getExports();
		return module(name, "The module is loaded.", model, response);
	}

	@PostMapping("/panels/plugins/{name}/promote")
	String promote(@PathVariable String name, Model model, HttpServletResponse response) {
		this.registry.promoteModule(name);
		return module(name, "The version that was staged serves.", model, response);
	}

	@PostMapping("/panels/plugins/{name}/rollback")
	String rollback(@PathVariable String name, Model model, HttpServletResponse response) {
		this.registry.rollbackModule(name);
		return module(name, "The version before serves again.", model, response);
	}

	@PostMapping("/panels/plugins/{name}/suspend")
	String suspend(@PathVariable String name, Model model, HttpServletResponse response) {
		this.registry.suspendModule(name);
		return module(name, "Calls fail at once, until the module is resumed.", model, response);
	}

	@PostMapping("/panels/plugins/{name}/resume")
	String resume(@PathVariable String name, Model model, HttpServletResponse response) {
		this.registry.resumeModule(name);
		return module(name, "The module can be called again.", model, response);
	}

	@PostMapping("/panels/plugins/{name}/call")
	String call(@PathVariable String name, @RequestParam String function,
			@RequestParam(name = "value", defaultValue = "") List<String> values, Model model) {
		WasmModule module = this.modules.getModule(name);
		Object[] arguments = NumberFields.parse(typeOf(module, function), values);
		model.addAttribute("outcome", Outcome.of(() -> NumberFields.format(module.call(function, arguments))));
		return "fragments :: outcome";
	}

	@PostMapping("/panels/plugins/{name}/call-text")
	String callWithText(@PathVariable String name, @RequestParam String function, @RequestParam String text,
			Model model) {
		if (text.length() > LONGEST_TEXT) {
			throw new PanelInputException("The text has more than %,d characters.".formatted(LONGEST_TEXT));
		}
		WasmModule module = this.modules.getModule(name);
		model.addAttribute("outcome", Outcome.of(() -> this.texts.call(module, function, text)));
		return "fragments :: outcome";
	}

	private static WasmFunctionType typeOf(WasmModule module, String function) {
		return module.getExports()
			.stream()
			.filter((export) -> export.name().equals(function))
			.map(WasmExport::type)
			.filter(WasmFunctionType.class::isInstance)
			.map(WasmFunctionType.class::cast)
			.findFirst()
			.orElseThrow(() -> new PanelInputException("The module exports no such function.", "Load the page again."));
	}

	/**
	 * Show the module in its place, and not where failures are shown.
	 */
	private String module(String name, String done, Model model, HttpServletResponse response) {
		response.setHeader("HX-Retarget", "#module");
		response.setHeader("HX-Reswap", "outerHTML");
		addModule(name, model);
		model.addAttribute("done", done);
		return "plugin :: module";
	}

	private void addModule(String name, Model model) {
		model.addAttribute("module",
				ModuleView.of(this.modules.getModule(name), this.registry.getDetails(name), this.texts));
	}

}
