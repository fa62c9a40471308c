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

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Filters images.
 */
@RestController
@RequestMapping(path = "/image", consumes = MediaType.IMAGE_PNG_VALUE, produces = MediaType.IMAGE_PNG_VALUE)
class ImageController {

	private static final int MAX_RADIUS = 100;

	private final ImageFilter filter;

	ImageController(ImageFilter filter) {
		this.filter = filter;
	}

	@PostMapping("/grayscale")
	RgbaImage grayscale(@RequestBody RgbaImage image) {
		return image.withPixels(this.filter.grayscale(image.pixels(), image.width(), image.height()));
	}

	@PostMapping("/blur")
	RgbaImage blur(@RequestBody RgbaImage image, @RequestParam(defaultValue = "3") int radius) {
		if (radius < 0 || radius > MAX_RADIUS) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "'radius' must be between 0 and " + MAX_RADIUS);
		}
		return image.withPixels(this.filter.blur(image.pixels(), image.width(), image.height(), radius));
	}

}
