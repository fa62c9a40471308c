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

package io.github.wasmspring.sample.page;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The token of the page, as a browser finds it there.
 */
public final class PageToken {

	private static final Pattern HEADERS = Pattern.compile("X-Page-Token&quot;: &quot;([0-9a-f]{64})&quot;");

	private final String token;

	private PageToken(String token) {
		this.token = token;
	}

	public static PageToken read(MockMvcTester mvc) {
		byte[] page = mvc.get().uri("/").exchange().getResponse().getContentAsByteArray();
		Matcher matcher = HEADERS.matcher(new String(page, StandardCharsets.UTF_8));
		assertThat(matcher.find()).isTrue();
		return new PageToken(matcher.group(1));
	}

	/**
	 * Let a request look like one of the page.
	 */
	public <B extends AbstractMockHttpServletRequestBuilder<B>> B on(B request) {
		return request.header(PageAccess.TOKEN_HEADER, this.token).header(HttpHeaders.ORIGIN, "http://localhost");
	}

}
