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

import java.util.Map;
import java.util.function.Supplier;

import org.slf4j.MDC;

import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.util.ClassUtils;

/**
 * Lets what a caller's thread knows reach the thread that runs its call: the diagnostic
 * context of SLF4J, and what Micrometer's context propagation knows, such as the current
 * observation. Without these libraries there is nothing to do.
 */
final class CallerContext implements TaskDecorator {

	static final CallerContext INSTANCE = new CallerContext();

	private static final TaskDecorator PROPAGATION = decorator("io.micrometer.context.ContextSnapshot",
			ContextPropagatingTaskDecorator::new);

	private static final TaskDecorator DIAGNOSTICS = decorator("org.slf4j.MDC", () -> CallerContext::withDiagnostics);

	private CallerContext() {
	}

	private static TaskDecorator decorator(String type, Supplier<TaskDecorator> decorator) {
		return (ClassUtils.isPresent(type, CallerContext.class.getClassLoader())) ? decorator.get() : (task) -> task;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The observation comes last: where it is traced, it adds to the diagnostic context.
	 */
	@Override
	public Runnable decorate(Runnable task) {
		return DIAGNOSTICS.decorate(PROPAGATION.decorate(task));
	}

	private static Runnable withDiagnostics(Runnable task) {
		Map<String, String> context = MDC.getCopyOfContextMap();
		if (context == null || context.isEmpty()) {
			return task;
		}
		return () -> {
			MDC.setContextMap(context);
			try {
				task.run();
			}
			finally {
				MDC.clear();
			}
		};
	}

}
