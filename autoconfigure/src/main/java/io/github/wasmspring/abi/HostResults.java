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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.WasmValueType;

/**
 * Chooses how the result of a Java method becomes results for a guest.
 */
final class HostResults {

	private static final List<WasmValueType> PACKED = List.of(WasmValueType.I64);

	private static final List<WasmValueType> PAIR = List.of(WasmValueType.I32, WasmValueType.I32);

	private static final MethodHandle REQUIRE = HostHandles.find(MethodHandles.lookup(), HostResults.class, "require",
			MethodType.methodType(Object.class, Object.class));

	private static final MethodHandle WRITE_PACKED = writer("writePacked", long.class);

	private static final MethodHandle WRITE_BLOCK = HostHandles.find(MethodHandles.lookup(), HostResults.class,
			"writeBlock",
			MethodType.methodType(long.class, BufferCodec.class, HostBlocks.class, Object.class, WasmInstance.class));

	private static final MethodHandle WRITE_PAIR = writer("writePair", long[].class);

	private final MethodSignature signature;

	private final WasmModule importer;

	private final WasmErrorContext context;

	private final SignatureCodecs codecs;

	private final @Nullable HostBlocks blocks;

	HostResults(MethodSignature signature, WasmModule importer, WasmErrorContext context, SignatureCodecs codecs,
			@Nullable HostBlocks blocks) {
		this.signature = signature;
		this.importer = importer;
		this.context = context;
		this.codecs = codecs;
		this.blocks = blocks;
	}

	private static MethodHandle writer(String name, Class<?> result) {
		return HostHandles.find(MethodHandles.lookup(), HostResults.class, name,
				MethodType.methodType(result, BufferCodec.class, Allocator.class, Object.class, WasmInstance.class));
	}

	/**
	 * Return how the result is written, or {@code null} if it does not fit.
	 */
	@Nullable HostResult find(List<WasmValueType> expected) {
		Type type = this.signature.resultType();
		if (isVoid(type)) {
			return (expected.isEmpty()) ? HostResults::drop : null;
		}
		NumberCodec number = NumberCodec.find(type);
		if (number != null) {
			return (expected.equals(List.of(number.type()))) ? (method) -> writeNumber(method, number) : null;
		}
		if (this.blocks != null) {
			return (expected.equals(PACKED)) ? writeBlock(this.codecs.result(type), this.blocks) : null;
		}
		if (!expected.equals(PACKED) && !expected.equals(PAIR)) {
			return null;
		}
		BufferCodec codec = this.codecs.result(type);
		Allocator allocator = new AllocatorSearch(this.importer, this.context, this.signature.toString()).find();
		MethodHandle writer = MethodHandles.insertArguments((expected.equals(PACKED)) ? WRITE_PACKED : WRITE_PAIR, 0,
				this, codec, allocator);
		return (method) -> MethodHandles.collectArguments(writer, 0, toObject(method));
	}

	private HostResult writeBlock(BufferCodec codec, HostBlocks blocks) {
		MethodHandle writer = MethodHandles.insertArguments(WRITE_BLOCK, 0, this, codec, blocks);
		return (method) -> MethodHandles.collectArguments(writer, 0, toObject(method));
	}

	private static MethodHandle drop(MethodHandle method) {
		return method.asType(method.type().changeReturnType(void.class));
	}

	/**
	 * A box is checked and opened, and then widened as in Java; a {@code boolean} is 0 or
	 * 1.
	 */
	private MethodHandle writeNumber(MethodHandle method, NumberCodec number) {
		MethodHandle unboxed = method;
		if (method.type().returnType() != number.javaType()) {
			MethodHandle checked = MethodHandles.filterReturnValue(toObject(method), REQUIRE.bindTo(this));
			unboxed = checked.asType(checked.type().changeReturnType(number.javaType()));
		}
		return MethodHandles.explicitCastArguments(unboxed,
				unboxed.type().changeReturnType(number.type().getJavaType()));
	}

	private static MethodHandle toObject(MethodHandle method) {
		return method.asType(method.type().changeReturnType(Object.class));
	}

	/**
	 * Describe the type of function that would fit.
	 */
	String describe(List<WasmValueType> parameters) {
		Type type = this.signature.resultType();
		if (isVoid(type)) {
			return new WasmFunctionType(parameters, List.of()).toString();
		}
		NumberCodec number = NumberCodec.find(type);
		return (number != null) ? new WasmFunctionType(parameters, List.of(number.type())).toString()
				: (this.blocks != null) ? new WasmFunctionType(parameters, PACKED).toString()
						: new WasmFunctionType(parameters, PACKED) + " or " + new WasmFunctionType(parameters, PAIR);
	}

	private static boolean isVoid(Type type) {
		return type == void.class || type == Void.class;
	}

	private Object require(@Nullable Object value) {
		if (value == null) {
			throw new WasmValueException(this.context, "the host function '%s' returned null".formatted(this.signature),
					"Return a value; only what travels as JSON may be null.", null);
		}
		return value;
	}

	private long writeBlock(BufferCodec codec, HostBlocks blocks, @Nullable Object value, WasmInstance caller) {
		ByteBuffer bytes = encode(codec, value);
		byte[] copy = new byte[bytes.remaining()];
		bytes.get(bytes.position(), copy);
		return blocks.write(caller, copy);
	}

	private long writePacked(BufferCodec codec, Allocator allocator, @Nullable Object value, WasmInstance caller) {
		ByteBuffer bytes = encode(codec, value);
		return write(bytes, allocator, caller) << Integer.SIZE | bytes.remaining();
	}

	private long[] writePair(BufferCodec codec, Allocator allocator, @Nullable Object value, WasmInstance caller) {
		ByteBuffer bytes = encode(codec, value);
		return new long[] { write(bytes, allocator, caller), bytes.remaining() };
	}

	private ByteBuffer encode(BufferCodec codec, @Nullable Object value) {
		return codec.toBuffer((codec.isNullable()) ? value : require(value));
	}

	private long write(ByteBuffer bytes, Allocator allocator, WasmInstance caller) {
		return new GuestMemory(caller.memory(), this.context).copy(bytes, allocator, caller);
	}

}
