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

package io.github.wasmspring.abi.opa;

import java.util.List;

/**
 * A function of Rego that policies leave to their host. All beans of this type take part.
 *
 * @since 0.1.0
 * @see <a href="https://www.openpolicyagent.org/docs/wasm">OPA and WebAssembly</a>
 */
public interface OpaBuiltin {

	/**
	 * Return the name of the function in Rego.
	 * @return the name, for example {@code time.now_ns}
	 */
	String getName();

	/**
	 * Run the function.
	 * @param arguments up to four JSON documents in UTF-8
	 * @return the result, a JSON document in UTF-8
	 */
	byte[] call(List<byte[]> arguments);

}
