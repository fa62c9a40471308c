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

package io.github.wasmspring.sample.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

import javax.imageio.ImageIO;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

import io.github.wasmspring.WasmException;
import io.github.wasmspring.sample.page.Outcome;
import io.github.wasmspring.sample.page.Panel;
import io.github.wasmspring.sample.page.PanelInputException;

/**
 * Panel that sends a picture through a chain of filters.
 */
@Panel
class ImagePanel {

	private static final int LONGEST_CHAIN = 8;

	private final Filters filters;

	ImagePanel(Filters filters) {
		this.filters = filters;
	}

	@GetMapping("/panels/image")
	String show(Model model) {
		model.addAttribute("filters", this.filters.getNames());
		model.addAttribute("backends", Filters.BACKENDS);
		return "image";
	}

	@PostMapping(path = "/panels/image", consumes = MediaType.IMAGE_PNG_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseBody
	Filtered filter(@RequestBody RgbaImage image, @RequestParam List<String> filter, @RequestParam String backend)
			throws IOException {
		if (filter.size() > LONGEST_CHAIN) {
			throw new PanelInputException("A chain has at most %d filters.".formatted(LONGEST_CHAIN));
		}
		List<Step> steps = new ArrayList<>();
		RgbaImage current = image;
		try {
			for (String name : filter) {
				UnaryOperator<RgbaImage> loaded = this.filters.find(name, backend);
				long start = System.nanoTime();
				current = loaded.apply(current);
				steps.add(new Step(name, Outcome.millisSince(start)));
			}
		}
		catch (WasmException ex) {
			return new Filtered(steps, null, ex.getDescription());
		}
		return new Filtered(steps, toUrl(current), null);
	}

	private static String toUrl(RgbaImage image) throws IOException {
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(image.toBufferedImage(), "png", png);
		return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
	}

	/**
	 * What a filter took.
	 *
	 * @param filter the filter
	 * @param millis how long it took, in milliseconds
	 */
	record Step(String filter, double millis) {
	}

	/**
	 * What came of the picture.
	 *
	 * @param steps what was done
	 * @param image the picture as a URL, or {@code null}
	 * @param failure why there is none, or {@code null}
	 */
	record Filtered(List<Step> steps, @Nullable String image, @Nullable String failure) {
	}

}
