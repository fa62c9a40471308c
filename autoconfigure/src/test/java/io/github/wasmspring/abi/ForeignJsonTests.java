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

package io.github.wasmspring.abi;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.google.gson.JsonObject;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ForeignJson} and {@link BoundedDecimals}.
 */
class ForeignJsonTests {

	private final WasmModule module = Guests.load("counting", Backends.CHICORY_INTERPRETER.get());

	@ParameterizedTest
	@MethodSource("foreign")
	void bindWhenTypeHasAValueOfAnotherLibraryShouldThrow(Method method) {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> FunctionAdapter.bind(MethodSignature.of(method, Foreign.class), this.module, "length",
					ValueCodecs.of(new JacksonWasmJson())))
			.withMessageContainingAll("a value of another JSON library", "Use tools.jackson.databind.JsonNode");
	}

	static Stream<Method> foreign() {
		return Arrays.stream(Foreign.class.getDeclaredMethods());
	}

	@Test
	void findForeignShouldAcceptOtherTypes() {
		WasmJson json = new JacksonWasmJson();
		for (Class<?> type : List.of(JsonNode.class, Map.class, Object.class, Recursive.class, BigDecimal.class)) {
			assertThat(json.findForeign(type)).as(type.getName()).isNull();
		}
	}

	@Test
	void findForeignWhenMapperHasAModuleForItShouldAcceptIt() {
		SimpleModule gson = new SimpleModule().addSerializer(JsonObject.class, new GsonSerializer());
		assertThat(new JacksonWasmJson(JsonMapper.builder().addModule(gson).build()).findForeign(JsonObject.class))
			.isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e999999", "-1e999999", "1e-999999", "\"1e999999\"", "1e1000", "1e-1001" })
	void readWhenDecimalIsTooLongShouldThrow(String number) {
		WasmJson json = new JacksonWasmJson();
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(json, number, BigDecimal.class))
			.withMessageContaining("at most 1000 are allowed");
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> read(json, "{\"price\":" + number + "}", Price.class))
			.withMessageContaining("at most 1000 are allowed");
	}

	@Test
	void readWhenDecimalIsWithinTheLimitsOfTheMapperShouldAcceptIt() {
		assertThat(read(new JacksonWasmJson(), "1e999", BigDecimal.class)).isEqualTo(new BigDecimal("1e999"));
		assertThat(read(new JacksonWasmJson(), "12.50", BigDecimal.class)).isEqualTo(new BigDecimal("12.50"));
		JsonMapper mapper = JsonMapper
			.builder(JsonFactory.builder()
				.streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(5000).build())
				.build())
			.build();
		assertThat(read(new JacksonWasmJson(mapper), "1e4000", BigDecimal.class)).isEqualTo(new BigDecimal("1e4000"));
	}

	private static Object read(WasmJson json, String document, Class<?> type) {
		return json.read(document.getBytes(StandardCharsets.UTF_8), type);
	}

	record Price(BigDecimal price) {

	}

	record Recursive(List<Recursive> children, Map<String, Recursive> named, JsonNode tree) {

	}

	record Holder(String name, Inner inner) {

	}

	static class Inner extends Base {

		private int number;

	}

	static class Base {

		private Map<String, List<JSONObject>> values;

	}

	interface Foreign {

		int gson(JsonObject value);

		int orgJson(JSONObject value);

		int array(JSONArray[] values);

		int list(List<JsonObject> values);

		int map(Map<String, List<? extends JSONArray>> values);

		int nested(Holder value);

		JSONObject result(String text);

	}

	private static final class GsonSerializer extends ValueSerializer<JsonObject> {

		@Override
		public void serialize(JsonObject value, JsonGenerator generator, SerializationContext context) {
			generator.writeRawValue(value.toString());
		}

	}

}
