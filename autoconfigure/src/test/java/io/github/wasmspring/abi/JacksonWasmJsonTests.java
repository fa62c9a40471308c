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

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JacksonWasmJson}.
 */
class JacksonWasmJsonTests {

	@Test
	void writeAndReadShouldUseTheMapper() {
		JsonMapper mapper = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		WasmJson json = new JacksonWasmJson(mapper);
		byte[] bytes = json.write(new Item("a"), Item.class);
		assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("{\"item_name\":\"a\"}");
		assertThat(json.read(bytes, Item.class)).isEqualTo(new Item("a"));
	}

	@Test
	void nullShouldBeTheJsonValue() {
		WasmJson json = new JacksonWasmJson();
		byte[] bytes = json.write(null, Item.class);
		assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("null");
		assertThat(json.read(bytes, Item.class)).isNull();
	}

	@Test
	void createWhenMapperIsNullShouldThrow() {
		assertThatIllegalArgumentException().isThrownBy(() -> new JacksonWasmJson(null))
			.withMessage("'mapper' must not be null");
	}

	@Test
	void noneShouldConvertNothing() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> WasmJson.NONE.write("a", String.class))
			.withMessageContaining("spring-boot-starter-jackson");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> WasmJson.NONE.read(new byte[0], String.class))
			.withMessageContaining("spring-boot-starter-jackson");
	}

	record Item(String itemName) {

	}

}
