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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

import io.github.wasmspring.HostFunction;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.NearMiss;
import io.github.wasmspring.abi.AnnotationText;
import io.github.wasmspring.abi.FunctionNames;
import io.github.wasmspring.abi.HostBlocks;
import io.github.wasmspring.abi.ValueCodecs;

/**
 * Provides the annotated methods of {@link WasmHost @WasmHost} beans.
 *
 * @since 0.1.0
 */
public final class AnnotatedHostFunctions implements HostFunctions {

	private final Supplier<List<HostFunction>> functions;

	private final @Nullable UnattachedHostFunctions unattached;

	private AnnotatedHostFunctions(Supplier<List<HostFunction>> functions,
			@Nullable UnattachedHostFunctions unattached) {
		this.functions = SingletonSupplier.of(functions);
		this.unattached = unattached;
	}

	/**
	 * Create a provider of the methods of all beans that are annotated with
	 * {@code @WasmHost}.
	 * @param beanFactory holds the beans, which are created when they are called first
	 * @param codecs convert the values that are no numbers
	 * @param blocks how functions of certain modules pass these values
	 * @return the provider
	 */
	public static AnnotatedHostFunctions ofBeans(ConfigurableListableBeanFactory beanFactory, ValueCodecs codecs,
			HostBlocks... blocks) {
		Assert.notNull(beanFactory, "'beanFactory' must not be null");
		Assert.notNull(codecs, "'codecs' must not be null");
		AnnotationText annotations = AnnotationText.resolvedBy(beanFactory::resolveEmbeddedValue);
		return new AnnotatedHostFunctions(() -> {
			List<HostFunction> found = new ArrayList<>();
			for (String name : beanFactory.getBeanNamesForAnnotation(WasmHost.class)) {
				Class<?> type = AutoProxyUtils.determineTargetClass(beanFactory, name);
				if (type != null && !ScopedProxyUtils.isScopedTarget(name)) {
					found.addAll(find(type, new HostBean(beanFactory, name), codecs, annotations, blocks));
				}
			}
			return List.copyOf(found);
		}, new UnattachedHostFunctions(beanFactory, annotations));
	}

	/**
	 * Create a provider of the methods of one object.
	 * @param host an object whose class is annotated with {@code @WasmHost}
	 * @param codecs convert the values that are no numbers
	 * @param blocks how functions of certain modules pass these values
	 * @return the provider
	 */
	public static AnnotatedHostFunctions of(Object host, ValueCodecs codecs, HostBlocks... blocks) {
		Assert.notNull(host, "'host' must not be null");
		Assert.notNull(codecs, "'codecs' must not be null");
		return new AnnotatedHostFunctions(
				() -> find(host.getClass(), () -> host, codecs, AnnotationText.LITERAL, blocks), null);
	}

	private static List<HostFunction> find(Class<?> type, Supplier<Object> bean, ValueCodecs codecs,
			AnnotationText annotations, HostBlocks... blocks) {
		WasmHost host = AnnotatedElementUtils.findMergedAnnotation(type, WasmHost.class);
		Assert.state(host != null, () -> type.getName() + " is not annotated with @WasmHost");
		String module = annotations.read(host.value(), type.getName());
		List<String> importers = Stream.of(host.modules())
			.map((importer) -> annotations.read(importer, type.getName()))
			.toList();
		HostBlocks used = Stream.of(blocks).filter((one) -> one.areUsedBy(module)).findFirst().orElse(null);
		List<HostFunction> functions = new ArrayList<>();
		MethodIntrospector
			.selectMethods(type,
					(MethodIntrospector.MetadataLookup<WasmHostFunction>) (method) -> AnnotatedElementUtils
						.findMergedAnnotation(method, WasmHostFunction.class))
			.forEach((method, annotation) -> functions.add(new AnnotatedHostFunction(module,
					names(method, annotation, annotations), importers, type, method, bean, codecs, used)));
		return functions;
	}

	static List<String> names(Method method, WasmHostFunction annotation, AnnotationText annotations) {
		String name = annotations.read(annotation.value(), "'" + method.toGenericString() + "'");
		return (name.isEmpty()) ? FunctionNames.of(method.getName()) : List.of(name);
	}

	@Override
	public List<HostFunction> getFunctions() {
		return this.functions.get();
	}

	@Override
	public List<NearMiss> findNearMisses(String module, String name) {
		List<NearMiss> found = new ArrayList<>(HostFunctions.super.findNearMisses(module, name));
		if (this.unattached != null) {
			found.addAll(this.unattached.find(module, name));
		}
		return found;
	}

}
