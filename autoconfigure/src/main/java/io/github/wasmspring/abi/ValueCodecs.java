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

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.util.ReflectionUtils;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmValueType;

/**
 * Chooses the codecs for the types in the signature of a Java method.
 */
final class ValueCodecs {

	private final MethodSignature signature;

	private final WasmJson json;

	private final WasmErrorContext context;

	ValueCodecs(MethodSignature signature, WasmJson json, WasmErrorContext context) {
		this.signature = signature;
		this.json = json;
		this.context = context;
	}

	/**
	 * Return the codec of a parameter.
	 */
	ArgumentCodec argument(int index) {
		Type type = this.signature.parameterTypes().get(index);
		NumberCodec number = NumberCodec.find(type);
		return (number != null) ? new NumberArgument(number)
				: new BufferArgument(buffer(type, "parameter '" + this.signature.parameterName(index) + "'"));
	}

	/**
	 * Return the codecs that can read the method's result, in order of preference.
	 * @param types types of the results of the guest's function
	 */
	List<ResultCodec> results(List<WasmValueType> types) {
		Type type = this.signature.resultType();
		if (type == void.class || type == Void.class) {
			return List.of(NoResult.INSTANCE);
		}
		if (type == Object[].class) {
			return List.of(new ArrayResult(types));
		}
		NumberCodec number = NumberCodec.find(type);
		if (number != null) {
			return List.of(new NumberResult(number, this.context));
		}
		if (type instanceof Class<?> plain && plain.isAnnotationPresent(WasmResults.class)) {
			return List.of(record(plain));
		}
		return buffers(type);
	}

	private List<ResultCodec> buffers(Type type) {
		BufferCodec codec = buffer(type, "the result");
		List<ResultCodec> results = new ArrayList<>();
		results.add(new BufferResult(codec, true));
		results.add(new BufferResult(codec, false));
		if (type == String.class) {
			results.add(new TerminatedResult(codec));
		}
		results.replaceAll(ExplainedResult::new);
		if (this.signature.isResultNonNull()) {
			results.replaceAll((result) -> new NonNullResult(result, this.context));
		}
		return results;
	}

	private ResultCodec record(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		if (components == null) {
			throw unfit("%s is not a record, although it is annotated with @WasmResults", type,
					"Make it a record of numbers, or remove the annotation.");
		}
		List<NumberResult> results = Arrays.stream(components)
			.map((component) -> new NumberResult(componentCodec(type, component), this.context))
			.toList();
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		return new RecordResult(constructor(type, types), results, this.context);
	}

	private Constructor<?> constructor(Class<?> type, Class<?>[] parameterTypes) {
		try {
			Constructor<?> constructor = type.getDeclaredConstructor(parameterTypes);
			ReflectionUtils.makeAccessible(constructor);
			return constructor;
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("A record has a canonical constructor", ex);
		}
	}

	private NumberCodec componentCodec(Class<?> type, RecordComponent component) {
		NumberCodec codec = NumberCodec.find(component.getType());
		if (codec == null) {
			throw unfit("component '" + component.getName() + "' of the record %s is not a number", type,
					"The components of a record that is annotated with @WasmResults are numbers: use int, long, float or double.");
		}
		return codec;
	}

	/**
	 * Return the codec of a value that is all of a message: numbers travel as JSON, too.
	 */
	BufferCodec whole(Type type, String subject) {
		return (NumberCodec.find(type) != null && this.json != WasmJson.NONE)
				? new JsonCodec(this.json, type, this.context) : buffer(type, subject);
	}

	BufferCodec buffer(Type type, String subject) {
		if (type == String.class) {
			return new StringCodec(this.context);
		}
		if (type == byte[].class) {
			return BytesCodec.INSTANCE;
		}
		if (type == ByteBuffer.class) {
			return ByteBufferCodec.INSTANCE;
		}
		UnsupportedType unsupported = UnsupportedType.find(type);
		if (unsupported != null) {
			throw unfit(subject + " is of type %s, which cannot be passed to a guest or back", type,
					unsupported.remedy());
		}
		if (this.json == WasmJson.NONE) {
			throw unfit(subject + " is of type %s, which travels as JSON, but there is no JSON converter", type,
					MissingWasmJson.REMEDY);
		}
		Class<?> foreign = this.json.findForeign(type);
		if (foreign != null) {
			throw unfit(subject + " is of type %s, which " + ((foreign == type) ? "is" : "has")
					+ " a value of another JSON library" + ((foreign == type) ? "" : " (" + foreign.getName() + ")"),
					type, ForeignJson.REMEDY);
		}
		return new JsonCodec(this.json, type, this.context);
	}

	private WasmLinkException unfit(String fact, Type type, String remedy) {
		return new WasmLinkException(this.context,
				"'" + this.signature + "' does not fit: " + fact.formatted(TypeDescription.of(type)), remedy, null);
	}

}
