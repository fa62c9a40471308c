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

package io.github.wasmspring.module;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.javapoet.CodeBlock;
import org.springframework.util.Assert;

/**
 * Leaves it to a {@link DefaultWasmModuleRegistry} to close what beans stand for: they
 * have no destroy method, not even an inferred one. Written ahead of time, Spring would
 * forget that.
 *
 * @since 0.1.0
 */
public final class RegistryOwnedBeans implements BeanRegistrationAotProcessor {

	private static final String ATTRIBUTE = RegistryOwnedBeans.class.getName();

	/**
	 * Let a bean have no destroy method.
	 * @param definition the definition of the bean
	 */
	public static void mark(AbstractBeanDefinition definition) {
		Assert.notNull(definition, "'definition' must not be null");
		definition.setAttribute(ATTRIBUTE, true);
		definition.setDestroyMethodName("");
	}

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		return (registeredBean.getMergedBeanDefinition().hasAttribute(ATTRIBUTE))
				? BeanRegistrationAotContribution.withCustomCodeFragments(WithoutDestroyMethod::new) : null;
	}

	/**
	 * Code of a single bean.
	 */
	private static final class WithoutDestroyMethod extends BeanRegistrationCodeFragmentsDecorator {

		WithoutDestroyMethod(BeanRegistrationCodeFragments delegate) {
			super(delegate);
		}

		@Override
		public CodeBlock generateSetBeanDefinitionPropertiesCode(GenerationContext generationContext,
				BeanRegistrationCode beanRegistrationCode, RootBeanDefinition beanDefinition,
				Predicate<String> attributeFilter) {
			beanDefinition.setDestroyMethodName("");
			return super.generateSetBeanDefinitionPropertiesCode(generationContext, beanRegistrationCode,
					beanDefinition, attributeFilter);
		}

	}

}
