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

import javax.lang.model.element.Modifier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.TargetClassAware;
import org.springframework.aot.generate.GeneratedMethod;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.InstanceSupplier;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.javapoet.ClassName;
import org.springframework.javapoet.CodeBlock;

import io.github.wasmspring.WasmModules;
import io.github.wasmspring.abi.MethodSignature;
import io.github.wasmspring.abi.MethodSignatureHints;

/**
 * Writes the code that creates the plugins of a container ahead of time.
 *
 * @see WasmPluginRegistrar
 */
final class WasmPluginBeanRegistrationAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		if (!registeredBean.getMergedBeanDefinition().hasAttribute(WasmPluginRegistrar.MODULE_ATTRIBUTE)) {
			return null;
		}
		Class<?> many = WasmPluginRegistrar.typeOfMany(registeredBean.getMergedBeanDefinition());
		Class<?> type = (many != null) ? many : registeredBean.getBeanClass();
		String call = (many != null) ? "createAll(%s.getBeanType().getGeneric(0).resolve(), "
				: "create(%s.getBeanClass(), ";
		return BeanRegistrationAotContribution
			.withCustomCodeFragments((fragments) -> new PluginCode(fragments, type, call.formatted(PluginCode.BEAN)));
	}

	/**
	 * Code of a single plugin.
	 */
	private static final class PluginCode extends BeanRegistrationCodeFragmentsDecorator {

		private static final String BEAN = "registeredBean";

		private final Class<?> type;

		private final String call;

		PluginCode(BeanRegistrationCodeFragments delegate, Class<?> type, String call) {
			super(delegate);
			this.type = type;
			this.call = call;
		}

		@Override
		public ClassName getTarget(RegisteredBean registeredBean) {
			return ClassName.get(this.type);
		}

		@Override
		public CodeBlock generateInstanceSupplierCode(GenerationContext generationContext,
				BeanRegistrationCode beanRegistrationCode, boolean allowDirectSupplierShortcut) {
			registerHints(generationContext.getRuntimeHints());
			GeneratedMethod method = beanRegistrationCode.getMethods().add("getWasmPlugin", (builder) -> {
				builder.addJavadoc("Create the plugin {@link $T}.", this.type);
				builder.addModifiers(Modifier.PRIVATE, Modifier.STATIC);
				builder.addParameter(RegisteredBean.class, BEAN);
				builder.returns(Object.class);
				builder.addStatement(
						"return $1L.getBeanFactory().getBean($2T.class).$4L"
								+ "$1L.getBeanFactory().getBean($3T.class))",
						BEAN, WasmPluginFactory.class, WasmModules.class, this.call);
			});
			return CodeBlock.of("$T.of($L)", InstanceSupplier.class, method.toMethodReference().toCodeBlock());
		}

		private void registerHints(RuntimeHints hints) {
			hints.proxies().registerJdkProxy(this.type, TargetClassAware.class);
			registerMethods(hints, this.type);
			MethodSignatureHints signatures = new MethodSignatureHints(hints);
			new PluginInterface(this.type).getMethods()
				.forEach((method) -> signatures.register(MethodSignature.of(method, this.type)));
		}

		private void registerMethods(RuntimeHints hints, Class<?> declaringType) {
			hints.reflection()
				.registerType(declaringType, MemberCategory.INVOKE_PUBLIC_METHODS,
						MemberCategory.INVOKE_DECLARED_METHODS);
			for (Class<?> superInterface : declaringType.getInterfaces()) {
				registerMethods(hints, superInterface);
			}
		}

	}

}
