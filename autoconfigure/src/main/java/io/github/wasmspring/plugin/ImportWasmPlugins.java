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

import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Registers {@link WasmPlugin @WasmPlugin} interfaces as beans, which are injected by
 * type. They are listed with {@link #types()}, or found with {@link #basePackages()} and
 * {@link #basePackageClasses()}. Without any of these attributes the package of the
 * annotated class is searched.
 * <p>
 * Expects a {@link WasmPluginFactory} and a {@link io.github.wasmspring.WasmModules} bean
 * in the container. No other interfaces than the imported ones become beans then.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ImportWasmPlugins.Container.class)
@Import(ImportWasmPluginsRegistrar.class)
public @interface ImportWasmPlugins {

	/**
	 * Alias for {@link #types()}.
	 * @return the interfaces
	 */
	@AliasFor("types")
	Class<?>[] value() default {};

	/**
	 * Interfaces to register.
	 * @return the interfaces
	 */
	@AliasFor("value")
	Class<?>[] types() default {};

	/**
	 * Packages to search, including the packages below them. Placeholders are resolved.
	 * @return names of the packages
	 */
	String[] basePackages() default {};

	/**
	 * Type-safe alternative to {@link #basePackages()}: the package of each class is
	 * searched.
	 * @return classes in the packages
	 */
	Class<?>[] basePackageClasses() default {};

	/**
	 * Holds repeated annotations; is not used directly.
	 */
	@Documented
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@Import(ImportWasmPluginsRegistrar.class)
	@interface Container {

		/**
		 * The repeated annotations.
		 * @return the annotations
		 */
		ImportWasmPlugins[] value();

	}

}
