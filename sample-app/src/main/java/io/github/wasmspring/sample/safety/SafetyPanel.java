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

package io.github.wasmspring.sample.safety;

import java.util.Arrays;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

import io.github.wasmspring.sample.page.Outcome;
import io.github.wasmspring.sample.page.Panel;
import io.github.wasmspring.sample.page.PanelInputException;

/**
 * Panel that lets a guest attack the application.
 */
@Panel
class SafetyPanel {

	private static final int LOG_PIECES = 128;

	private static final int PAGE_SIZE = 64 * 1024;

	private static final int MEGABYTE = 1024 * 1024;

	private final HostileGuest guest;

	private final HostileLog log;

	private final Neighbor neighbor;

	SafetyPanel(HostileGuest guest, HostileLog log, Neighbor neighbor) {
		this.guest = guest;
		this.log = log;
		this.neighbor = neighbor;
	}

	@GetMapping("/panels/safety")
	String show(Model model) {
		model.addAttribute("attacks", Attack.values());
		return "safety";
	}

	/**
	 * Call another guest, to show that it answers.
	 */
	@GetMapping("/panels/safety/pulse")
	@ResponseBody
	String beat() {
		return this.neighbor.slug("Still here");
	}

	@PostMapping("/panels/safety/{id}")
	String attack(@PathVariable String id, Model model) {
		Attack attack = Arrays.stream(Attack.values())
			.filter((candidate) -> candidate.getId().equals(id))
			.findFirst()
			.orElseThrow(() -> new PanelInputException("There is no such attack."));
		model.addAttribute("outcome", Outcome.of(() -> run(attack)));
		model.addAttribute("after", Outcome.of(this::beat));
		return "safety-attacked :: attacked";
	}

	private String run(Attack attack) {
		return switch (attack) {
			case ENDLESS_LOOP -> {
				this.guest.endlessLoop();
				yield "The guest has returned.";
			}
			case MEMORY_BOMB ->
				"The guest got %d MB, and no more.".formatted((long) this.guest.memoryBomb() * PAGE_SIZE / MEGABYTE);
			case RECURSION -> "The guest returned %d.".formatted(this.guest.recursion(0));
			case LOG_BOMB -> {
				long before = this.log.getBytes();
				long written = this.guest.logBomb(LOG_PIECES);
				yield "The guest wrote %.1f MB, and %.1f MB of that reached the log."
					.formatted((double) written / MEGABYTE, (double) (this.log.getBytes() - before) / MEGABYTE);
			}
			case READ_FILE -> {
				int error = this.guest.readFile();
				yield (error == 0) ? "The file is open."
						: "The file was not opened: error number %d of WASI.".formatted(error);
			}
			case LYING_POINTER -> this.guest.lyingPointer("What is yours?");
		};
	}

}
