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

package io.github.wasmspring.sample.race;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;
import io.github.wasmspring.plugin.WasmPluginFactory;
import io.github.wasmspring.sample.page.Panel;
import io.github.wasmspring.sample.page.PanelInputException;

/**
 * Panel that lets guests race on every backend and in plain Java.
 */
@Panel
class RacePanel {

	private static final String JAVA = "java";

	private static final List<String> BACKENDS = List.of("chicory", "wasmtime", "chicory-interpreter");

	private static final ClassPathResource LARGE_MODULE = new ClassPathResource("guests/sqlite.wasm");

	private final ReentrantLock track = new ReentrantLock();

	private final WasmModuleRegistry registry;

	private final WasmPluginFactory plugins;

	RacePanel(WasmModuleRegistry registry, WasmPluginFactory plugins) {
		this.registry = registry;
		this.plugins = plugins;
	}

	@GetMapping("/panels/race")
	String show(Model model) {
		model.addAttribute("disciplines", Discipline.values());
		model.addAttribute("runners", List.of(JAVA, "chicory", "wasmtime", "chicory-interpreter"));
		model.addAttribute("backends", BACKENDS);
		return "race";
	}

	@PostMapping("/panels/race/{discipline}/{runner}")
	@ResponseBody
	Result race(@PathVariable String discipline, @PathVariable String runner) {
		Discipline work = find(discipline);
		return alone(() -> {
			if (runner.equals(JAVA)) {
				return Result.of(Stopwatch.measure(work.inJava()) * work.getUnits());
			}
			return onModule(work, backend(runner));
		});
	}

	@PostMapping("/panels/race/boot/{backend}")
	@ResponseBody
	Boot boot(@PathVariable String backend) {
		String known = backend(backend);
		return alone(() -> {
			try {
				return new Boot(BootTimes.measure(LARGE_MODULE, known), null);
			}
			catch (WasmException ex) {
				return new Boot(null, ex.getDescription());
			}
		});
	}

	private Result onModule(Discipline work, String backend) {
		String name = "race-%s-%s".formatted(work.getId(), backend);
		try {
			WasmModule module = this.registry.registerModule(WasmModuleDefinition.of(name, work.getBinary(), backend));
			try {
				return Result.of(Stopwatch.measure(work.onModule(module, this.plugins)) * work.getUnits());
			}
			finally {
				this.registry.removeModule(name);
			}
		}
		catch (WasmException ex) {
			return new Result(0, ex.getDescription());
		}
	}

	/**
	 * Let nobody else race meanwhile, since that would be unfair.
	 */
	private <T> T alone(Supplier<T> race) {
		if (!this.track.tryLock()) {
			throw new IllegalStateException("Another race is on.");
		}
		try {
			return race.get();
		}
		finally {
			this.track.unlock();
		}
	}

	private static Discipline find(String id) {
		for (Discipline discipline : Discipline.values()) {
			if (discipline.getId().equals(id.toLowerCase(Locale.ROOT))) {
				return discipline;
			}
		}
		throw new PanelInputException("There is no such race.");
	}

	private static String backend(String id) {
		if (!BACKENDS.contains(id)) {
			throw new PanelInputException("There is no such backend.");
		}
		return id;
	}

	/**
	 * How a race ended.
	 *
	 * @param rate units of work in a second
	 * @param failure why there is no rate, or {@code null}
	 */
	record Result(double rate, @Nullable String failure) {

		static Result of(double rate) {
			return new Result(rate, null);
		}

	}

	/**
	 * How long a module took to be ready.
	 *
	 * @param times how long, or {@code null}
	 * @param failure why it was not, or {@code null}
	 */
	record Boot(@Nullable BootTimes times, @Nullable String failure) {
	}

}
