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

package io.github.wasmspring.host;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean whose methods annotated with {@link WasmHostFunction @WasmHostFunction}
 * can be imported by guests.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WasmHost {

	/**
	 * Name of the module that guests import the functions from.
	 * @return the name, for most compilers {@code env}
	 */
	String value() default "env";

	/**
	 * Modules that may import the functions, by the names that they have in the
	 * application. Functions that are offered to some modules only come before those that
	 * are offered to all, and after those of {@code WasmModuleDefinition}.
	 * @return names, or patterns with {@code *}, empty for all modules
	 */
	String[] modules() default {};

}
