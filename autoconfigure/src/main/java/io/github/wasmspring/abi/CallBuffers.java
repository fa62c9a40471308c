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
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.WasmValueException;

/**
 * {@link BufferExchange} of a single call: arguments live until it is closed, results are
 * freed as soon as they are copied, unless the guest keeps them.
 */
final class CallBuffers implements BufferExchange, AutoCloseable {

	private static final String RETURNED_ARGUMENT = "The function returned the memory of its argument, which is freed as an argument and as a result. Copy it into memory of its own first.";

	private static final String OWNED_RESULT = "Return memory of the guest's own allocator: it is freed after it was read, so do not free it in the guest. If the function returns a constant or a buffer that the guest keeps, annotate the method with @WasmFunction(free = false).";

	private final WasmInstance instance;

	private final GuestMemory memory;

	private final @Nullable Allocator allocator;

	private final boolean freesResults;

	private final long[] pointers;

	private final int[] sizes;

	private int count;

	private long returned;

	/**
	 * Create the buffers of a call.
	 * @param allocator obtains memory, {@code null} if nothing is passed nor freed
	 * @param capacity how many arguments there may be
	 * @param freesResults whether results are freed
	 */
	CallBuffers(WasmInstance instance, @Nullable Allocator allocator, WasmErrorContext context, int capacity,
			boolean freesResults) {
		this.instance = instance;
		this.memory = new GuestMemory(instance.memory(), context);
		this.allocator = allocator;
		this.freesResults = freesResults;
		this.pointers = new long[capacity];
		this.sizes = new int[capacity];
	}

	@Override
	public long pass(ByteBuffer bytes) {
		long pointer = this.memory.copy(bytes, allocator(), this.instance);
		this.pointers[this.count] = pointer;
		this.sizes[this.count] = GuestMemory.sizeOf(bytes);
		this.count++;
		return pointer;
	}

	@Override
	public byte[] take(long pointer, long length) {
		byte[] bytes;
		try {
			bytes = this.memory.read(pointer, length);
		}
		catch (WasmValueException ex) {
			freeRefused(pointer, length, ex);
			throw ex;
		}
		free(pointer, (int) length);
		return bytes;
	}

	/**
	 * Free a buffer that is too long, unless it cannot be the guest's.
	 */
	private void freeRefused(long pointer, long length, WasmValueException refusal) {
		if (this.memory.isInside(pointer, length)) {
			try {
				free(pointer, (int) length);
			}
			catch (RuntimeException ex) {
				refusal.addSuppressed(ex);
			}
		}
	}

	@Override
	public Object takeText(long pointer, long length, StringCodec codec) {
		Object text;
		try {
			text = this.memory.readText(pointer, length, codec);
		}
		catch (WasmValueException ex) {
			freeRefused(pointer, length, ex);
			throw ex;
		}
		free(pointer, (int) length);
		return text;
	}

	@Override
	public byte[] takeTerminated(long pointer) {
		byte[] bytes = this.memory.readTerminated(pointer);
		free(pointer, bytes.length + 1);
		return bytes;
	}

	private Allocator allocator() {
		return Objects.requireNonNull(this.allocator);
	}

	/**
	 * Free what the guest returned.
	 */
	private void free(long pointer, int size) {
		if (pointer != 0 && this.freesResults) {
			this.returned = pointer;
			try {
				allocator().free(this.instance, pointer, size);
			}
			catch (WasmTrapException ex) {
				throw Explanation.add(ex, ", when the result at %d was freed".formatted(pointer),
						(isArgument(pointer)) ? RETURNED_ARGUMENT : OWNED_RESULT);
			}
			catch (WasmGuestException ex) {
				throw new WasmTrapException(WasmTrapKind.HOST_EXCEPTION, ex.getContext(),
						WasmText.of("%s, when the result at %d was freed", ex.getFactText(), pointer),
						WasmText.of((isArgument(pointer)) ? RETURNED_ARGUMENT : OWNED_RESULT), List.of(), ex);
			}
		}
	}

	private boolean isArgument(long pointer) {
		for (int i = 0; i < this.count; i++) {
			if (pointer >= this.pointers[i] && pointer < this.pointers[i] + this.sizes[i]) {
				return true;
			}
		}
		return false;
	}

	private void freeArgument(int index) {
		try {
			allocator().free(this.instance, this.pointers[index], this.sizes[index]);
		}
		catch (WasmTrapException ex) {
			throw Explanation.add(ex, ", when the argument at %d was freed".formatted(this.pointers[index]),
					(this.returned == this.pointers[index]) ? RETURNED_ARGUMENT
							: "Arguments are freed after the call: the guest must not free them itself, nor write beyond them.");
		}
	}

	/**
	 * Free the arguments, the last one first, unless a trap closed the instance.
	 */
	@Override
	public void close() {
		RuntimeException failure = null;
		while (this.count > 0) {
			this.count--;
			failure = free(this.count, failure);
		}
		if (failure != null) {
			throw failure;
		}
	}

	private @Nullable RuntimeException free(int index, @Nullable RuntimeException failure) {
		if (!this.instance.isOpen()) {
			return failure;
		}
		try {
			freeArgument(index);
		}
		catch (RuntimeException ex) {
			if (failure == null) {
				return ex;
			}
			failure.addSuppressed(ex);
		}
		return failure;
	}

}
