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
 * Makes a method of a {@link WasmHost @WasmHost} bean a function that guests can import.
 * <p>
 * Parameters and results travel as in a plugin interface: numbers as they are,
 * {@code String}, {@code byte[]}, {@code ByteBuffer} and, as JSON, any other type as
 * pointer and length. A buffer that is returned is allocated by the guest, which has to
 * free it. A parameter of type {@link io.github.wasmspring.WasmInstance} gets the
 * instance that calls, which may be called back.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WasmHostFunction {

	/**
	 * Name of the function. By default it is the method's name, or its snake_case or
	 * kebab-case form.
	 * @return the name
	 */
	String value() default "";

}
