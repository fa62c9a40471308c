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

package io.github.wasmspring.backend;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import io.github.wasmspring.WasmException;

/**
 * Keeps the failure of a host function short, however often guest and host called each
 * other: each failure tells of itself only, and those in the middle are left out.
 */
final class NestedFailures {

	/**
	 * Most failures of this project in one chain of causes.
	 */
	static final int MOST = 16;

	/**
	 * How many of the innermost ones stay when there are more.
	 */
	private static final int INNERMOST = 8;

	private static final int LONGEST_TEXT = 500;

	private NestedFailures() {
	}

	/**
	 * Describe a failure by one line that does not grow with what is below it.
	 */
	static String describe(Throwable failure) {
		String text = (failure instanceof WasmException named && named.getCause() != null)
				? named.getClass().getName() + " (" + StringUtils.uncapitalize(named.getContext().toString()) + ")"
				: failure.toString();
		return StringUtils.truncate(text, LONGEST_TEXT);
	}

	/**
	 * Return a failure, or its innermost causes below one that tells how many are left
	 * out.
	 */
	static Throwable shorten(Throwable failure) {
		List<WasmException> chain = new ArrayList<>();
		int omitted = 0;
		for (Throwable ex = failure; ex != null; ex = ex.getCause()) {
			if (ex instanceof WasmException named) {
				chain.add(named);
			}
			else if (ex instanceof OmittedFailures others) {
				omitted += others.count;
			}
		}
		int outermost = chain.size() - INNERMOST;
		return (chain.size() < MOST) ? failure : new OmittedFailures(outermost + omitted, chain.get(outermost));
	}

	/**
	 * Stands for failures that are left out of a chain of causes.
	 */
	private static final class OmittedFailures extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final int count;

		OmittedFailures(int count, @Nullable Throwable cause) {
			super("%d failures of calls within each other are left out here".formatted(count), cause, false, false);
			this.count = count;
		}

	}

}
