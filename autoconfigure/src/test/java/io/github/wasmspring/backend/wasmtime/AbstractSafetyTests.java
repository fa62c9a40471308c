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

package io.github.wasmspring.backend.wasmtime;

import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that Java code does may take the virtual machine down, so these tests run in
 * one of their own.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractSafetyTests {

	private final String[] options;

	private ScenarioMachine machine;

	/**
	 * Create the tests.
	 * @param options the options of the virtual machine
	 */
	AbstractSafetyTests(String... options) {
		this.options = options;
	}

	@BeforeAll
	void prepareMachine(@TempDir Path directory) {
		this.machine = new ScenarioMachine(directory, Arrays.asList(this.options));
	}

	@AfterAll
	void stopMachine() {
		this.machine.close();
	}

	@Test
	void handlesShouldNotBeUsedAfterTheirEnd() throws Exception {
		run("useAfterClose", "closeInHostFunction", "moduleClosedWithInstances", "backendClosedWithInstances",
				"escapedCaller");
	}

	@Test
	void closeShouldWaitForCallsAndViews() throws Exception {
		run("closeDuringCall", "closeRacingWithCalls", "viewsOutliveTheirInstance", "twoThreads");
	}

	@Test
	void hostFunctionsShouldFailAsTheyLike() throws Exception {
		run("hostFailures", "hostResultsThatDoNotFit", "heapExhaustedInHostFunction");
	}

	@Test
	void binariesAndStartSectionsShouldFailProperly() throws Exception {
		run("codeAfterTheEnd", "hiddenInstructions", "interruptInStartSection");
	}

	@Test
	void endlessRecursionShouldTrapOnThreadsOfAnySize() throws Exception {
		run("recursion", "nestedRecursion", "nestedInstances", "recursionOnThreadsOf512Kilobytes");
	}

	@Test
	void endlessRecursionShouldTrapAtGreatDepthInJava() throws Exception {
		run("greatDepthInJava", "everythingAtGreatDepthInJava");
	}

	@Test
	void argumentsThatDoNotFitShouldBeRefused() throws Exception {
		call("wrongArguments", "handlesOfOtherModules", "guestsThatExit");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void callsOnVirtualThreadsShouldBehaveAsOnOthers() throws Exception {
		call("callsOnVirtualThreads", "timeoutsOnVirtualThreads", "interruptsOnVirtualThreads",
				"recursionOnVirtualThreads");
	}

	private void run(String... scenarios) throws Exception {
		this.machine.run(WasmtimeScenarios.class, scenarios);
	}

	private void call(String... scenarios) throws Exception {
		this.machine.run(WasmtimeCallScenarios.class, scenarios);
	}

}
