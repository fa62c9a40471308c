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

package io.github.wasmspring.adapters.ai;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.method.MethodToolCallback;
import org.springframework.ai.tool.support.ToolDefinitions;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Makes tools of the methods of a plugin interface that have {@link Tool}.
 */
// tag::tools[]
final class PluginTools implements ToolCallbackProvider {

	private final ToolCallback[] tools;

	private PluginTools(List<ToolCallback> tools) {
		this.tools = tools.toArray(ToolCallback[]::new);
	}

	static <T> PluginTools of(Class<T> type, T plugin) {
		List<ToolCallback> tools = new ArrayList<>();
		for (Method method : type.getMethods()) {
			// The annotations are on the interface, so the plugin's class does not show
			// them.
			if (AnnotatedElementUtils.hasAnnotation(method, Tool.class)) {
				tools.add(MethodToolCallback.builder()
					.toolDefinition(ToolDefinitions.from(method))
					.toolMethod(method)
					.toolObject(plugin)
					.build());
			}
		}
		return new PluginTools(tools);
	}

	@Override
	public ToolCallback[] getToolCallbacks() {
		return this.tools.clone();
	}

}
// end::tools[]
