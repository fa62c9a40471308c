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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads parts of the project's files: {@code path} for a file without its licence header,
 * {@code path#tag} for what is between {@code tag::tag[]} and {@code end::tag[]}.
 */
final class Snippets {

	private static final Pattern TAG = Pattern.compile("(tag|end)::([\\w-]+)\\[]");

	private static final String INDENTATION = "    ";

	private static final Map<String, String> LANGUAGES = Map.ofEntries(Map.entry("c", "c"), Map.entry("cpp", "cpp"),
			Map.entry("cs", "csharp"), Map.entry("go", "go"), Map.entry("java", "java"), Map.entry("js", "javascript"),
			Map.entry("json", "json"), Map.entry("kt", "kotlin"), Map.entry("rego", "rego"),
			Map.entry("properties", "properties"), Map.entry("rs", "rust"), Map.entry("sh", "shell"),
			Map.entry("ts", "typescript"), Map.entry("wat", "wat"), Map.entry("xml", "xml"), Map.entry("yaml", "yaml"),
			Map.entry("zig", "zig"));

	private final Path root;

	Snippets(Path root) {
		this.root = root;
	}

	/**
	 * Return the language of a snippet, as code blocks name it.
	 */
	static String language(String reference) {
		String extension = StringUtils.getFilenameExtension(StringUtils.split(reference + "#", "#")[0]);
		return LANGUAGES.getOrDefault(String.valueOf(extension), "");
	}

	/**
	 * Return the lines of a snippet, without indentation that all of them have.
	 */
	List<String> read(String reference) {
		String[] parts = reference.split("#", 2);
		Path file = this.root.resolve(parts[0]);
		if (!Files.isRegularFile(file)) {
			throw new IllegalArgumentException("There is no file " + parts[0]);
		}
		List<String> lines = Project.read(file);
		List<String> selected = (parts.length == 1) ? withoutHeader(select(lines, null)) : select(lines, parts[1]);
		if (selected.isEmpty()) {
			throw new IllegalArgumentException("There is no 'tag::%s[]' in %s".formatted(parts[1], parts[0]));
		}
		return unindent(trim(selected.stream().map(Snippets::replaceTabs).toList()));
	}

	private List<String> select(List<String> lines, @Nullable String wanted) {
		List<String> selected = new ArrayList<>();
		boolean inside = wanted == null;
		for (String line : lines) {
			Matcher tag = TAG.matcher(line);
			if (!tag.find()) {
				if (inside) {
					selected.add(line);
				}
			}
			else if (tag.group(2).equals(wanted)) {
				inside = tag.group(1).equals("tag");
			}
		}
		if (inside && wanted != null) {
			throw new IllegalArgumentException("There is no 'end::%s[]'".formatted(wanted));
		}
		return selected;
	}

	private static List<String> withoutHeader(List<String> lines) {
		if (lines.size() > 1 && lines.get(0).equals("/*") && lines.get(1).contains("Copyright")) {
			return lines.subList(lines.indexOf(" */") + 1, lines.size());
		}
		return lines;
	}

	private static String replaceTabs(String line) {
		int tabs = 0;
		while (tabs < line.length() && line.charAt(tabs) == '\t') {
			tabs++;
		}
		return INDENTATION.repeat(tabs) + line.substring(tabs);
	}

	private static List<String> trim(List<String> lines) {
		int start = 0;
		int end = lines.size();
		while (start < end && lines.get(start).isBlank()) {
			start++;
		}
		while (end > start && lines.get(end - 1).isBlank()) {
			end--;
		}
		return lines.subList(start, end);
	}

	private static List<String> unindent(List<String> lines) {
		int indentation = lines.stream()
			.filter((line) -> !line.isBlank())
			.mapToInt((line) -> line.length() - line.stripLeading().length())
			.min()
			.orElse(0);
		return lines.stream().map((line) -> line.substring(Math.min(indentation, line.length()))).toList();
	}

}
