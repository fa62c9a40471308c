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

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmValueException;

/**
 * Converts the only argument of a Java method, and its result, to bytes and back, for
 * conventions that pass a single input and a single output: by the codecs of the
 * application, or else text and bytes as they are, and everything else as JSON.
 *
 * @since 0.1.0
 */
public final class MethodPayload {

	private final MethodSignature signature;

	private final WasmErrorContext context;

	private final @Nullable BufferCodec argument;

	private final @Nullable BufferCodec result;

	private MethodPayload(MethodSignature signature, WasmErrorContext context, @Nullable BufferCodec argument,
			@Nullable BufferCodec result) {
		this.signature = signature;
		this.context = context;
		this.argument = argument;
		this.result = result;
	}

	/**
	 * Return what converts for a method.
	 * @param signature the signature of the method
	 * @param context what errors are about
	 * @param codecs convert the argument and the result
	 * @return what converts
	 * @throws WasmLinkException if the method has several parameters, or one of its types
	 * cannot be passed
	 */
	public static MethodPayload of(MethodSignature signature, WasmErrorContext context, ValueCodecs codecs) {
		Assert.notNull(signature, "'signature' must not be null");
		Assert.notNull(context, "'context' must not be null");
		Assert.notNull(codecs, "'codecs' must not be null");
		int parameters = signature.parameterTypes().size();
		if (parameters > 1) {
			throw new WasmLinkException(context,
					"'%s' has %d parameters, and the guest takes a single input".formatted(signature, parameters),
					"Use one parameter, such as a record that travels as JSON, or a byte[].", null);
		}
		if (!signature.isResultOwned()) {
			throw signature.unowned(context);
		}
		SignatureCodecs values = new SignatureCodecs(signature, codecs, context);
		Type result = signature.resultType();
		return new MethodPayload(signature, context, (parameters == 0) ? null : values.wholeArgument(0),
				(result == void.class || result == Void.class) ? null : values.wholeResult(result));
	}

	/**
	 * Return what converts for a method everything of which travels as JSON, text as
	 * well. Bytes are JSON documents already.
	 * @param signature the signature of the method
	 * @param context what errors are about
	 * @param codecs convert the argument and the result
	 * @return what converts
	 * @throws WasmLinkException if the method has several parameters, or one of its types
	 * cannot be passed
	 */
	public static MethodPayload ofJson(MethodSignature signature, WasmErrorContext context, ValueCodecs codecs) {
		MethodPayload payload = of(signature, context, codecs);
		return new MethodPayload(signature, context,
				(payload.argument instanceof StringCodec) ? new JsonCodec(codecs.json(), String.class, context)
						: payload.argument,
				(payload.result instanceof StringCodec) ? new JsonCodec(codecs.json(), String.class, context)
						: payload.result);
	}

	/**
	 * Return the result of a call that has none.
	 * @return {@code false} if the method returns a truth value, {@code null} for others
	 * that may be
	 */
	public @Nullable Object undefined() {
		Type type = this.signature.resultType();
		if (type == boolean.class || type == Boolean.class) {
			return false;
		}
		return (this.result != null) ? decode("null".getBytes(StandardCharsets.UTF_8)) : null;
	}

	/**
	 * Return the input that the arguments of a call make up.
	 * @param arguments the arguments of the method
	 * @return the input, empty if there is no argument
	 */
	public byte[] encode(@Nullable Object... arguments) {
		BufferCodec codec = this.argument;
		if (codec == null) {
			return new byte[0];
		}
		if (arguments[0] == null && !codec.isNullable()) {
			throw new IllegalArgumentException("Argument '%s' of '%s' must not be null"
				.formatted(this.signature.parameterName(0), this.signature));
		}
		return codec.encode(arguments[0]);
	}

	/**
	 * Return the result that the output of a call stands for.
	 * @param output the output, which belongs to the callee from now on
	 * @return the result of the method, {@code null} if that is void
	 */
	public @Nullable Object decode(byte[] output) {
		BufferCodec codec = this.result;
		if (codec == null) {
			return null;
		}
		Object decoded = codec.decode(output);
		if (decoded == null && this.signature.isResultNonNull()) {
			throw new WasmValueException(this.context, "'%s' got null from the guest".formatted(this.signature),
					"Declare the result @Nullable if the guest may return the JSON document 'null'.", null);
		}
		return decoded;
	}

}
