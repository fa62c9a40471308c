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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium of this machine.
 */
final class Browser implements AutoCloseable {

	private final Playwright playwright;

	private final com.microsoft.playwright.Browser chromium;

	private Browser(Path executable) {
		this.playwright = Playwright.create();
		this.chromium = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(executable)
				.setArgs(List.of("--no-sandbox", "--disable-gpu")));
	}

	/**
	 * Start it, or skip the tests if there is none.
	 */
	static Browser start() {
		Optional<Path> executable = Stream
			.of(System.getenv("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
			.filter((path) -> path != null && Files.isExecutable(Path.of(path)))
			.map(Path::of)
			.findFirst();
		Assumptions.assumeTrue(executable.isPresent(),
				"There is no Chromium: install the package 'chromium', or name one by the variable CHROMIUM");
		return new Browser(executable.orElseThrow());
	}

	com.microsoft.playwright.Browser get() {
		return this.chromium;
	}

	@Override
	public void close() {
		this.playwright.close();
	}

}
