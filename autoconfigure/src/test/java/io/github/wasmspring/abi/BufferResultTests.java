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

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BufferResult} and {@link TerminatedResult}.
 */
class BufferResultTests {

	private final Requests requests = new Requests();

	@ParameterizedTest
	@CsvSource({ "0x0000000000000000, 0, 0", "0x0000001000000005, 16, 5", "0xFFFFFFFFFFFFFFFF, 4294967295, 4294967295",
			"0x8000000080000000, 2147483648, 2147483648" })
	void readWhenPackedShouldSplitIntoUnsignedHalves(String raw, long pointer, long length) {
		new BufferResult(BytesCodec.INSTANCE, true).read(new long[] { Long.parseUnsignedLong(raw.substring(2), 16) },
				this.requests);
		assertThat(this.requests.pointer).isEqualTo(pointer);
		assertThat(this.requests.length).isEqualTo(length);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0, 0", "16, 5, 16, 5", "-1, -1, 4294967295, 4294967295",
			"0x7777777780000000, 0x7777777700000005, 2147483648, 5" })
	void readWhenNotPackedShouldUseTheUnsignedLowerHalves(String first, String second, long pointer, long length) {
		new BufferResult(BytesCodec.INSTANCE, false).read(new long[] { Long.decode(first), Long.decode(second) },
				this.requests);
		assertThat(this.requests.pointer).isEqualTo(pointer);
		assertThat(this.requests.length).isEqualTo(length);
	}

	@Test
	void readWhenTerminatedShouldUseTheUnsignedLowerHalf() {
		new TerminatedResult(BytesCodec.INSTANCE).read(new long[] { 0x7777_7777_8000_0000L }, this.requests);
		assertThat(this.requests.pointer).isEqualTo(0x8000_0000L);
	}

	@Test
	void readWhenTerminatedAndLowerHalfIsZeroShouldReturnNull() {
		Object result = new TerminatedResult(BytesCodec.INSTANCE).read(new long[] { 0x7777_7777_0000_0000L },
				this.requests);
		assertThat(result).isNull();
		assertThat(this.requests.pointer).isEqualTo(-1);
	}

	/**
	 * Keeps what was asked for.
	 */
	private static final class Requests implements BufferExchange {

		private long pointer = -1;

		private long length = -1;

		@Override
		public long pass(ByteBuffer bytes) {
			throw new UnsupportedOperationException();
		}

		@Override
		public byte[] take(long pointer, long length) {
			this.pointer = pointer;
			this.length = length;
			return new byte[0];
		}

		@Override
		public Object takeText(long pointer, long length, StringCodec codec) {
			throw new UnsupportedOperationException();
		}

		@Override
		public byte[] takeTerminated(long pointer) {
			this.pointer = pointer;
			return new byte[0];
		}

	}

}
