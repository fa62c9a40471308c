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

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

import io.github.wasmspring.WasmCommand;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.AnnotationText;
import io.github.wasmspring.abi.BoundFunction;
import io.github.wasmspring.abi.FunctionNames;
import io.github.wasmspring.abi.MethodSignature;
import io.github.wasmspring.abi.WasmConvention;
import io.github.wasmspring.abi.command.CommandFunction;
import io.github.wasmspring.module.ModuleConventions;

/**
 * Binds the methods of an interface to the functions of one version of a module.
 */
final class PluginBinder {

	private static final Log logger = LogFactory.getLog(PluginBinder.class);

	private static final Pattern NUMBER = Pattern.compile("0*[1-9]\\d*");

	private final Class<?> type;

	private final WasmModule module;

	private final BindingSettings settings;

	private final AnnotationText annotations;

	private final WasmConvention convention;

	private final LinkProblems problems;

	PluginBinder(Class<?> type, WasmModule module, BindingSettings settings) {
		this.type = type;
		this.module = module;
		this.settings = settings;
		this.annotations = settings.annotations();
		this.convention = ModuleConventions.of(module);
		this.problems = new LinkProblems(type, WasmErrorContext.of(module));
	}

	/**
	 * Bind the methods that call the guest.
	 * @throws WasmLinkException if the type or one of its methods cannot be bound
	 */
	BoundVersion bind() {
		PluginInterface pluginInterface = new PluginInterface(this.type);
		pluginInterface.check(this.problems);
		Map<Method, GuestMethod> methods = new LinkedHashMap<>();
		for (Method method : pluginInterface.getMethods()) {
			if (method.isDefault()) {
				checkDefault(method);
				continue;
			}
			GuestMethod guestMethod = bindFunction(method);
			if (guestMethod != null) {
				methods.put(method, guestMethod);
			}
		}
		this.problems.throwIfPresent();
		return new BoundVersion(methods, this.settings);
	}

	private void checkDefault(Method method) {
		try {
			DefaultMethod.of(method);
		}
		catch (IllegalAccessException ex) {
			this.problems.add(new WasmLinkException(WasmErrorContext.of(this.module),
					"default method '%s' cannot be called".formatted(describe(method)),
					"Open package %s to module io.github.wasmspring.".formatted(this.type.getPackageName()), ex));
		}
	}

	private @Nullable GuestMethod bindFunction(Method method) {
		MergedAnnotation<WasmFunction> annotation = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.get(WasmFunction.class);
		if (!annotation.isPresent()) {
			this.problems.add("'%s' is not annotated with @WasmFunction".formatted(describe(method)),
					"Annotate the method, or make it a default method.");
			return null;
		}
		try {
			boolean command = annotation.getBoolean("command");
			String name = textOf(method, annotation, "value");
			String function = findFunction(method, (command && name.isEmpty()) ? WasmCommand.START : name, command);
			if (function == null) {
				return null;
			}
			MethodSignature signature = signature(method, annotation.getBoolean("free"));
			Duration timeout = timeout(method, textOf(method, annotation, "timeout"));
			BoundFunction bound = (command)
					? CommandFunction.bind(signature, this.module, command(method, annotation, function),
							this.settings.codecs())
					: this.convention.bind(signature, this.module, function, this.settings.codecs());
			GuestMethod guestMethod = new FunctionMethod(this.module, function, bound, timeout);
			ErrorMappings errors = ErrorMappings.of(method, this.type, describe(method),
					WasmErrorContext.of(this.module));
			return (errors.isEmpty()) ? guestMethod : new MappedMethod(guestMethod, errors);
		}
		catch (WasmLinkException ex) {
			this.problems.add(ex);
			return null;
		}
	}

	/**
	 * Return the signature of what the guest is called with.
	 */
	private MethodSignature signature(Method method, boolean free) {
		MethodSignature signature = MethodSignature.of(method, this.type).withOwnedResult(free);
		AdaptedResult adapted = AdaptedResult.find(signature, this.settings.adapters());
		return (adapted != null) ? signature.withResultType(adapted.valueType()) : signature;
	}

	private String textOf(Method method, MergedAnnotation<WasmFunction> annotation, String attribute) {
		return this.annotations.read(annotation.getString(attribute), "'" + describe(method) + "'");
	}

	private WasmCommand command(Method method, MergedAnnotation<WasmFunction> annotation, String function) {
		Map<String, String> environment = new LinkedHashMap<>();
		for (String variable : textsOf(method, annotation, "environment")) {
			int end = variable.indexOf('=');
			if (end <= 0) {
				throw new WasmLinkException(WasmErrorContext.of(this.module),
						"'%s' of '%s' is no environment variable".formatted(variable, describe(method)),
						"Write it like @WasmFunction(environment = \"NAME=value\").", null);
			}
			environment.put(variable.substring(0, end), variable.substring(end + 1));
		}
		return WasmCommand.ofProgram()
			.withFunction(function)
			.withArguments(textsOf(method, annotation, "arguments"))
			.withEnvironment(environment);
	}

	private List<String> textsOf(Method method, MergedAnnotation<WasmFunction> annotation, String attribute) {
		return Arrays.stream(annotation.getStringArray(attribute))
			.map((text) -> this.annotations.read(text, "'" + describe(method) + "'"))
			.toList();
	}

	private @Nullable Duration timeout(Method method, String text) {
		if (text.isBlank()) {
			return null;
		}
		try {
			Duration timeout = DurationFormatterUtils.detectAndParse(text.strip(), DurationFormat.Unit.MILLIS);
			if (!timeout.isNegative()) {
				if (NUMBER.matcher(text).matches()) {
					logger.warn(
							"The timeout '%s' of '%s' means %s milliseconds. Write the unit, as in @WasmFunction(timeout = \"%ss\") or \"%sms\""
								.formatted(text, describe(method), text, text, text));
				}
				return timeout;
			}
		}
		catch (IllegalArgumentException ex) {
			// the text is no duration
		}
		throw new WasmLinkException(WasmErrorContext.of(this.module),
				"the timeout '%s' of '%s' is not a duration".formatted(text, describe(method)),
				"Write it like @WasmFunction(timeout = \"500ms\"), \"2s\" or \"1m\"; \"0\" stands for any time.", null);
	}

	private @Nullable String findFunction(Method method, String explicitName, boolean command) {
		List<String> names = (explicitName.isEmpty()) ? FunctionNames.of(method.getName()) : List.of(explicitName);
		String function = (command) ? findExport(names) : this.convention.findFunction(this.module, names);
		if (function != null) {
			return function;
		}
		this.problems.add("'%s' needs an exported function %s, but there is none".formatted(describe(method),
				alternatives(names)), MissingExport.remedy(names.get(0), this.module));
		return null;
	}

	private @Nullable String findExport(List<String> names) {
		return names.stream().filter((name) -> isFunction(this.module.findExport(name))).findFirst().orElse(null);
	}

	private static boolean isFunction(@Nullable WasmExport export) {
		return export != null && export.kind() == WasmExternalKind.FUNCTION;
	}

	private static String alternatives(List<String> names) {
		String last = "'" + names.get(names.size() - 1) + "'";
		return (names.size() > 1)
				? names.subList(0, names.size() - 1).stream().collect(Collectors.joining("', '", "'", "' or ")) + last
				: last;
	}

	private String describe(Method method) {
		return MethodSignature.of(method, this.type).toString();
	}

}
