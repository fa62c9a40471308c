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

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmLinkException;

/**
 * The exceptions of the application that stand for codes of a guest.
 *
 * @param constructors constructors of the exceptions, by the codes
 */
record ErrorMappings(Map<Integer, Constructor<? extends Exception>> constructors) {

	/**
	 * Longest message of an exception.
	 */
	private static final int LONGEST = 1000;

	/**
	 * What does not fit a line of a log, since a guest chose the text.
	 */
	private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

	private static final List<Class<?>[]> PARAMETERS = List.of(new Class<?>[] { String.class, Throwable.class },
			new Class<?>[] { String.class }, new Class<?>[] { Throwable.class }, new Class<?>[0]);

	/**
	 * Find what is annotated on a method and its interface.
	 * @param description the method, for messages
	 * @throws WasmLinkException if there are two exceptions for a code, or one that
	 * cannot be thrown
	 */
	static ErrorMappings of(Method method, Class<?> type, String description, WasmErrorContext context) {
		Map<Integer, Class<? extends Exception>> exceptions = find(type, type.getName(), context);
		exceptions.putAll(find(method, "'" + description + "'", context));
		Map<Integer, Constructor<? extends Exception>> constructors = new HashMap<>();
		exceptions.forEach((code, exception) -> {
			checkDeclared(exception, method, description, context);
			constructors.put(code, constructor(exception, context));
		});
		return new ErrorMappings(constructors);
	}

	private static Map<Integer, Class<? extends Exception>> find(AnnotatedElement element, String description,
			WasmErrorContext context) {
		Map<Integer, Class<? extends Exception>> found = new HashMap<>();
		MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY)
			.stream(GuestError.class)
			.map((annotation) -> annotation.synthesize())
			.forEach((error) -> {
				if (error.code() == 0) {
					throw new WasmLinkException(context,
							"%s has a @GuestError for the code 0, by which guests say that they did not fail"
								.formatted(description),
							"Name another code.", null);
				}
				Class<? extends Exception> other = found.putIfAbsent(error.code(), error.exception());
				if (other != null && other != error.exception()) {
					throw new WasmLinkException(
							context, "%s maps the code %d to %s and to %s".formatted(description, error.code(),
									other.getName(), error.exception().getName()),
							"Leave one @GuestError for each code.", null);
				}
			});
		return found;
	}

	/**
	 * A proxy would wrap what the method does not declare.
	 */
	private static void checkDeclared(Class<? extends Exception> exception, Method method, String description,
			WasmErrorContext context) {
		if (!RuntimeException.class.isAssignableFrom(exception) && Arrays.stream(method.getExceptionTypes())
			.noneMatch((declared) -> declared.isAssignableFrom(exception))) {
			throw new WasmLinkException(context,
					"'%s' maps a code to %s, a checked exception that it does not declare".formatted(description,
							exception.getName()),
					"Add 'throws %s' to the method.".formatted(exception.getSimpleName()), null);
		}
	}

	private static Constructor<? extends Exception> constructor(Class<? extends Exception> exception,
			WasmErrorContext context) {
		if (!Modifier.isAbstract(exception.getModifiers())) {
			for (Class<?>[] parameters : PARAMETERS) {
				try {
					Constructor<? extends Exception> constructor = exception.getDeclaredConstructor(parameters);
					ReflectionUtils.makeAccessible(constructor);
					return constructor;
				}
				catch (NoSuchMethodException ex) {
					// perhaps it has the next one
				}
			}
		}
		throw new WasmLinkException(context, "%s of a @GuestError cannot be created".formatted(exception.getName()),
				"Name an exception that is not abstract, nor an inner class, and has a constructor for (String, Throwable), (String), (Throwable) or nothing.",
				null);
	}

	boolean isEmpty() {
		return this.constructors.isEmpty();
	}

	/**
	 * Return what to throw instead of an exception, which may be the same one.
	 */
	Exception map(WasmGuestException failure) {
		Constructor<? extends Exception> constructor = (failure.getCode().isPresent())
				? this.constructors.get(failure.getCode().getAsInt()) : null;
		return (constructor != null) ? create(constructor, failure) : failure;
	}

	private static Exception create(Constructor<? extends Exception> constructor, WasmGuestException failure) {
		try {
			Exception created = constructor.newInstance(arguments(constructor, failure));
			if (created.getCause() == null) {
				addCause(created, failure);
			}
			return created;
		}
		catch (ReflectiveOperationException ex) {
			failure.addSuppressed(ex);
			return failure;
		}
	}

	private static @Nullable Object[] arguments(Constructor<?> constructor, WasmGuestException failure) {
		String said = shorten(UNFIT.matcher(failure.getGuestMessage()).replaceAll(" ").strip());
		List<Object> arguments = new ArrayList<>();
		for (Class<?> type : constructor.getParameterTypes()) {
			arguments.add((type == Throwable.class) ? failure : (said.isEmpty()) ? failure.getMessage() : said);
		}
		return arguments.toArray();
	}

	private static String shorten(String text) {
		return (text.length() > LONGEST) ? text.substring(0, LONGEST) + "..." : text;
	}

	private static void addCause(Exception created, WasmGuestException failure) {
		try {
			created.initCause(failure);
		}
		catch (IllegalStateException ex) {
			created.addSuppressed(failure);
		}
	}

}
