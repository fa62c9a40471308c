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

package io.github.wasmspring.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;

import javax.imageio.ImageIO;

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
 * What the sample application does with every backend.
 */
@SpringBootTest
@AutoConfigureMockMvc
abstract class AbstractSampleApplicationTests {

	private static final int TOO_MANY_BYTES = 8 * 1024 * 1024 + 1;

	@Autowired
	private MockMvcTester mvc;

	protected abstract String backend();

	@ParameterizedTest
	@CsvSource({ "0, -0.16907516382854323", "1, -0.16907495402508618", "1000, -0.1690876052346246" })
	void simulateShouldReturnEnergy(int steps, BigDecimal energy) {
		assertThat(this.mvc.get().uri("/nbody?steps={steps}", steps)).hasStatusOk()
			.bodyJson()
			.extractingPath("$.energy")
			.isEqualTo(energy);
	}

	@Test
	void simulateShouldNameBackend() {
		assertThat(this.mvc.get().uri("/nbody?steps=1")).bodyJson().extractingPath("$.backend").isEqualTo(backend());
	}

	@Test
	void simulateWhenStepsAreOmittedShouldTakeThousand() {
		assertThat(this.mvc.get().uri("/nbody")).hasStatusOk().bodyJson().extractingPath("$.steps").isEqualTo(1000);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 50_000_001 })
	void simulateWhenStepsAreOutOfRangeShouldBeBadRequest(int steps) {
		assertProblem(this.mvc.get().uri("/nbody?steps={steps}", steps).exchange(), HttpStatus.BAD_REQUEST,
				"'steps' must be between 0 and 50000000");
	}

	@ParameterizedTest
	@CsvSource({ "vowels, 2", "reverse, '!dlröW ,olleH'", "slug, hello-world" })
	void textFunctionShouldReturnText(String function, String result) {
		assertThat(post("/text/" + function, MediaType.TEXT_PLAIN, "Hello, Wörld!")).hasStatusOk()
			.hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN)
			.hasBodyTextEqualTo(result);
	}

	@Test
	void textFunctionWhenBodyIsFormShouldBeUnsupportedMediaType() {
		assertProblem(post("/text/slug", MediaType.APPLICATION_FORM_URLENCODED, "Hello"),
				HttpStatus.UNSUPPORTED_MEDIA_TYPE, "application/x-www-form-urlencoded");
	}

	@Test
	void priceWhenCustomerIsGoldShouldDiscount() {
		assertThat(post("/pricing", MediaType.APPLICATION_JSON, """
				{ "customer": "gold", "coupon": "TEN", "items": [
					{ "sku": "tea", "quantity": 12, "unitPrice": 4.50 },
					{ "sku": "pot", "quantity": 1, "unitPrice": 39.90 } ] }""")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("""
					{ "subtotal": 93.9, "discount": 20.47, "total": 73.43,
						"rules": [ "10 or more of tea: 2%", "gold customer: 10%", "coupon TEN: 10 off" ] }""");
	}

	@Test
	void priceWhenNoRuleAppliesShouldNotDiscount() {
		assertThat(post("/pricing", MediaType.APPLICATION_JSON, """
				{ "items": [ { "sku": "Größe \\"L\\"", "quantity": 3, "unitPrice": 0.1 } ] }""")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("""
					{ "subtotal": 0.3, "discount": 0.0, "total": 0.3, "rules": [] }""");
	}

	@Test
	void priceWhenGuestTrapsShouldBeUnprocessable() {
		assertProblem(post("/pricing", MediaType.APPLICATION_JSON, """
				{ "items": [ { "sku": "everything", "quantity": 1000, "unitPrice": 1e307 } ] }"""),
				HttpStatus.UNPROCESSABLE_CONTENT, "Module 'pricing', function 'price', backend '" + backend() + "'");
	}

	@Test
	void priceWhenOrderIsMalformedShouldBeBadRequest() {
		assertProblem(post("/pricing", MediaType.APPLICATION_JSON, "{"), HttpStatus.BAD_REQUEST,
				"Failed to read request");
	}

	@Test
	void grayscaleShouldKeepLumaAndAlpha() throws IOException {
		BufferedImage gray = image(post("/image/grayscale", MediaType.IMAGE_PNG, png(0xffff0000, 0x80203040)));
		assertThat(gray.getRGB(0, 0)).isEqualTo(0xff4c4c4c);
		assertThat(gray.getRGB(1, 0)).isEqualTo(0x802d2d2d);
	}

	@Test
	void blurShouldAverageNeighbors() throws IOException {
		BufferedImage blurred = image(
				post("/image/blur?radius=1", MediaType.IMAGE_PNG, png(0xff000000, 0xff304050, 0xff604020)));
		assertThat(blurred.getRGB(0, 0)).isEqualTo(0xff182028);
		assertThat(blurred.getRGB(1, 0)).isEqualTo(0xff302b25);
		assertThat(blurred.getRGB(2, 0)).isEqualTo(0xff484038);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 101 })
	void blurWhenRadiusIsOutOfRangeShouldBeBadRequest(int radius) throws IOException {
		assertProblem(post("/image/blur?radius=" + radius, MediaType.IMAGE_PNG, png(0)), HttpStatus.BAD_REQUEST,
				"'radius' must be between 0 and 100");
	}

	@Test
	void grayscaleWhenBodyIsNotAnImageShouldBeBadRequest() {
		assertProblem(post("/image/grayscale", MediaType.IMAGE_PNG, "Hello"), HttpStatus.BAD_REQUEST,
				"The body is no readable PNG image");
	}

	@Test
	void grayscaleWhenTypeIsNotPngShouldBeUnsupportedMediaType() {
		assertProblem(post("/image/grayscale", MediaType.IMAGE_JPEG, "Hello"), HttpStatus.UNSUPPORTED_MEDIA_TYPE,
				"image/jpeg");
	}

	@Test
	void grayscaleWhenImageHasTooManyPixelsShouldBeTooLarge() throws IOException {
		BufferedImage image = new BufferedImage(2048, 2049, BufferedImage.TYPE_BYTE_BINARY);
		assertProblem(post("/image/grayscale", MediaType.IMAGE_PNG, png(image)), HttpStatus.CONTENT_TOO_LARGE,
				"The image has more than 4194304 pixels");
	}

	@Test
	void grayscaleWhenBodyHasTooManyBytesShouldBeTooLarge() {
		assertProblem(post("/image/grayscale", MediaType.IMAGE_PNG, new byte[TOO_MANY_BYTES]),
				HttpStatus.CONTENT_TOO_LARGE, "The image has more than 8388608 bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { MediaType.APPLICATION_OCTET_STREAM_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE })
	void digestShouldReturnHexadecimalDigits(String contentType) {
		assertThat(post("/sha256", MediaType.parseMediaType(contentType), "abc")).hasStatusOk()
			.hasBodyTextEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	}

	@Test
	void digestWhenBodyHasTooManyBytesShouldBeTooLarge() {
		assertProblem(post("/sha256", MediaType.APPLICATION_OCTET_STREAM, new byte[TOO_MANY_BYTES]),
				HttpStatus.CONTENT_TOO_LARGE, "The body has more than 8388608 bytes");
	}

	@Test
	void modulesShouldListAll() {
		MvcTestResult result = this.mvc.get().uri("/modules").exchange();
		assertThat(result).hasStatusOk()
			.bodyJson()
			.extractingPath("$[*].name")
			.asArray()
			.containsExactlyInAnyOrder("image", "nbody", "pricing", "sha256", "text");
		assertThat(result).bodyJson().extractingPath("$[*].backend").asArray().containsOnly(backend());
		assertThat(result).bodyJson()
			.extractingPath("$[?(@.name == 'nbody')].exports[*]")
			.asArray()
			.contains("func energy_after (i32) -> f64");
	}

	@ParameterizedTest
	@ValueSource(strings = { "image", "nbody", "pricing", "sha256", "text" })
	void healthShouldDescribeModule(String module) {
		String path = "$.components.wasm.components." + module;
		MvcTestResult result = this.mvc.get().uri("/actuator/health").exchange();
		assertThat(result).hasStatusOk().bodyJson().extractingPath(path + ".status").isEqualTo("UP");
		assertThat(result).bodyJson().extractingPath(path + ".details.backend").isEqualTo(backend());
		assertThat(result).bodyJson().extractingPath(path + ".details.digest").asString().matches("[0-9a-f]{64}");
		assertThat(result).bodyJson().extractingPath(path + ".details.state").isEqualTo("READY");
	}

	private MvcTestResult post(String uri, MediaType contentType, String body) {
		return this.mvc.post().uri(uri).contentType(contentType).content(body).exchange();
	}

	private MvcTestResult post(String uri, MediaType contentType, byte[] body) {
		return this.mvc.post().uri(uri).contentType(contentType).content(body).exchange();
	}

	private void assertProblem(MvcTestResult result, HttpStatus status, String detail) {
		assertThat(result).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(result).bodyJson().extractingPath("$.detail").asString().contains(detail);
	}

	private static BufferedImage image(MvcTestResult result) throws IOException {
		assertThat(result).hasStatusOk().hasContentType(MediaType.IMAGE_PNG);
		return ImageIO.read(new ByteArrayInputStream(result.getResponse().getContentAsByteArray()));
	}

	/**
	 * Create an image of one row.
	 */
	private static byte[] png(int... argb) throws IOException {
		BufferedImage image = new BufferedImage(argb.length, 1, BufferedImage.TYPE_INT_ARGB);
		image.setRGB(0, 0, argb.length, 1, argb, 0, argb.length);
		return png(image);
	}

	private static byte[] png(BufferedImage image) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		ImageIO.write(image, "png", output);
		return output.toByteArray();
	}

}
