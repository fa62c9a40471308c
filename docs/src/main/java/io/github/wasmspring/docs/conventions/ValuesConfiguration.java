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

package io.github.wasmspring.docs.conventions;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;

import io.github.wasmspring.abi.ResultAdapter;
import io.github.wasmspring.abi.ValueCodec;
import io.github.wasmspring.abi.ValueCodecResolver;

/**
 * Passes identifiers as 16 bytes, and lets methods return futures.
 */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings("NullAway")
class ValuesConfiguration {

	// tag::adapter[]
	@Bean
	ResultAdapter futures(Executor applicationTaskExecutor) {
		return new ResultAdapter() {

			@Override
			public @Nullable ResolvableType findValueType(ResolvableType resultType) {
				return (resultType.toClass() == CompletableFuture.class) ? resultType.getGeneric() : null;
			}

			@Override
			public Object adapt(Supplier<@Nullable Object> call, ResolvableType resultType) {
				return CompletableFuture.supplyAsync(call, applicationTaskExecutor);
			}

		};
	}
	// end::adapter[]

	// tag::codec[]
	@Bean
	ValueCodecResolver identifiers() {
		return (type, parameter) -> (type.toClass() == UUID.class) ? new UuidCodec() : null;
	}

	static final class UuidCodec implements ValueCodec {

		@Override
		public byte[] encode(@Nullable Object value) {
			UUID id = (UUID) value;
			return ByteBuffer.allocate(16)
				.putLong(id.getMostSignificantBits())
				.putLong(id.getLeastSignificantBits())
				.array();
		}

		@Override
		public Object decode(byte[] bytes) {
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			return new UUID(buffer.getLong(), buffer.getLong());
		}

	}
	// end::codec[]

}
