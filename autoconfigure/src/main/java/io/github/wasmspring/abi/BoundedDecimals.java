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

import java.math.BigDecimal;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Refuses decimals that would have more digits, written out in full, than the mapper
 * allows: a few characters such as {@code 1e999999} would keep whoever calculates with
 * them busy.
 */
@SuppressWarnings("serial")
final class BoundedDecimals extends ValueDeserializerModifier {

	@Override
	public ValueDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription.Supplier type,
			ValueDeserializer<?> deserializer) {
		return (type.getBeanClass() == BigDecimal.class) ? new BoundedDecimal(deserializer) : deserializer;
	}

	/**
	 * Reads a decimal as another deserializer does.
	 */
	private static final class BoundedDecimal extends DelegatingDeserializer {

		BoundedDecimal(ValueDeserializer<?> delegate) {
			super(delegate);
		}

		@Override
		protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
			return new BoundedDecimal(delegate);
		}

		@Override
		public Object deserialize(JsonParser parser, DeserializationContext context) {
			Object value = super.deserialize(parser, context);
			if (value instanceof BigDecimal decimal) {
				long digits = Math.max((long) decimal.precision() - decimal.scale(), decimal.scale());
				long most = parser.streamReadConstraints().getMaxNumberLength();
				if (digits > most) {
					context.reportInputMismatch(BigDecimal.class,
							"number has %d digits when it is written out, but at most %d are allowed", digits, most);
				}
			}
			return value;
		}

	}

}
