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

package io.github.wasmspring.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an interface as an exported function of a module.
 *
 * @since 0.1.0
 * @see WasmPlugin
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WasmFunction {

	/**
	 * Name of the exported function.
	 * @return the name as it is exported; by default the name of the method, or else its
	 * form in snake case or kebab case
	 */
	String value() default "";

	/**
	 * Longest time of a call, for example {@code 100ms} or {@code 2s}, zero for any time.
	 * @return the timeout; by default {@code wasm.modules.<name>.timeout}
	 */
	String timeout() default "";

}
