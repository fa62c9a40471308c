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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FunctionAdapter} with JSON.
 */
@EveryBackend
class FunctionAdapterJsonTests {

	private final WasmModule counting = Guests.shared("counting");

	@Test
	void invokeShouldPassObjects() {
		Order order = new Order("Grüße", 3, LocalDate.of(2026, 2, 28));
		assertThat(invoke(Functions.class, "order", "echo", order)).isEqualTo(order);
	}

	@Test
	void invokeShouldWriteTextInUtf8() {
		byte[] json = (byte[]) invoke(Functions.class, "orderAsBytes", "echo", new Order("ü", 1, null));
		assertThat(json).isNotNull();
		assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"ü\"").contains("\"count\":1");
	}

	@Test
	void invokeShouldKeepTypeArguments() {
		List<Order> orders = List.of(new Order("a", 1, null), new Order("b", 2, null));
		assertThat(invoke(Functions.class, "orders", "echo", orders)).isEqualTo(orders);
		Map<String, List<Order>> nested = Map.of("all", orders);
		assertThat(invoke(Functions.class, "nested", "echo", nested)).isEqualTo(nested);
	}

	@Test
	void invokeShouldKeepTypeInformationOfElements() {
		List<Shape> shapes = List.of(new Circle(1.5), new Square(2));
		assertThat(invoke(Functions.class, "shapes", "echo", shapes)).isEqualTo(shapes);
	}

	@Test
	void invokeShouldWriteWhatASubclassAdds() {
		assertThat(invoke(Functions.class, "base", "echo", new Derived(1, 2))).isEqualTo(Map.of("a", 1, "b", 2));
	}

	@Test
	void invokeShouldPassObjectsOfAnyType() {
		assertThat(invoke(Functions.class, "anything", "echo", List.of(1, "two"))).isEqualTo(List.of(1, "two"));
		assertThat(invoke(Functions.class, "intArray", "echo", new int[] { 1, 2 })).isEqualTo(new int[] { 1, 2 });
	}

	@Test
	void invokeShouldPassNullAsJson() {
		assertThat(invoke(Functions.class, "nullAsBytes", "echo", new @Nullable Object[] { null }))
			.isEqualTo("null".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void invokeWhenResultIsNullShouldReturnNull() {
		assertThat(invoke(Functions.class, "nullableOrder", "json_null", new Order("a", 1, null))).isNull();
		assertThat(invoke(Unmarked.class, "order", "json_null", new Order("a", 1, null))).isNull();
	}

	@Test
	void invokeWhenResultIsNullAndNonNullIsDeclaredShouldThrow() {
		assertThatExceptionOfType(WasmValueException.class)
			.isThrownBy(() -> invoke(Functions.class, "order", "json_null", new Order("a", 1, null)))
			.withMessageContaining("returned null, but the Java method is declared to return no null");
	}

	@Test
	void invokeWhenResultIsEmptyShouldThrow() {
		assertThatExceptionOfType(WasmValueException.class)
			.isThrownBy(() -> invoke(Functions.class, "noOrder", "empty"))
			.withMessageContaining("0 bytes cannot be read as JSON of type FunctionAdapterJsonTests.Order")
			.withCauseInstanceOf(JacksonException.class);
	}

	@Test
	void invokeWhenResultHasAnotherTypeShouldThrow() {
		assertThatExceptionOfType(WasmValueException.class)
			.isThrownBy(() -> invoke(Functions.class, "listAsOrder", "echo", List.of(1)))
			.withMessageContaining("3 bytes cannot be read as JSON")
			.withCauseInstanceOf(JacksonException.class);
	}

	@Test
	void invokeWhenArgumentCannotBeWrittenShouldThrow() {
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		assertThatExceptionOfType(WasmValueException.class)
			.isThrownBy(() -> invoke(Functions.class, "anything", "echo", endless))
			.withMessage("Module 'counting', function 'echo', backend '" + Backends.current().getId() + "': "
					+ "Object cannot be written as JSON. See the cause for the property that cannot be written.")
			.withCauseInstanceOf(JacksonException.class);
	}

	@Test
	void invokeShouldResolveTypeVariables() {
		Order order = new Order("a", 1, null);
		assertThat(invoke(Orders.class, "one", "echo", order)).isEqualTo(order);
		assertThat(invoke(Orders.class, "many", "echo", List.of(order))).isEqualTo(List.of(order));
		assertThat(invoke(Orders.class, "array", "echo", (Object) new Order[] { order }))
			.isEqualTo(new Order[] { order });
	}

	/**
	 * Invoke a function and expect that no buffer is left behind, whatever happens.
	 */
	private @Nullable Object invoke(Class<?> type, String method, String export, @Nullable Object... arguments) {
		FunctionAdapter adapter = TestFunctions.bind(type, method, this.counting, export, new JacksonWasmJson());
		try (WasmInstance instance = this.counting.instantiate()) {
			try {
				return adapter.invoke(instance, arguments);
			}
			finally {
				assertThat(instance.call("live")).isEqualTo(0);
			}
		}
	}

	interface Functions {

		Order order(Order order);

		@Nullable Order nullableOrder(Order order);

		Order noOrder();

		byte[] orderAsBytes(Order order);

		byte[] nullAsBytes(Order order);

		Order listAsOrder(List<Integer> list);

		List<Order> orders(List<Order> orders);

		Map<String, List<Order>> nested(Map<String, List<Order>> orders);

		List<Shape> shapes(List<Shape> shapes);

		Map<String, Integer> base(Base base);

		Object anything(Object value);

		int[] intArray(int[] values);

	}

	@NullUnmarked
	interface Unmarked {

		Order order(Order order);

	}

	interface Repository<T> {

		T one(T entity);

		List<? extends T> many(List<T> entities);

		T[] array(T[] entities);

	}

	interface Orders extends Repository<Order> {

	}

	record Order(String name, int count, @Nullable LocalDate date) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes({ @JsonSubTypes.Type(Circle.class), @JsonSubTypes.Type(Square.class) })
	interface Shape {

	}

	record Circle(double radius) implements Shape {

	}

	record Square(double side) implements Shape {

	}

	static class Base {

		public final int a;

		Base(int a) {
			this.a = a;
		}

	}

	static class Derived extends Base {

		public final int b;

		Derived(int a, int b) {
			super(a);
			this.b = b;
		}

	}

}
