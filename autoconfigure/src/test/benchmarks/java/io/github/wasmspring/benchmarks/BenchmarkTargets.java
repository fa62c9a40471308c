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

package io.github.wasmspring.benchmarks;

import java.util.List;

/**
 * The targets that the project has set itself.
 */
final class BenchmarkTargets {

	private static final String FASTER = " × faster";

	static final List<BenchmarkTarget> ALL = List.of(
			BenchmarkTarget.atMost("n-body on `chicory` against plain Java", 1.4, " ×",
					BenchmarkFigure.ratio(nBody("chicory"), nBody("java"))),
			BenchmarkTarget.shown("the same, the fastest JVM of each", " ×",
					BenchmarkFigure.bestRatio(nBody("chicory"), nBody("java"))),
			BenchmarkTarget.atLeast("n-body on `chicory` against Chicory as it ships", 4.5, FASTER,
					BenchmarkFigure.ratio(nBody("chicory-raw"), nBody("chicory"))),
			BenchmarkTarget.atLeast("n-body on `chicory` against `chicory-interpreter`", 100, FASTER,
					BenchmarkFigure.ratio(nBody("chicory-interpreter"), nBody("chicory"))),
			BenchmarkTarget.atMost("n-body on `wasmtime` against plain Java", 1.2, " ×",
					BenchmarkFigure.ratio(nBody("wasmtime"), nBody("java"))),
			BenchmarkTarget.atMost(
					"`int add(int, int)` of a plugin on `chicory`, pooled, with timeout and memory limit", 12, " ns",
					BenchmarkFigure.score(add("chicory"))),
			BenchmarkTarget.atMost("the same: allocated", 1, " B", BenchmarkFigure.allocated(add("chicory"))),
			BenchmarkTarget.atMost("the same against Chicory by hand", 3.6, " ×",
					BenchmarkFigure.ratio(add("chicory"), add("chicory-raw"))),
			BenchmarkTarget.atMost("the same with meters", 120, " ns", BenchmarkFigure.score(withMeters())),
			BenchmarkTarget.atMost("the same with meters: allocated", 1, " B", BenchmarkFigure.allocated(withMeters())),
			BenchmarkTarget.atMost("`int add(int, int)` of a plugin on `wasmtime`, pooled", 2000, " ns",
					BenchmarkFigure.score(add("wasmtime"))),
			BenchmarkTarget.atLeast(
					"`int add(int, int)` of a plugin on `wasmtime` against wasmtime-java's own `Func.call`", 6, FASTER,
					BenchmarkFigure.ratio(add("wasmtime-raw"), add("wasmtime"))),
			BenchmarkTarget.atMost("`String` echo of 100 bytes on `chicory`", 400, " ns",
					BenchmarkFigure.score(BenchmarkCase.of("EchoBenchmark.echo", "chicory").with("length", "100"))),
			BenchmarkTarget.atMost("call on an instance of its own, two pages of memory, `chicory`", 10, " µs",
					BenchmarkFigure.score(BenchmarkCase.of("InstanceBenchmark.perCall", "chicory").with("pages", "2"))),
			BenchmarkTarget.atLeast("making n-body ready again against the first time", 840, FASTER,
					BenchmarkFigure.ratio(boot("first"), boot("again"))),
			BenchmarkTarget.atMost("making n-body ready again, its file unchanged", 4, " µs",
					BenchmarkFigure.score(boot("again"))),
			BenchmarkTarget.atLeast("n-body of 100 steps by 2 threads against 1 on `chicory`", 1.8, " ×",
					BenchmarkFigure.ratio(threads("nBody2"), threads("nBody1"))),
			BenchmarkTarget.atLeast("`int add(int, int)` by 2 threads against 1 on `chicory`", 1.8, " ×",
					BenchmarkFigure.ratio(threads("add2"), threads("add1"))),
			BenchmarkTarget.atLeast("whole process that runs SQLite (1.1 MB): serialized against compiled", 2.5, FASTER,
					BenchmarkFigure.ratio(restart("compiled"), restart("artifact"))),
			BenchmarkTarget.atMost("start of an empty application: what the starter adds", 50, " ms",
					BenchmarkFigure.score(StartupBenchmark.DIFFERENCE)));

	private BenchmarkTargets() {
	}

	private static BenchmarkCase nBody(String subject) {
		return BenchmarkCase.of("WorkloadBenchmark.nBody", subject);
	}

	private static BenchmarkCase add(String subject) {
		return BenchmarkCase.of("CallBenchmark.add", subject);
	}

	private static BenchmarkCase withMeters() {
		return BenchmarkCase.of("SafetyBenchmark.add", "pooled-with-timeout-and-meters");
	}

	private static BenchmarkCase boot(String method) {
		return BenchmarkCase.of("BootBenchmark." + method, "chicory");
	}

	private static BenchmarkCase threads(String method) {
		return BenchmarkCase.of("ThreadsBenchmark." + method, "chicory");
	}

	private static BenchmarkCase restart(String method) {
		return BenchmarkCase.of("RestartBenchmark." + method, "chicory");
	}

}
