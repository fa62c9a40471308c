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

package io.github.wasmspring.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * A chart with a group of bars for each benchmark and a color for each subject.
 *
 * @param title what it shows
 * @param unit what the bars measure
 * @param categories names of the groups
 * @param series the bars
 */
record BenchmarkChart(String title, String unit, List<String> categories, List<Series> series) {

	/**
	 * Create the charts of a class, one for each version of Java.
	 */
	static List<BenchmarkChart> of(String title, List<String> benchmarks, List<BenchmarkResults> all) {
		List<BenchmarkChart> charts = new ArrayList<>();
		for (BenchmarkResults results : all) {
			List<BenchmarkResult> shown = results.results()
				.stream()
				.filter((result) -> benchmarks.contains(result.benchmark()))
				.toList();
			if (!shown.isEmpty()) {
				charts.add(of(title + ", Java " + results.java(), shown));
			}
		}
		return charts;
	}

	private static BenchmarkChart of(String title, List<BenchmarkResult> shown) {
		Set<String> categories = new LinkedHashSet<>();
		Set<String> subjects = new LinkedHashSet<>();
		for (BenchmarkResult result : shown) {
			categories.add(category(result));
			subjects.add(subject(result));
		}
		boolean relative = title.startsWith("Workload") && subjects.contains("java");
		List<Series> series = new ArrayList<>();
		for (String subject : subjects) {
			series.add(new Series(subject, categories.stream().map((category) -> {
				Double score = score(shown, category, subject);
				Double java = (relative) ? score(shown, category, "java") : Double.valueOf(1);
				return (score != null && java != null) ? Double.valueOf(score / java) : null;
			}).toList()));
		}
		return new BenchmarkChart(title, (relative) ? "time, plain Java = 1" : shown.get(0).unit(),
				List.copyOf(categories), series);
	}

	private static String category(BenchmarkResult result) {
		StringBuilder category = new StringBuilder(BenchmarkPage.method(result.benchmark()));
		result.parameters().forEach((key, value) -> {
			if (!value.equals(result.subject())) {
				category.append(' ').append(value);
			}
		});
		return category.toString();
	}

	private static String subject(BenchmarkResult result) {
		return Objects.requireNonNullElse(result.subject(), "");
	}

	private static @Nullable Double score(List<BenchmarkResult> shown, String category, String subject) {
		return shown.stream()
			.filter((result) -> category(result).equals(category) && subject(result).equals(subject))
			.map(BenchmarkResult::score)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Write the chart and return the name of its file.
	 */
	String write(Path directory) {
		CategoryChart chart = new CategoryChartBuilder().width(900)
			.height(360)
			.title(this.title)
			.yAxisTitle(this.unit)
			.build();
		chart.getStyler()
			.setLegendPosition(LegendPosition.OutsideS)
			.setLegendLayout(LegendLayout.Horizontal)
			.setChartTitleBoxVisible(false);
		chart.getStyler().setAvailableSpaceFill(0.8).setPlotGridVerticalLinesVisible(false);
		if (isWide()) {
			chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(Math.pow(10, Math.floor(Math.log10(values()[0]))));
		}
		this.series.forEach((bars) -> chart.addSeries(bars.name(), this.categories, bars.values()));
		String file = this.title.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-") + ".png";
		try {
			BitmapEncoder.saveBitmapWithDPI(chart, directory.resolve(file).toString(), BitmapFormat.PNG, 144);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return file;
	}

	/**
	 * Whether the values are so far apart that only a logarithmic axis shows all.
	 */
	private boolean isWide() {
		double[] values = values();
		return values[0] > 0 && values[values.length - 1] / values[0] > 20;
	}

	/**
	 * Return all values, the smallest first.
	 */
	private double[] values() {
		return this.series.stream()
			.flatMap((bars) -> bars.values().stream())
			.filter(Objects::nonNull)
			.mapToDouble(Double::doubleValue)
			.sorted()
			.toArray();
	}

	/**
	 * Bars of one color.
	 *
	 * @param name the subject
	 * @param values a value for each group, {@code null} where nothing was measured
	 */
	record Series(String name, List<@Nullable Double> values) {
	}

}
