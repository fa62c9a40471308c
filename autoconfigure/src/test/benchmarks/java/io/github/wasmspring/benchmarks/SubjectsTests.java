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

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Subjects}: that all of them do the same work.
 */
class SubjectsTests {

	private static final String TEXT = "Zwölf Boxkämpfer jagen Viktor \uD83E\uDD4A";

	private static final byte[] ORDER = """
			{"customer": "gold", "items": [{"sku": "tea", "quantity": 12, "unitPrice": 4.5}], "coupon": "TEN"}
			""".getBytes(StandardCharsets.UTF_8);

	private final Subject java = new JavaSubject();

	private final byte[] image = new byte[16 * 16 * 4];

	SubjectsTests() {
		new Random(42).nextBytes(this.image);
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter", "wasmtime", "wasmtime-dedicated-threads", "chicory-raw",
			"chicory-raw-array", "wasmtime-raw" })
	void subjectShouldDoTheSameAsPlainJava(String name) {
		Subject subject = Subjects.create(name);
		assertThat(subject.add(40, 2)).isEqualTo(42);
		assertThat(subject.echo(TEXT)).isEqualTo(TEXT);
		assertThat(subject.fannkuch(6)).isEqualTo(this.java.fannkuch(6));
		assertThat(subject.mandelbrot(20)).isEqualTo(this.java.mandelbrot(20));
		assertThat(subject.energyAfter(100)).isCloseTo(this.java.energyAfter(100), within(1e-12));
		assertThat(subject.energyAfterWithMalloc(100)).isEqualTo(subject.energyAfter(100));
		assertThat(subject.sha256(this.image)).isEqualTo(this.java.sha256(this.image));
		assertThat(subject.blur(this.image, 16, 16, 2)).isEqualTo(this.java.blur(this.image, 16, 16, 2));
		assertThat(subject.reverse(TEXT)).isEqualTo(this.java.reverse(TEXT));
		assertThat(subject.fib(10)).isEqualTo(55).isEqualTo(this.java.fib(10));
		assertThat(subject.indirectCalls(100)).isEqualTo(this.java.indirectCalls(100));
		assertThat(subject.hostCalls(7)).isEqualTo(this.java.hostCalls(7));
		JsonMapper mapper = new JsonMapper();
		assertThat(mapper.readTree(subject.price(ORDER))).isEqualTo(mapper.readTree(this.java.price(ORDER)));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 55, 56, 63, 64, 1000 })
	void digestInPlainJavaShouldBeThatOfTheJdk(int length) {
		byte[] message = new byte[length];
		new Random(42).nextBytes(message);
		assertThat(this.java.sha256(message)).isEqualTo(new JdkSubject().sha256(message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory-proxy", "chicory-handle" })
	void formOfPluginShouldAdd(String name) {
		assertThat(Subjects.create(name).add(40, 2)).isEqualTo(42);
	}

}
