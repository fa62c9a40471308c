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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
	static List<BenchmarkChart> of(String title, List<BenchmarkCase> cases, List<BenchmarkResults> all) {
		List<BenchmarkChart> charts = new ArrayList<>();
		for (BenchmarkResults results : all) {
			List<BenchmarkCase> shown = cases.stream()
				.filter((measured) -> results.find(measured).isPresent())
				.toList();
			if (!shown.isEmpty()) {
				charts.add(of(title + ", Java " + results.java(), shown, results));
			}
		}
		return charts;
	}

	private static BenchmarkChart of(String title, List<BenchmarkCase> shown, BenchmarkResults results) {
		List<BenchmarkCase> groups = shown.stream().map(BenchmarkCase::anySubject).distinct().toList();
		boolean relative = title.startsWith("Workload")
				&& groups.stream().allMatch((group) -> results.find(group.by("java")).isPresent());
		List<Series> series = shown.stream()
			.map(BenchmarkCase::subject)
			.distinct()
			.map((subject) -> new Series(subject,
					groups.stream().map((group) -> score(results, group, subject, relative)).toList()))
			.toList();
		return new BenchmarkChart(title,
				(relative) ? "time, plain Java = 1" : BenchmarkText.unit(results.find(shown.get(0)).orElseThrow()),
				groups.stream().map((group) -> (group.method() + " " + group.describeOthers()).strip()).toList(),
				series);
	}

	private static @Nullable BenchmarkScore score(BenchmarkResults results, BenchmarkCase group, String subject,
			boolean relative) {
		Optional<BenchmarkScore> score = results.find(group.by(subject)).map(BenchmarkResult::score);
		return score
			.map((found) -> (relative) ? found.dividedBy(results.find(group.by("java")).orElseThrow().score()) : found)
			.orElse(null);
	}

	/**
	 * Write the chart to a file named by its title.
	 */
	void write(Path directory) {
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
		boolean wide = isWide();
		if (wide) {
			double lowest = scores().mapToDouble(BenchmarkScore::low).min().orElseThrow();
			double highest = scores().mapToDouble(BenchmarkScore::high).max().orElseThrow();
			chart.getStyler()
				.setYAxisLogarithmic(true)
				.setYAxisMin(Math.pow(10, Math.floor(Math.log10(lowest))))
				.setYAxisMax(1.2 * highest);
		}
		this.series.forEach((bars) -> chart.addSeries(bars.name(), this.categories, bars.values(), bars.errors(wide)));
		String file = this.title.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-") + ".png";
		try {
			BitmapEncoder.saveBitmapWithDPI(chart, directory.resolve(file).toString(), BitmapFormat.PNG, 144);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Whether the values are so far apart that only a logarithmic axis shows all. It
	 * can't show an interval that begins at or below zero, as that of a difference may.
	 */
	boolean isWide() {
		double[] values = scores().mapToDouble(BenchmarkScore::value).sorted().toArray();
		return scores().allMatch((score) -> score.low() > 0) && values[values.length - 1] / values[0] > 20;
	}

	private Stream<BenchmarkScore> scores() {
		return this.series.stream().flatMap((bars) -> bars.scores().stream()).filter(Objects::nonNull);
	}

	/**
	 * Bars of one color.
	 *
	 * @param name the subject
	 * @param scores a figure for each group, {@code null} where nothing was measured
	 */
	record Series(String name, List<@Nullable BenchmarkScore> scores) {

		/**
		 * Return the figures, and no number where there is none.
		 */
		List<Double> values() {
			return this.scores.stream().map((score) -> (score != null) ? score.value() : Double.NaN).toList();
		}

		/**
		 * Return half of each interval, but less than the figure: a chart can show
		 * nothing but errors that are the same in both directions. The library takes the
		 * logarithm of an error if the axis is logarithmic.
		 */
		List<Double> errors(boolean logarithmic) {
			return this.scores.stream().map((score) -> {
				if (score == null) {
					return 1.0;
				}
				return (logarithmic) ? Math.sqrt(score.high() / score.low())
						: Math.min((score.high() - score.low()) / 2, 0.9 * Math.abs(score.value()));
			}).toList();
		}

	}

}
