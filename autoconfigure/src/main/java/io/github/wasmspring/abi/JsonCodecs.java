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

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;

/**
 * {@link ValueCodecResolver} that comes last: everything travels as JSON that can.
 *
 * @param json converts the values
 * @param signature the method, for messages
 * @param context what an error is about
 */
record JsonCodecs(WasmJson json, MethodSignature signature, WasmErrorContext context) implements ValueCodecResolver {

	@Override
	public ValueCodec findCodec(ResolvableType resolvable, MethodParameter parameter) {
		Type type = resolvable.getType();
		String subject = (parameter.getParameterIndex() < 0) ? "the result"
				: "parameter '" + this.signature.parameterName(parameter.getParameterIndex()) + "'";
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
		return this.signature.unfit(this.context, fact.formatted(TypeDescription.of(type)), remedy);
	}

}
