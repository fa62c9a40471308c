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

import java.util.Locale;

/**
 * What was measured of one kernel on one engine, on one version of Java.
 *
 * @param java version of Java
 * @param kernel the kernel
 * @param engine who did the work
 * @param checksum what the work resulted in
 * @param best nanoseconds of the processor for the fastest call
 * @param load nanoseconds until the work was ready, from binary to instance
 * @param first nanoseconds of the first call
 * @param warm nanoseconds from the beginning of loading to the end of the first call that
 * took at most a quarter more than the fastest
 * @param calls how many calls there were
 */
record KernelFigure(int java, String kernel, String engine, long checksum, long best, long load, long first, long warm,
		int calls) {

	static final String HEADER = "java,kernel,engine,checksum,best_ns,load_ns,first_ns,warm_ns,calls";

	/**
	 * Do the work until it gets no faster.
	 * @param patience nanoseconds of the processor after which it is unlikely to
	 * @param longest most nanoseconds of the processor for all calls but one
	 */
	static KernelFigure measure(String engine, Kernel kernel, long patience, long longest) {
		int java = Runtime.version().feature();
		long begin = System.nanoTime();
		KernelWork work = KernelEngine.prepare(engine, kernel);
		long load = System.nanoTime() - begin;
		KernelCalls calls = new KernelCalls();
		long checksum = 0;
		while (!calls.isOver(patience, longest)) {
			checksum = calls.time(() -> work.run(kernel.size()));
		}
		return new KernelFigure(java, kernel.id(), engine, checksum, calls.best(), load, calls.first(),
				load + calls.warm(), calls.count());
	}

	/**
	 * Return the figure of a line that {@link #toString()} has made.
	 */
	static KernelFigure parse(String line) {
		String[] words = line.split(",");
		return new KernelFigure(Integer.parseInt(words[0]), words[1], words[2], Long.parseLong(words[3]),
				Long.parseLong(words[4]), Long.parseLong(words[5]), Long.parseLong(words[6]), Long.parseLong(words[7]),
				Integer.parseInt(words[8]));
	}

	/**
	 * Return the name of the kernel, which its variants share.
	 */
	String name() {
		return this.kernel.substring(0, this.kernel.lastIndexOf('-'));
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%d,%s,%s,%d,%d,%d,%d,%d,%d", this.java, this.kernel, this.engine,
				this.checksum, this.best, this.load, this.first, this.warm, this.calls);
	}

}
