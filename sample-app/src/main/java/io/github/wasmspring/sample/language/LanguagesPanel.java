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

package io.github.wasmspring.sample.language;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import io.github.wasmspring.sample.page.Outcome;
import io.github.wasmspring.sample.page.Panel;
import io.github.wasmspring.sample.page.PanelInputException;

/**
 * Panel that runs SQL and JavaScript.
 */
@Panel
class LanguagesPanel {

	private static final int LONGEST_TEXT = 16 * 1024;

	private static final int MOST_ROWS = 200;

	private final Sql sql;

	private final JavaScript javaScript;

	LanguagesPanel(Sql sql, JavaScript javaScript) {
		this.sql = sql;
		this.javaScript = javaScript;
	}

	@GetMapping("/panels/languages")
	String show() {
		return "languages";
	}

	@PostMapping("/panels/languages/sql")
	String query(@RequestParam String source, Model model) {
		check(source);
		Outcome outcome = Outcome.of(() -> this.sql.query(source));
		model.addAttribute("outcome", outcome);
		model.addAttribute("rows", rows(outcome.result()));
		return "languages-parts :: rows";
	}

	@PostMapping("/panels/languages/javascript")
	String evaluate(@RequestParam String source, Model model) {
		check(source);
		model.addAttribute("outcome", Outcome.of(() -> this.javaScript.evaluate(source)));
		return "fragments :: outcome";
	}

	private static void check(String source) {
		if (source.length() > LONGEST_TEXT) {
			throw new PanelInputException("The text has more than %,d characters.".formatted(LONGEST_TEXT));
		}
	}

	private static List<List<String>> rows(@Nullable String result) {
		if (result == null || result.isEmpty() || result.startsWith("error: ")) {
			return List.of();
		}
		return result.lines().limit(MOST_ROWS).map((line) -> Arrays.asList(line.split("\\|", -1))).toList();
	}

}
