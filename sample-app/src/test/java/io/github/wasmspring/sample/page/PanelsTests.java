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

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the panels for rules, races, images and languages, without a browser.
 */
@SpringBootTest(properties = "page.uploads=target/uploads")
@AutoConfigureMockMvc
class PanelsTests {

	@Autowired
	private MockMvcTester mvc;

	private PageToken token;

	@BeforeEach
	void openPage() {
		this.token = PageToken.read(this.mvc);
	}

	@ParameterizedTest
	@ValueSource(strings = { "plugins", "safety", "rules", "race", "image", "languages" })
	void panelShouldBeCurrentInNavigation(String panel) {
		assertThat(this.mvc.get().uri("/panels/{panel}", panel)).hasStatusOk()
			.bodyText()
			.containsOnlyOnce("aria-current=\"page\"");
	}

	@ParameterizedTest
	@CsvSource({ "rules/price", "rules/winter", "rules/upload", "rules/rollback", "rules/traffic/start", "image",
			"race/nbody/java", "race/boot/chicory", "languages/sql", "languages/javascript", "safety/recursion" })
	void postWithoutTokenShouldBeForbidden(String path) {
		assertThat(this.mvc.post().uri("/panels/" + path).header("Origin", "http://localhost"))
			.hasStatus4xxClientError()
			.hasStatus((path.equals("image")) ? HttpStatus.UNSUPPORTED_MEDIA_TYPE : HttpStatus.FORBIDDEN);
	}

	@Test
	void priceShouldShowInvoiceOfEachTenant() {
		assertThat(post("rules/price", "order", """
				{ "items": [ { "sku": "tea", "quantity": 10, "unitPrice": 10 } ] }""")).hasStatusOk()
			.bodyText()
			.contains("10 or more of tea: 2%", "contract of Acme, 10 pieces: 30%");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "null", "<script>" })
	void priceWhenOrderIsMalformedShouldBeBadRequest(String order) {
		assertThat(post("rules/price", "order", order)).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyText()
			.doesNotContain("<script>");
	}

	@Test
	void winterShouldServeUntilItIsRolledBack() {
		String order = """
				{ "items": [ { "sku": "tea", "quantity": 1, "unitPrice": 10 } ] }""";
		assertThat(post("rules/winter", "any", "")).hasStatusOk().bodyText().contains("waits for a rollback");
		assertThat(post("rules/price", "order", order)).bodyText().contains("winter sale: 20%");
		assertThat(post("rules/rollback", "any", "")).hasStatusOk();
		assertThat(post("rules/price", "order", order)).bodyText().doesNotContain("winter sale");
	}

	@Test
	void uploadWhenInterfaceDoesNotFitShouldKeepVersion() throws IOException {
		byte[] binary = Files.readAllBytes(Path.of("src/main/resources/wasm/nbody.wasm"));
		assertThat(this.token.on(this.mvc.post().uri("/panels/rules/upload").multipart().file("file", binary)))
			.hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(post("rules/price", "order", "{ \"items\": [] }")).hasStatusOk().bodyText().contains("subtotal");
	}

	@Test
	void trafficShouldRunUntilItIsStopped() {
		assertThat(post("rules/traffic/start", "any", "")).hasStatusOk();
		assertThat(this.mvc.get().uri("/panels/rules/traffic")).bodyJson().extractingPath("$.running").isEqualTo(true);
		assertThat(post("rules/traffic/stop", "any", "")).hasStatusOk();
		assertThat(this.mvc.get().uri("/panels/rules/traffic")).bodyJson().extractingPath("$.running").isEqualTo(false);
	}

	@Test
	void filterShouldApplyChain() throws IOException {
		MvcTestResult result = filter("grayscale,blur,edges,mosaic,sepia", "chicory",
				new BufferedImage(16, 9, BufferedImage.TYPE_INT_RGB));
		assertThat(result).hasStatusOk().bodyJson().extractingPath("$.steps[*].filter").asArray().hasSize(5);
		assertThat(result).bodyJson().extractingPath("$.image").asString().startsWith("data:image/png;base64,");
	}

	@Test
	void filterOnOtherBackendShouldMakeSamePicture() throws IOException {
		BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
		image.setRGB(7, 8, 0x12cdef);
		String path = "$.image";
		assertThat(filter("sepia,mosaic", "chicory-interpreter", image)).bodyJson()
			.extractingPath(path)
			.asString()
			.isEqualTo(
					JsonPath.read(filter("sepia,mosaic", "chicory", image).getResponse().getContentAsString(), path));
	}

	@ParameterizedTest
	@CsvSource({ "nothing, chicory", "blur, nothing", "../image, chicory", "sepia.on-chicory, chicory" })
	void filterWhenUnknownShouldBeBadRequest(String filter, String backend) throws IOException {
		assertThat(filter(filter, backend, new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)))
			.hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void filterWhenImageIsBombShouldBeTooLarge() throws IOException {
		assertThat(filter("blur", "chicory", new BufferedImage(20_000, 10_000, BufferedImage.TYPE_BYTE_BINARY)))
			.hasStatus(HttpStatus.CONTENT_TOO_LARGE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nbody/nothing", "nothing/java", "boot/nothing" })
	void raceWhenUnknownShouldBeBadRequest(String path) {
		assertThat(post("race/" + path, "any", "")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void queryWhenTextIsTooLongShouldBeBadRequest() {
		assertThat(post("languages/sql", "source", "x".repeat(16 * 1024 + 1))).hasStatus(HttpStatus.BAD_REQUEST);
	}

	private MvcTestResult post(String path, String name, String value) {
		return this.token.on(this.mvc.post().uri("/panels/" + path)).param(name, value).exchange();
	}

	private MvcTestResult filter(String filters, String backend, BufferedImage image) throws IOException {
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(image, "png", png);
		return this.token.on(this.mvc.post().uri("/panels/image"))
			.param("filter", filters.split(","))
			.param("backend", backend)
			.contentType(MediaType.IMAGE_PNG)
			.content(png.toByteArray())
			.exchange();
	}

}
