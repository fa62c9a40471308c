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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmValueType;

/**
 * Chooses the codecs for the types in the signature of a Java method.
 */
final class SignatureCodecs {

	private final MethodSignature signature;

	private final WasmErrorContext context;

	private final List<ValueCodecResolver> resolvers;

	SignatureCodecs(MethodSignature signature, ValueCodecs codecs, WasmErrorContext context) {
		this.signature = signature;
		this.context = context;
		this.resolvers = new ArrayList<>(codecs.resolvers());
		this.resolvers.add(new PlainCodecs(context));
		this.resolvers.add(new JsonCodecs(codecs.json(), signature, context));
	}

	/**
	 * Return the codec of a parameter.
	 */
	ArgumentCodec argument(int index) {
		Type type = this.signature.parameterTypes().get(index);
		NumberCodec number = NumberCodec.find(type);
		return (number != null) ? new NumberArgument(number)
				: new BufferArgument(find(type, this.signature.parameter(index)));
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
		BufferCodec codec = result(type);
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
	 * Return the codec of a result.
	 */
	BufferCodec result(Type type) {
		return find(type, this.signature.parameter(-1));
	}

	/**
	 * Return the codec of a parameter that is all of a message: numbers travel as JSON,
	 * too.
	 */
	BufferCodec wholeArgument(int index) {
		return find(this.signature.parameterTypes().get(index), this.signature.parameter(index));
	}

	/**
	 * Return the codec of a result that is all of a message.
	 */
	BufferCodec wholeResult(Type type) {
		return find(type, this.signature.parameter(-1));
	}

	private BufferCodec find(Type type, MethodParameter parameter) {
		ResolvableType resolvable = ResolvableType.forType(type);
		for (ValueCodecResolver resolver : this.resolvers) {
			ValueCodec codec = resolver.findCodec(resolvable, parameter);
			if (codec != null) {
				return BufferCodec.of(codec, resolvable, this.context);
			}
		}
		throw new IllegalStateException("The last resolver knows all types");
	}

	private WasmLinkException unfit(String fact, Type type, String remedy) {
		return this.signature.unfit(this.context, fact.formatted(TypeDescription.of(type)), remedy);
	}

}
