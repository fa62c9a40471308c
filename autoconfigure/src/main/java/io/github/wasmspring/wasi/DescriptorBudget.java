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

package io.github.wasmspring.wasi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * Descriptors of the process that all guests together may keep open, so that enough of
 * them remain for the application.
 *
 * @since 0.1.0
 */
public final class DescriptorBudget {

	/**
	 * Which part of the process' limit guests may use.
	 */
	private static final int PART = 2;

	/**
	 * Limit of the process where it cannot be found out, which is the usual one.
	 */
	private static final long USUAL_LIMIT = 1024;

	private static final Path LIMITS = Path.of("/proc/self/limits");

	private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\d+|unlimited)");

	private final long most;

	private final AtomicLong used = new AtomicLong();

	/**
	 * Create a new budget.
	 * @param most most descriptors in total
	 */
	public DescriptorBudget(long most) {
		Assert.isTrue(most >= 0, "'most' must not be negative");
		this.most = most;
	}

	/**
	 * Create a budget of half of what the process may open.
	 * @return a new budget
	 */
	public static DescriptorBudget ofProcess() {
		return new DescriptorBudget(limitOfProcess() / PART);
	}

	private static long limitOfProcess() {
		try {
			return limitIn(Files.readString(LIMITS));
		}
		catch (IOException ex) {
			return USUAL_LIMIT;
		}
	}

	static long limitIn(String limits) {
		Matcher matcher = OPEN_FILES.matcher(limits);
		if (!matcher.find()) {
			return USUAL_LIMIT;
		}
		return (matcher.group(1).equals("unlimited")) ? Long.MAX_VALUE : Long.parseLong(matcher.group(1));
	}

	/**
	 * Return how many descriptors are in use.
	 * @return the number
	 */
	public long getUsed() {
		return this.used.get();
	}

	/**
	 * Take descriptors before they are opened.
	 * @throws SandboxException if so many are not left
	 */
	void take(int descriptors) {
		if (this.used.addAndGet(descriptors) > this.most) {
			giveBack(descriptors);
			throw new SandboxException(WasiError.TOO_MANY_FILES_IN_TOTAL, "limit of all guests");
		}
	}

	void giveBack(int descriptors) {
		this.used.addAndGet(-descriptors);
	}

}
