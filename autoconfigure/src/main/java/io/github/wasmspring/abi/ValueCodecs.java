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

import java.util.ArrayList;
import java.util.List;

import org.springframework.util.Assert;

/**
 * How Java values become bytes in a guest: by the codecs of the application, or else text
 * and bytes as they are, and everything else as JSON. Instances are immutable.
 *
 * @since 0.1.0
 */
public final class ValueCodecs {

	private final WasmJson json;

	private final List<ValueCodecResolver> resolvers;

	private ValueCodecs(WasmJson json, List<ValueCodecResolver> resolvers) {
		this.json = json;
		this.resolvers = resolvers;
	}

	/**
	 * Return codecs of text, bytes and JSON.
	 * @param json converts the values that travel as JSON, {@link WasmJson#NONE} if there
	 * can be none
	 * @return the codecs
	 */
	public static ValueCodecs of(WasmJson json) {
		Assert.notNull(json, "'json' must not be null");
		return new ValueCodecs(json, List.of());
	}

	/**
	 * Return these codecs with others before them.
	 * @param resolvers find the other codecs; the first that knows a type converts it
	 * @return the codecs
	 */
	public ValueCodecs withResolvers(List<? extends ValueCodecResolver> resolvers) {
		Assert.notNull(resolvers, "'resolvers' must not be null");
		List<ValueCodecResolver> all = new ArrayList<>(resolvers);
		all.addAll(this.resolvers);
		return new ValueCodecs(this.json, List.copyOf(all));
	}

	/**
	 * Return what converts the values that travel as JSON.
	 * @return the converter
	 */
	public WasmJson json() {
		return this.json;
	}

	List<ValueCodecResolver> resolvers() {
		return this.resolvers;
	}

}
