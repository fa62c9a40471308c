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
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Maps a code by which a guest says that it failed to an exception of the application: a
 * code of a command or of {@code proc_exit}, the result of a function of Extism, or the
 * code that a guest passes to {@code wasmspring.fail_with_code}. On an interface it is
 * meant for all methods that have none for the same code.
 * <p>
 * The exception gets what the guest said as its message, in one line of at most 1000
 * characters, and the {@link io.github.wasmspring.WasmGuestException} as its cause.
 *
 * @since 0.1.0
 * @see WasmFunction
 */
@Documented
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(GuestErrors.class)
public @interface GuestError {

	/**
	 * The code of the guest.
	 * @return the code, which is not 0
	 */
	int code();

	/**
	 * The exception to throw. It has a constructor for a message and a cause, for one of
	 * them, or for none; if it is a checked one, the method declares it.
	 * @return the type of the exception
	 */
	Class<? extends Exception> exception();

}
