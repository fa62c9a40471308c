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

package io.github.wasmspring.instance;

import java.util.concurrent.ThreadLocalRandom;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A call that ends while the watchdog looks is either interrupted, and says so, or not;
 * its thread is not interrupted afterwards, nor later.
 */
@JCStressTest
@Outcome(id = { "false, false", "true, false" }, expect = Expect.ACCEPTABLE, desc = "no interrupt is left")
@Outcome(expect = Expect.FORBIDDEN, desc = "an interrupt is left")
@State
public class WatchedCall {

	/**
	 * So long that no watchdog is told.
	 */
	private static final long TIMEOUT = Long.MAX_VALUE - Long.MAX_VALUE / 16;

	private static final int LOOKS = 3;

	private static final int LONGEST = 3000;

	private final CallWatch watch = new CallWatch(CallWatchdog.SHARED, (stack) -> true);

	@Actor
	public void caller(ZZ_Result result) {
		boolean before = Thread.interrupted();
		this.watch.begin(TIMEOUT);
		for (int i = ThreadLocalRandom.current().nextInt(LONGEST); i > 0; i--) {
			Thread.onSpinWait();
		}
		boolean expired = this.watch.end();
		result.r1 = expired;
		result.r2 = before || Thread.interrupted();
	}

	@Actor
	public void watchdog() {
		for (int i = 0; i < LOOKS; i++) {
			this.watch.check(System.nanoTime() + TIMEOUT + 1);
		}
	}

}
