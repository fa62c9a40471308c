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

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.plugin.ImportWasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PluginTools}, with what Spring AI does when a model asks for a tool.
 */
class PluginToolsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class))
		.withUserConfiguration(ImportConfiguration.class, ToolConfiguration.class);

	@Test
	void annotatedMethodsShouldBeTools() {
		this.contextRunner.run((context) -> {
			ToolCallback[] tools = context.getBean(ToolCallbackProvider.class).getToolCallbacks();
			assertThat(tools).extracting((tool) -> tool.getToolDefinition().name())
				.containsExactlyInAnyOrder("slug", "countVowels");
			assertThat(tools).anySatisfy((tool) -> {
				assertThat(tool.getToolDefinition().description()).isEqualTo("Makes the part of a URL from a title");
				assertThat(tool.getToolDefinition().inputSchema()).contains("\"title\"",
						"the title, as people read it");
			});
		});
	}

	@Test
	void modelShouldGetWhatTheGuestReturns() {
		assertThat(answerTo("slug", "{\"title\": \"Hello, Wörld!\"}")).isEqualTo("\"hello-world\"");
		assertThat(answerTo("countVowels", "{\"text\": \"Abecedarian\"}")).isEqualTo("6");
	}

	@Test
	void modelShouldGetTheFailureOfAGuest() {
		assertThat(answerTo("countVowels", "{}")).contains("null");
	}

	private String answerTo(String tool, String arguments) {
		String[] answer = new String[1];
		this.contextRunner.run((context) -> {
			ToolCallback[] tools = context.getBean(ToolCallbackProvider.class).getToolCallbacks();
			Prompt prompt = new Prompt("?", ToolCallingChatOptions.builder().toolCallbacks(tools).build());
			AssistantMessage question = AssistantMessage.builder()
				.toolCalls(List.of(new ToolCall("1", "function", tool, arguments)))
				.build();
			List<Message> messages = ToolCallingManager.builder()
				.build()
				.executeToolCalls(prompt, new ChatResponse(List.of(new Generation(question))))
				.conversationHistory();
			ToolResponseMessage last = (ToolResponseMessage) messages.get(messages.size() - 1);
			answer[0] = last.getResponses().get(0).responseData();
		});
		return answer[0];
	}

	@ImportWasmPlugins(TextTools.class)
	static class ImportConfiguration {

	}

}
