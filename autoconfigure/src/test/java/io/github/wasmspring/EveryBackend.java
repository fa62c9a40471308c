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

package io.github.wasmspring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a test class once for each of {@link Backends}, which is
 * {@link Backends#current()} then.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ClassTemplate
@ExtendWith(EveryBackend.Provider.class)
public @interface EveryBackend {

	/**
	 * Whether the class also runs on those that have the id of another one and other
	 * settings.
	 */
	boolean variants() default false;

	/**
	 * Provides one invocation of the class for each backend.
	 */
	final class Provider implements ClassTemplateInvocationContextProvider {

		@Override
		public boolean supportsClassTemplate(ExtensionContext context) {
			return true;
		}

		@Override
		public Stream<Invocation> provideClassTemplateInvocationContexts(ExtensionContext context) {
			boolean variants = context.getRequiredTestClass().getAnnotation(EveryBackend.class).variants();
			return (variants ? List.of(Backends.values()) : Backends.standard()).stream().map(Invocation::new);
		}

	}

	/**
	 * Runs the class on one backend.
	 *
	 * @param backend the backend
	 */
	record Invocation(Backends backend)
			implements
				ClassTemplateInvocationContext,
				BeforeClassTemplateInvocationCallback,
				AfterClassTemplateInvocationCallback {

		@Override
		public String getDisplayName(int invocationIndex) {
			return this.backend.name().toLowerCase(Locale.ROOT);
		}

		@Override
		public List<Extension> getAdditionalExtensions() {
			return List.of(this);
		}

		@Override
		public void beforeClassTemplateInvocation(ExtensionContext context) {
			Backends.setCurrent(this.backend);
		}

		@Override
		public void afterClassTemplateInvocation(ExtensionContext context) {
			Backends.setCurrent(Backends.CHICORY_INTERPRETER);
		}

	}

}
