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
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that Java code does may take the virtual machine down, so these tests run in
 * virtual machines of their own.
 */
class WasmtimeSafetyTests {

	@TempDir
	private Path directory;

	@Test
	void handlesShouldNotBeUsedAfterTheirEnd() throws Exception {
		run(List.of(), "useAfterClose", "closeInHostFunction", "moduleClosedWithInstances",
				"backendClosedWithInstances", "escapedCaller");
	}

	@Test
	void closeShouldWaitForCallsAndViews() throws Exception {
		run(List.of(), "closeDuringCall", "closeRacingWithCalls", "viewsOutliveTheirInstance", "twoThreads");
	}

	@Test
	void hostFunctionsShouldFailAsTheyLike() throws Exception {
		run(List.of("-Xmx96m"), "hostFailures", "hostResultsThatDoNotFit", "heapExhaustedInHostFunction");
	}

	@Test
	void binariesAndStartSectionsShouldFailProperly() throws Exception {
		run(List.of(), "codeAfterTheEnd", "hiddenInstructions", "interruptInStartSection");
	}

	@Test
	void endlessRecursionShouldTrapOnThreadsOfAnySize() throws Exception {
		run(List.of(), "recursion", "nestedRecursion", "nestedInstances", "recursionOnThreadsOf512Kilobytes");
	}

	@Test
	void endlessRecursionShouldTrapAtGreatDepthInJava() throws Exception {
		run(List.of(), "greatDepthInJava", "everythingAtGreatDepthInJava");
	}

	@Test
	void endlessRecursionShouldTrapWhenJavaIsInterpreted() throws Exception {
		run(List.of("-Xint"), "recursion", "nestedRecursion", "greatDepthInJava");
	}

	@Test
	void threadsOfTheBackendShouldBeAsSafe() throws Exception {
		run(List.of("-Ddedicated=true"), "useAfterClose", "closeDuringCall", "closeInHostFunction",
				"closeRacingWithCalls", "viewsOutliveTheirInstance", "twoThreads", "hostFailures",
				"interruptInStartSection", "recursion", "nestedRecursion", "nestedInstances", "greatDepthInJava");
	}

	@Test
	void manyHostCallsShouldEndInATrapOrWork() throws Exception {
		assertThat(run(List.of("-Xmx160m"), "tenMillionHostCalls")).contains("1000000 host calls");
	}

	@Test
	void hostCallsOfAllGuestsShouldNotFillTheHeap() throws Exception {
		callHost("tenMillionCallsOnEachOfManyThreads");
	}

	@Test
	void hostCallsOnFullHeapShouldThrow() throws Exception {
		callHost("callsOnFullHeap");
	}

	@Test
	void tooManyInstancesShouldBeRefused() throws Exception {
		run(List.of(), "tooManyInstances", "forgottenInstances");
	}

	@Test
	void argumentsThatDoNotFitShouldBeRefused() throws Exception {
		call(List.of(), "wrongArguments", "handlesOfOtherModules", "guestsThatExit");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void callsOnVirtualThreadsShouldBehaveAsOnOthers() throws Exception {
		for (boolean dedicated : new boolean[] { false, true }) {
			call(List.of("-Ddedicated=" + dedicated), "callsOnVirtualThreads", "timeoutsOnVirtualThreads",
					"interruptsOnVirtualThreads", "recursionOnVirtualThreads");
		}
	}

	private void callHost(String scenario) throws Exception {
		String printed = ForkedJvm
			.start(this.directory, List.of("-Xmx48m", "-XX:+UseSerialGC"), WasmtimeHostCallScenarios.class, scenario)
			.await();
		assertThat(printed).contains("Done");
	}

	private void call(List<String> options, String... scenarios) throws Exception {
		String printed = ForkedJvm.start(this.directory, options, WasmtimeCallScenarios.class, scenarios).await();
		assertThat(printed).contains("Done");
	}

	private String run(List<String> options, String... scenarios) throws Exception {
		String printed = ForkedJvm.start(this.directory, options, WasmtimeScenarios.class, scenarios).await();
		assertThat(printed).contains("Done");
		return printed;
	}

}
