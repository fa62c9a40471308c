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

package io.github.wasmspring.backend;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

import io.github.wasmspring.SimilarNames;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Looks up backends by id.
 *
 * @since 0.1.0
 */
public final class WasmBackends {

	private final SingletonSupplier<Known> known;

	/**
	 * Create a lookup.
	 * @param backends the backends; of several with one id the first is used
	 * @param unavailable backends that exist but lack a library, by id
	 */
	public WasmBackends(Collection<? extends WasmBackend> backends, Map<String, UnavailableBackend> unavailable) {
		Assert.notNull(backends, "'backends' must not be null");
		Assert.notNull(unavailable, "'unavailable' must not be null");
		Map<String, WasmBackend> byId = new LinkedHashMap<>();
		backends.forEach((backend) -> byId.putIfAbsent(backend.getId(), backend));
		this.known = SingletonSupplier.of(new Known(byId, Map.copyOf(unavailable)));
	}

	private WasmBackends(SingletonSupplier<Known> known) {
		this.known = known;
	}

	/**
	 * Create a lookup whose backends are not made before one is looked up, which an
	 * application without modules never does.
	 * @param source makes the backends, once
	 * @return the lookup
	 */
	public static WasmBackends lazy(Supplier<WasmBackends> source) {
		Assert.notNull(source, "'source' must not be null");
		return new WasmBackends(SingletonSupplier.of(() -> source.get().known()));
	}

	private Known known() {
		return this.known.obtain();
	}

	/**
	 * Put decorators around every backend.
	 * @param decorators the decorators, the innermost first
	 * @return a lookup of the decorated backends
	 */
	public WasmBackends decorate(Collection<? extends WasmBackendDecorator> decorators) {
		Assert.notNull(decorators, "'decorators' must not be null");
		return new WasmBackends(known().backends().values().stream().map((backend) -> {
			WasmBackend decorated = backend;
			for (WasmBackendDecorator decorator : decorators) {
				decorated = decorator.decorate(decorated);
			}
			return decorated;
		}).toList(), known().unavailable());
	}

	/**
	 * Return the versions of the engines.
	 * @return the versions by the ids of backends, {@code unknown} where a backend does
	 * not tell
	 */
	public Map<String, String> getVersions() {
		Map<String, String> versions = new LinkedHashMap<>();
		known().backends()
			.forEach((id, backend) -> versions.put(id, Objects.requireNonNullElse(backend.getVersion(), "unknown")));
		return versions;
	}

	/**
	 * Return the backend of the given id.
	 * @param id the id
	 * @param module name of the module that asks for it, or {@code null} if none does
	 * @return the backend
	 * @throws WasmLoadException if there is no such backend, or it lacks a library
	 */
	public WasmBackend getBackend(String id, @Nullable String module) {
		WasmBackend backend = known().backends().get(id);
		if (backend != null) {
			return backend;
		}
		WasmErrorContext context = new WasmErrorContext(module, null, id);
		UnavailableBackend unavailable = known().unavailable().get(id);
		if (unavailable != null) {
			throw new WasmLoadException(Reason.BACKEND_UNAVAILABLE, context,
					"the backend's library is not on the class path", unavailable.remedy(), null);
		}
		throw new WasmLoadException(Reason.UNKNOWN_BACKEND, context, WasmText.of("there is no such backend"),
				WasmText.of("Set %s or %s to one of %s%s, or define a WasmBackend bean with the id '%s'.",
						WasmSetting.DEFAULT_BACKEND, WasmSetting.BACKEND, SimilarNames.list(id, getIds()),
						listUnavailable(id), id),
				null);
	}

	/**
	 * Return the shipped backends that only lack a library, for a message.
	 */
	private String listUnavailable(String id) {
		List<String> ids = known().unavailable()
			.keySet()
			.stream()
			.filter((key) -> !known().backends().containsKey(key))
			.toList();
		return (ids.isEmpty()) ? ""
				: ", or to %s, once its library is among the dependencies".formatted(SimilarNames.list(id, ids));
	}

	/**
	 * Find backends that run all of some features, those included that lack a library.
	 * @param features the features
	 * @param requiresTrust whether their modules have to be trusted
	 * @return their ids
	 */
	List<String> findAll(Set<WasmFeature> features, boolean requiresTrust) {
		Stream<String> backends = known().backends()
			.values()
			.stream()
			.filter((backend) -> backend.requiresTrust() == requiresTrust
					&& backend.getFeatures().containsAll(features))
			.map(WasmBackend::getId);
		Stream<String> unavailable = known().unavailable()
			.entrySet()
			.stream()
			.filter((backend) -> backend.getValue().requiresTrust() == requiresTrust
					&& backend.getValue().features().containsAll(features))
			.map(Map.Entry::getKey);
		return Stream.concat(backends, unavailable).distinct().toList();
	}

	/**
	 * Return the ids of all backends.
	 * @return the ids
	 */
	public List<String> getIds() {
		return List.copyOf(known().backends().keySet());
	}

	/**
	 * What is known of the backends.
	 *
	 * @param backends the backends by id
	 * @param unavailable those that lack a library, by id
	 */
	private record Known(Map<String, WasmBackend> backends, Map<String, UnavailableBackend> unavailable) {
	}

}
