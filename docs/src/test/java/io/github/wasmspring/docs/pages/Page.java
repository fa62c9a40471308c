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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.docs.pages.Part.Kind;

/**
 * Page in Markdown.
 *
 * @param file the file
 * @param lines its lines
 */
record Page(Path file, List<String> lines) {

	private static final Pattern FENCE = Pattern.compile("^(\\s*)(`{3,}|~{3,})\\s*(\\S*).*$");

	private static final Pattern MARKER = Pattern.compile("^<!-- (snippet|output|plain)(?:: (\\S+))? -->$");

	private static final Pattern GENERATED = Pattern.compile("^<!-- generated: (\\S+) -->$");

	private static final String END_OF_GENERATED = "<!-- /generated -->";

	private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$");

	private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

	static Page read(Path file) {
		return new Page(file, Project.read(file));
	}

	/**
	 * Return the code blocks and generated parts.
	 */
	List<Part> parts() {
		List<Part> parts = new ArrayList<>();
		int index = 0;
		while (index < this.lines.size()) {
			Part part = partAt(index);
			if (part != null) {
				parts.add(part);
				index = part.firstLine() + part.content().size();
			}
			index++;
		}
		return parts;
	}

	private @Nullable Part partAt(int index) {
		String line = this.lines.get(index);
		Matcher generated = GENERATED.matcher(line);
		if (generated.matches()) {
			return new Part(Kind.GENERATED, generated.group(1), "", index + 1, until(END_OF_GENERATED, index + 1));
		}
		Matcher fence = FENCE.matcher(line);
		if (!fence.matches()) {
			return null;
		}
		List<String> content = until(fence.group(1) + fence.group(2), index + 1);
		Matcher marker = MARKER.matcher((index > 0) ? this.lines.get(index - 1) : "");
		if (!fence.group(1).isEmpty()) {
			return new Part(Kind.INDENTED, "", fence.group(3), index + 1, content);
		}
		if (!marker.matches()) {
			return new Part(Kind.UNMARKED, "", fence.group(3), index + 1, content);
		}
		Kind kind = Kind.valueOf(marker.group(1).toUpperCase(Locale.ROOT));
		return new Part(kind, (marker.group(2) != null) ? marker.group(2) : "", fence.group(3), index + 1, content);
	}

	private List<String> until(String end, int start) {
		int index = start;
		while (index < this.lines.size() && !this.lines.get(index).equals(end)) {
			index++;
		}
		int last = index;
		Assert.state(last < this.lines.size(),
				() -> "%s:%d: '%s' is missing".formatted(this.file.getFileName(), start, end));
		return List.copyOf(this.lines.subList(start, last));
	}

	/**
	 * Return this page with another content of a part.
	 */
	Page with(Part part, List<String> content) {
		List<String> changed = new ArrayList<>(this.lines.subList(0, part.firstLine()));
		changed.addAll(content);
		changed.addAll(this.lines.subList(part.firstLine() + part.content().size(), this.lines.size()));
		return new Page(this.file, changed);
	}

	/**
	 * Return the anchors of the headings, as forges create them.
	 */
	Set<String> anchors() {
		Set<String> anchors = new LinkedHashSet<>();
		Map<String, Integer> seen = new HashMap<>();
		for (String line : prose()) {
			Matcher heading = HEADING.matcher(line);
			if (heading.matches()) {
				String anchor = heading.group(1)
					.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
					.toLowerCase(Locale.ROOT)
					.replaceAll("[^\\p{L}\\p{Nd} _-]", "")
					.replace(' ', '-');
				int count = seen.merge(anchor, 1, Integer::sum);
				anchors.add((count > 1) ? anchor + "-" + (count - 1) : anchor);
			}
		}
		return anchors;
	}

	/**
	 * Return the targets of all links.
	 */
	List<String> links() {
		List<String> links = new ArrayList<>();
		for (String line : prose()) {
			Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", "code"));
			while (link.find()) {
				links.add(link.group(1));
			}
		}
		return links;
	}

	private List<String> prose() {
		String[] prose = this.lines.toArray(String[]::new);
		for (Part part : parts()) {
			if (part.kind() != Kind.GENERATED) {
				Arrays.fill(prose, part.firstLine() - 1, part.firstLine() + part.content().size() + 1, "");
			}
		}
		return List.of(prose);
	}

	@Override
	public String toString() {
		return this.file.getFileName().toString();
	}

}
