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

package io.github.wasmspring.twin;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Offers the text functions in plain Java.
 */
@RestController
@RequestMapping(path = "/twin/text", consumes = MediaType.TEXT_PLAIN_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
class TextTwinController {

	@PostMapping("/vowels")
	String countVowels(@RequestBody String text) {
		return String.valueOf(text.chars().filter((c) -> "aeiouAEIOU".indexOf(c) >= 0).count());
	}

	@PostMapping("/reverse")
	String reverse(@RequestBody String text) {
		return new StringBuilder(text).reverse().toString();
	}

}
