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

package io.github.wasmspring;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/**
 * Tests for the tests: nothing in them waits in the common pool, which has a single
 * thread on a machine with two processors.
 */
@AnalyzeClasses(packages = "io.github.wasmspring", importOptions = ImportOption.OnlyIncludeTests.class)
class TestArchitectureTests {

	@ArchTest
	final ArchRule nobodyWaitsInTheCommonPool = ArchRuleDefinition.noClasses()
		.should()
		.callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
		.orShould()
		.callMethod(CompletableFuture.class, "runAsync", Runnable.class)
		.orShould()
		.callMethod(Process.class, "onExit");

}
