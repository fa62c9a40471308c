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
 * @see GuestError
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
	 * Whether the function is a command: it reads the only argument of the method from
	 * standard input, and what it writes to standard output is the result. Text and bytes
	 * are passed as they are, everything else as JSON. Each call gets a new instance.
	 * @return whether it is; the function is {@code _start} then, unless {@link #value()}
	 * says another
	 */
	boolean command() default false;

	/**
	 * Arguments of a command, after the program's name.
	 * @return the arguments; by default {@code wasm.modules.<name>.wasi.arguments}
	 */
	String[] arguments() default {};

	/**
	 * Environment variables of a command, besides those of
	 * {@code wasm.modules.<name>.wasi.environment}.
	 * @return the variables, each as {@code NAME=value}
	 */
	String[] environment() default {};

	/**
	 * Whether the memory of the result belongs to the caller, so that it is freed when
	 * the result was read. It does not if the guest returns a constant, or a buffer that
	 * it keeps.
	 * @return whether it is freed, which is the default
	 */
	boolean free() default true;

	/**
	 * Longest time of a call, for example {@code 100ms} or {@code 2s}, zero for any time.
	 * @return the timeout; by default {@code wasm.modules.<name>.timeout}
	 */
	String timeout() default "";

}
