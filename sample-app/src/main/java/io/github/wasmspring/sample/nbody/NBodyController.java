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

package io.github.wasmspring.sample.nbody;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import io.github.wasmspring.WasmModule;

/**
 * Runs the simulation of the planets.
 */
@RestController
class NBodyController {

	private static final int MAX_STEPS = 50_000_000;

	private static final double NANOS_PER_MILLI = 1_000_000;

	private final NBody nBody;

	private final WasmModule module;

	NBodyController(NBody nBody, @Qualifier("nbody") WasmModule module) {
		this.nBody = nBody;
		this.module = module;
	}

	@GetMapping("/nbody")
	Simulation simulate(@RequestParam(defaultValue = "1000") int steps) {
		if (steps < 0 || steps > MAX_STEPS) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "'steps' must be between 0 and " + MAX_STEPS);
		}
		long start = System.nanoTime();
		double energy = this.nBody.energyAfter(steps);
		double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
		return new Simulation(steps, energy, millis, this.module.getBackend());
	}

	/**
	 * Result of a simulation.
	 *
	 * @param steps number of steps
	 * @param energy energy of the system after them
	 * @param millis how long they took, in milliseconds
	 * @param backend what ran the guest
	 */
	record Simulation(int steps, double energy, double millis, String backend) {

	}

}
