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
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page without a browser.
 */
@SpringBootTest(properties = "page.uploads=target/uploads")
@AutoConfigureMockMvc
class PageTests {

	private static final Path MODULES = Path.of("src/main/resources/wasm");

	@Autowired
	private MockMvcTester mvc;

	private PageToken token;

	@BeforeEach
	void openPage() {
		this.token = PageToken.read(this.mvc);
	}

	@Test
	void rootShouldListModules() {
		assertThat(this.mvc.get().uri("/")).hasStatusOk()
			.bodyText()
			.contains("<a href=\"/panels/plugins/text\">text</a>", "<a href=\"/panels/plugins/nbody\">nbody</a>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/page.js", "/modules", "/nothing" })
	void everyResponseShouldHaveContentSecurityPolicy(String uri) {
		assertThat(this.mvc.get().uri(uri)).headers()
			.hasValue("Content-Security-Policy",
					"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
							+ "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
	}

	@Test
	void pageShouldNotBeKept() {
		assertThat(this.mvc.get().uri("/")).headers().hasValue("Cache-Control", "no-store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/webjars/picocss__pico/css/pico.min.css", "/webjars/htmx.org/dist/htmx.min.js",
			"/webjars/uplot/dist/uPlot.iife.min.js", "/webjars/uplot/dist/uPlot.min.css", "/page.css", "/icon.svg" })
	void whatThePageLoadsShouldBeThere(String uri) {
		assertThat(this.mvc.get().uri(uri)).hasStatusOk();
	}

	@Test
	void pageWhenHostIsForeignShouldHaveNoToken() {
		assertThat(this.mvc.get().uri("http://attacker.example/")).hasStatusOk()
			.bodyText()
			.contains("its host is not &#39;localhost&#39;")
			.doesNotContain("X-Page-Token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/panels/plugins", "/panels/plugins/text/suspend", "/panels/plugins/text/stage",
			"/panels/plugins/text/call" })
	void changeWithoutTokenShouldBeForbidden(String uri) {
		assertThat(this.mvc.post().uri(uri).header("Origin", "http://localhost")).hasStatus(HttpStatus.FORBIDDEN);
	}

	@Test
	void changeWhenUploadIsForeignShouldBeForbiddenBeforeItIsRead() {
		assertThat(this.mvc.post()
			.uri("/panels/plugins/text/stage")
			.multipart()
			.file(new MockMultipartFile("file", new byte[8 * 1024 * 1024]))
			.header("Origin", "http://attacker.example")).hasStatus(HttpStatus.FORBIDDEN);
	}

	@Test
	void showShouldDescribeFunctions() {
		assertThat(this.mvc.get().uri("/panels/plugins/text")).hasStatusOk()
			.bodyText()
			.contains("count_vowels", "(i32, i32) -&gt; i64", "Call with text", "compiled in");
	}

	@Test
	void showWhenModuleIsUnknownShouldBeNotFound() {
		assertThat(this.mvc.get().uri("/panels/plugins/{name}", "<script>")).hasStatus(HttpStatus.NOT_FOUND)
			.bodyText()
			.doesNotContain("<script>'");
	}

	@Test
	void callShouldReturnNumber() {
		assertThat(call("nbody", "energy_after", "0")).hasStatusOk().bodyText().contains("-0.169075163828");
	}

	@ParameterizedTest
	@CsvSource({ "nbody, energy_after, 4294967296", "nbody, energy_after, one", "nbody, energy_after, ''",
			"nbody, nothing, 1" })
	void callWhenInputDoesNotFitShouldBeBadRequest(String module, String function, String value) {
		assertThat(call(module, function, value)).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void callWithTextShouldEscapeWhatGuestReturns() {
		assertThat(this.token.on(this.mvc.post().uri("/panels/plugins/text/call-text"))
			.param("function", "reverse")
			.param("text", ">'evil'=crs gmi<")).hasStatusOk()
			.bodyText()
			.contains("&lt;img src=&#39;live&#39;&gt;")
			.doesNotContain("<img");
	}

	@Test
	void stageThenPromoteThenRollbackShouldChangeVersion() throws Exception {
		assertThat(upload("/panels/plugins/sha256/stage", Files.readAllBytes(MODULES.resolve("sha256.wasm"))))
			.hasStatusOk()
			.bodyText()
			.contains("waits beside the one that serves", "Staged");
		assertThat(act("sha256", "promote")).hasStatusOk().bodyText().contains("Before");
		assertThat(act("sha256", "rollback")).hasStatusOk().bodyText().doesNotContain("Before");
		assertThat(act("sha256", "rollback")).hasStatus(HttpStatus.CONFLICT);
	}

	@Test
	void stageWhenVersionDoesNotFitInterfaceShouldTell() throws Exception {
		assertThat(upload("/panels/plugins/pricing/stage", Files.readAllBytes(MODULES.resolve("sha256.wasm"))))
			.hasStatus(HttpStatus.BAD_REQUEST)
			.bodyText()
			.contains("Pricing");
	}

	@Test
	void stageWhenFileIsNoModuleShouldBeBadRequest() {
		assertThat(upload("/panels/plugins/text/stage", "<html>".getBytes(StandardCharsets.UTF_8)))
			.hasStatus(HttpStatus.BAD_REQUEST)
			.bodyText()
			.contains("no module that can be loaded");
	}

	@Test
	void stageWhenFileIsTooLargeShouldBeBadRequest() {
		assertThat(upload("/panels/plugins/text/stage", new byte[4 * 1024 * 1024 + 1]))
			.hasStatus(HttpStatus.BAD_REQUEST)
			.bodyText()
			.contains("more than 4 MB");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../etc/passwd", "<img src=x>", "", "a/b", ".." })
	void registerWhenNameIsNoneShouldBeBadRequest(String name) throws Exception {
		byte[] binary = Files.readAllBytes(MODULES.resolve("text.wasm"));
		assertThat(this.token.on(this.mvc.post().uri("/panels/plugins").multipart().file("file", binary))
			.param("name", name)).hasStatus(HttpStatus.BAD_REQUEST).bodyText().contains("no name of a module");
	}

	@Test
	void suspendThenResumeShouldStopCalls() {
		assertThat(act("nbody", "suspend")).hasStatusOk().bodyText().contains("suspended");
		assertThat(call("nbody", "energy_after", "1")).bodyText().contains("WasmModuleSuspendedException");
		assertThat(act("nbody", "resume")).hasStatusOk();
		assertThat(call("nbody", "energy_after", "1")).bodyText().contains("Returned");
	}

	@ParameterizedTest
	@CsvSource({ "endless-loop, WasmTimeoutException", "memory-bomb, 'got 16 MB, and no more'",
			"recursion, call stack exhausted", "log-bomb, WasmTimeoutException|reached the log",
			"read-file, error number 8", "lying-pointer, WasmValueException" })
	void attackShouldBeStopped(String attack, String end) {
		assertThat(this.token.on(this.mvc.post().uri("/panels/safety/{attack}", attack))).hasStatusOk()
			.bodyText()
			.containsPattern(end)
			.contains("Another guest answered");
	}

	private MvcTestResult act(String module, String action) {
		return this.token.on(this.mvc.post().uri("/panels/plugins/{module}/{action}", module, action)).exchange();
	}

	private MvcTestResult call(String module, String function, String value) {
		return this.token.on(this.mvc.post().uri("/panels/plugins/{module}/call", module))
			.param("function", function)
			.param("value", value)
			.exchange();
	}

	private MvcTestResult upload(String uri, byte[] binary) {
		return this.token.on(this.mvc.post().uri(uri).multipart().file("file", binary)).exchange();
	}

}
