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

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.BeanUtils;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written ahead of time for an application context, compiled into the packages of
 * this class loader.
 */
public final class GeneratedSources {

	private final Path directory;

	public GeneratedSources(Path directory) {
		this.directory = directory;
	}

	/**
	 * Write the sources of a context that is not refreshed yet.
	 */
	public ClassName write(GenericApplicationContext context, RuntimeHints hints, Class<?> target) {
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(target)), new FileSystemGeneratedFiles(this.directory), hints);
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		return initializer;
	}

	/**
	 * Compile the sources, and initialize a context by them.
	 */
	@SuppressWarnings("unchecked")
	public void initialize(GenericApplicationContext context, ClassName initializer)
			throws IOException, ReflectiveOperationException {
		for (Class<?> type : compile()) {
			if (type.getName().equals(initializer.reflectionName())) {
				((ApplicationContextInitializer<GenericApplicationContext>) BeanUtils.instantiateClass(type))
					.initialize(context);
			}
		}
	}

	private List<Class<?>> compile() throws IOException, ReflectiveOperationException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp",
				System.getProperty("java.class.path"), "-d", this.directory.toString()));
		files(".java").forEach((file) -> arguments.add(file.toString()));
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
		List<Class<?>> classes = new ArrayList<>();
		for (Path file : files(".class")) {
			String name = this.directory.relativize(file).toString().replace('/', '.').replace('\\', '.');
			classes.add(define(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file)));
		}
		return classes;
	}

	/**
	 * Define a class beside the one that it was generated for. What is generated for
	 * classes of Spring is the same in each test, and can be defined only once.
	 */
	private static Class<?> define(String name, byte[] bytes) throws ReflectiveOperationException {
		Class<?> target = Class.forName(name.substring(0, name.indexOf('_')));
		try {
			return MethodHandles.privateLookupIn(target, MethodHandles.lookup()).defineClass(bytes);
		}
		catch (LinkageError ex) {
			return Class.forName(name);
		}
	}

	private List<Path> files(String suffix) throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(suffix)).sorted().toList();
		}
	}

}
