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

/**
 * The last run of the suite on a version of Java.
 *
 * @param java version of Java
 * @param date when
 * @param commit of what
 * @param machine where
 * @param note what else is to be known, such as that the machine was busy
 */
record KernelRun(int java, String date, String commit, String machine, String note) {

	static final String HEADER = "java,date,commit,machine,note";

	static KernelRun begin() {
		BenchmarkRun run = BenchmarkRun.begin();
		String machine = "%s %s; %d processors; %s".formatted(System.getProperty("os.name"),
				System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(),
				System.getProperty("java.vm.version"));
		return new KernelRun(Runtime.version().feature(), run.date(), run.commit(), machine,
				System.getProperty("kernels.note", ""));
	}

	static KernelRun parse(String line) {
		String[] words = line.split(",", 5);
		return new KernelRun(Integer.parseInt(words[0]), words[1], words[2], words[3], words[4]);
	}

	String describe() {
		return "%s, commit %s, %s".formatted(this.date, this.commit, this.machine)
				+ ((this.note.isEmpty()) ? "" : ". **" + this.note + "**");
	}

	@Override
	public String toString() {
		return "%d,%s,%s,%s,%s".formatted(this.java, this.date, this.commit, this.machine, this.note);
	}

}
