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

package io.github.wasmspring.sample.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page in Chromium.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "page.uploads=target/uploads")
class PageBrowserTests {

	private static final Path SCREENSHOTS = Path.of(System.getProperty("screenshots", "target/screenshots"));

	private static final double PATIENCE = 120_000;

	private static Browser browser;

	@LocalServerPort
	private int port;

	private final List<String> complaints = new ArrayList<>();

	private BrowserContext context;

	private Page page;

	@BeforeAll
	static void startBrowser() {
		browser = Browser.start();
	}

	@AfterAll
	static void stopBrowser() {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void openWindow() {
		openWindow(new NewContextOptions().setViewportSize(1200, 900));
	}

	@AfterEach
	void closeWindow() {
		this.context.close();
		assertThat(this.complaints).as("What the browser complains about").isEmpty();
	}

	@Test
	void pluginShouldBeCalledWithText() {
		open("/");
		screenshot("plugins");
		this.page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("text").setExact(true)).click();
		Locator function = this.page.locator("details", new Page.LocatorOptions().setHasText("slug"));
		function.locator("summary").click();
		function.getByLabel("Text").fill("Hello, <b>Wörld</b>!");
		function.getByText("Call with text").click();
		assertThat(function.locator(".outcome pre")).hasText("hello-b-world-b");
		screenshot("plugin");
		assertAccessible();
	}

	@Test
	void pluginShouldBeStagedPromotedAndRolledBack() {
		open("/panels/plugins/sha256");
		this.page.getByLabel("Another version").setInputFiles(Path.of("src/main/resources/wasm/sha256.wasm"));
		button("Check and stage").click();
		assertThat(this.page.getByRole(AriaRole.STATUS)).containsText("waits beside the one that serves");
		button("Promote what is staged").click();
		assertThat(this.page.getByRole(AriaRole.STATUS)).containsText("The version that was staged serves");
		button("Roll back").click();
		assertThat(this.page.getByRole(AriaRole.STATUS)).containsText("The version before serves again");
	}

	@Test
	void attacksShouldBeStoppedWhileOthersGoOn() {
		open("/panels/safety");
		button("Try everything").click();
		assertThat(this.page.locator(".tiles .outcome")).hasCount(6, patiently());
		assertThat(this.page.locator("[data-failed]")).hasText("0");
		assertThat(this.page.locator("[data-calls]")).not().hasText("0");
		assertThat(this.page.locator("#result-endless-loop")).containsText("WasmTimeoutException");
		screenshot("safety");
		assertAccessible();
	}

	@Test
	void ruleShouldBeReplacedWhileItIsCalled() {
		open("/panels/rules");
		button("Price it").click();
		assertThat(this.page.locator("#prices")).containsText("contract of Acme", patientText());
		button("Start the calls").click();
		assertThat(this.page.locator("#figures")).containsText("none failed", patientText());
		this.page.getByLabel("A version of yours").setInputFiles(Path.of("src/main/resources/guests/pricing-winter.wasm"));
		button("Check and let it serve").click();
		assertThat(this.page.locator("#version")).containsText("waits for a rollback", patientText());
		assertThat(this.page.locator("#figures")).containsText("by version 2, none failed", patientText());
		button("Price it").click();
		assertThat(this.page.locator("#prices")).containsText("winter sale", patientText());
		screenshot("rules");
		assertAccessible();
		button("Stop the calls").click();
		button("Roll back").click();
		assertThat(this.page.locator("#version")).not().containsText("waits for a rollback");
	}

	@Test
	void raceShouldDrawBars() {
		open("/panels/race");
		button("Start the race").click();
		assertThat(this.page.locator("#progress")).containsText("Done", patientText());
		assertThat(this.page.locator("[data-race=nbody] [data-runner=chicory] .figure")).containsText("steps/s");
		button("Measure boot times").click();
		assertThat(this.page.locator("#progress")).not().containsText("Done");
		assertThat(this.page.locator("#progress")).containsText("Done", patientText());
		screenshot("race");
		assertAccessible();
	}

	@Test
	void pictureShouldBeFilteredOnAllBackends() {
		open("/panels/image");
		String before = this.page.locator("#after").getAttribute("src");
		this.page.getByLabel("Picture, or drop one here").setInputFiles(Path.of("examples/landscape.png"));
		button("+ sepia").click();
		this.page.getByLabel("Backend").selectOption("all");
		button("Apply").click();
		assertThat(this.page.locator("#image-status")).containsText("Done", patientText());
		assertThat(this.page.locator("#times tbody tr")).hasCount(3);
		assertThat(this.page.locator("#after").getAttribute("src")).isNotEqualTo(before);
		screenshot("image");
		assertAccessible();
	}

	@Test
	void sqlAndJavaScriptShouldRun() {
		open("/panels/languages");
		button("Run SQL").click();
		assertThat(this.page.locator("#rows")).containsText("Saturn", patientText());
		button("Run JavaScript").click();
		assertThat(this.page.locator("#value")).containsText("typeof fetch is undefined", patientText());
		assertThat(this.page.locator("#value")).containsText("\"sum\": 639");
		screenshot("languages");
		assertAccessible();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plugins", "plugins/pricing", "safety", "rules", "race", "image", "languages" })
	void panelShouldBeAccessibleInTheDark(String panel) {
		openWindow(new NewContextOptions().setViewportSize(1200, 900).setColorScheme(ColorScheme.DARK));
		open("/panels/" + panel);
		screenshot(panel.replace('/', '-') + "-dark");
		assertAccessible();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plugins", "plugins/pricing", "safety", "rules", "race", "image", "languages" })
	void panelShouldFitPhone(String panel) {
		openWindow(new NewContextOptions().setViewportSize(360, 740).setIsMobile(true).setHasTouch(true));
		open("/panels/" + panel);
		assertThat(this.page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
		screenshot(panel.replace('/', '-') + "-phone");
		assertAccessible();
	}

	@Test
	void pageShouldBeUsableByKeyboardAlone() {
		open("/");
		this.page.keyboard().press("Tab");
		assertThat(this.page.locator(":focus")).hasText("Skip to the panel");
		tabTo("Safety");
		this.page.keyboard().press("Enter");
		this.page.waitForURL("**/panels/safety");
		tabTo("Attack: Recursion");
		this.page.keyboard().press("Space");
		assertThat(this.page.locator("#result-recursion")).containsText("call stack exhausted", patientText());
	}

	@ParameterizedTest
	@CsvSource({ "image, Remove blur, Remove edges", "rules, Price it, Start the calls",
			"languages, Run SQL, Run JavaScript", "race, Start the race, Measure boot times",
			"plugins/text, Suspend, Check and stage", "plugins, Choose File, Check and add" })
	void controlsShouldBeReachedByKeyboard(String panel, String first, String second) {
		open("/panels/" + panel);
		if (!first.startsWith("Choose")) {
			tabTo(first);
		}
		tabTo(second);
	}

	@Test
	void scriptInNamesShouldNotRun() {
		open("/panels/rules");
		this.page.getByLabel("Order").fill("""
				{ "items": [ { "sku": "<img src=x onerror=alert(1)>", "quantity": 10, "unitPrice": 1 } ] }""");
		button("Price it").click();
		assertThat(this.page.locator("#prices pre").first()).containsText("<img src=x onerror=alert(1)>", patientText());
		assertThat(this.page.locator("#prices img")).hasCount(0);
	}

	private void openWindow(NewContextOptions options) {
		if (this.context != null) {
			this.context.close();
		}
		this.context = browser.get().newContext(options);
		this.page = this.context.newPage();
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
				this.complaints.add(message.text());
			}
		});
		this.page.onPageError(this.complaints::add);
		this.page.onRequest((request) -> {
			if (!request.url().startsWith("http://localhost:" + this.port) && !request.url().startsWith("data:")) {
				this.complaints.add("A request to " + request.url());
			}
		});
	}

	private void open(String path) {
		this.page.navigate("http://localhost:" + this.port + path);
	}

	private Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
	}

	private void screenshot(String name) {
		this.page
			.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
	}

	/**
	 * Press the tab key until something of this name has the focus.
	 */
	private void tabTo(String name) {
		for (int i = 0; i < 60; i++) {
			this.page.keyboard().press("Tab");
			Object focused = this.page.evaluate("""
					document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()""");
			if (name.equals(focused)) {
				return;
			}
		}
		throw new AssertionError("'%s' is not reached by the tab key".formatted(name));
	}

	private void assertAccessible() {
		List<String> violations = new AxeBuilder(this.page).analyze()
			.getViolations()
			.stream()
			.filter((rule) -> rule.getImpact().equals("serious") || rule.getImpact().equals("critical"))
			.map(PageBrowserTests::describe)
			.toList();
		assertThat(violations).isEmpty();
	}

	private static String describe(Rule rule) {
		return "%s: %s at %s".formatted(rule.getId(), rule.getHelp(),
				rule.getNodes().stream().map((node) -> String.valueOf(node.getTarget())).toList());
	}

	private static HasCountOptions patiently() {
		return new HasCountOptions().setTimeout(PATIENCE);
	}

	private static ContainsTextOptions patientText() {
		return new ContainsTextOptions().setTimeout(PATIENCE);
	}

}
