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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/**
 * Runs the scenarios whose classes and methods it reads, in a virtual machine of its own,
 * and answers whether they passed.
 */
public final class ScenarioRunner {

	static final String PASSED = "passed";

	private static final String FAILED = "failed";

	/**
	 * Whether what happens seldom is tried often, and on threads of all sizes.
	 */
	static final boolean THOROUGH = Boolean.getBoolean("thorough");

	private ScenarioRunner() {
	}

	/**
	 * Run scenarios to the end of the standard input.
	 * @param arguments none
	 */
	public static void main(String[] arguments) throws IOException {
		PrintStream answers = System.out;
		System.setOut(System.err);
		BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String name = names.readLine(); name != null; name = names.readLine()) {
			System.out.println("Running " + name);
			answers.println(run(name.substring(0, name.indexOf('#')), name.substring(name.indexOf('#') + 1)));
		}
	}

	private static String run(String scenarios, String name) {
		try {
			Constructor<?> constructor = Class.forName(scenarios).getDeclaredConstructor();
			constructor.setAccessible(true);
			Method method = constructor.getDeclaringClass().getDeclaredMethod(name);
			method.setAccessible(true);
			method.invoke(constructor.newInstance());
			return PASSED;
		}
		catch (Throwable ex) {
			ex.printStackTrace();
			return FAILED;
		}
	}

	/**
	 * Return how often to try what has to be tried often.
	 */
	static int often(int times) {
		return (THOROUGH) ? times : Math.max(1, times / 20);
	}

	/**
	 * Return the stacks, in KB, of the threads to try something on that takes long on
	 * each, of which the last one is the most telling.
	 */
	static int[] stacks(int... sizes) {
		return (THOROUGH) ? sizes : new int[] { sizes[sizes.length - 1] };
	}

}
