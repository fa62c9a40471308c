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

package io.github.wasmspring.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import org.springframework.util.FileSystemUtils;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.benchmarks.empty.EmptyApplication;

/**
 * The class paths of an application that depends on the starter, and of one that depends
 * on Spring Boot's own starter only. They are found by the starter's POM, and by those
 * that Maven keeps beside the jars; the versions are those of this build.
 */
final class StarterClassPath {

	private static final String OWN_GROUP = "io.github.wasmspring";

	private static final String BOOT_STARTER = "spring-boot-starter";

	private final List<Path> available = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
		.map(Path::of)
		.toList();

	private final Path application;

	private final Set<Path> without = new LinkedHashSet<>();

	private final Set<Path> with = new LinkedHashSet<>();

	private StarterClassPath(Path application) {
		this.application = application;
	}

	/**
	 * Find the class paths.
	 * @param directory where to put the application and a jar of this project
	 */
	static StarterClassPath create(Path directory) throws Exception {
		StarterClassPath classPath = new StarterClassPath(directory.resolve("application"));
		String empty = EmptyApplication.class.getPackageName().replace('.', '/');
		FileSystemUtils.copyRecursively(codeOf(EmptyApplication.class).resolve(empty),
				classPath.application.resolve(empty));
		Path own = jar(codeOf(WasmModule.class), directory.resolve("wasm.jar"));
		for (Dependency dependency : Dependency.of(Path.of(System.getProperty("benchmarks.starter")))) {
			if (dependency.artifact().equals(BOOT_STARTER)) {
				classPath.add(dependency, classPath.without);
			}
			if (dependency.group().equals(OWN_GROUP)) {
				classPath.with.add(own);
			}
			else {
				classPath.add(dependency, classPath.with);
			}
		}
		return classPath;
	}

	private static Path codeOf(Class<?> type) throws URISyntaxException {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	private static Path jar(Path classes, Path jar) throws IOException {
		try (OutputStream file = Files.newOutputStream(jar);
				JarOutputStream output = new JarOutputStream(file);
				Stream<Path> paths = Files.walk(classes)) {
			for (Path path : paths.filter(Files::isRegularFile).toList()) {
				output.putNextEntry(new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
				Files.copy(path, output);
			}
		}
		return jar;
	}

	/**
	 * Add the jar of a dependency and those that it depends on.
	 */
	private void add(Dependency dependency, Set<Path> target) throws Exception {
		Path folder = Path.of(dependency.group().replace('.', '/'), dependency.artifact());
		Path jar = this.available.stream()
			.filter((path) -> path.getNameCount() > 2 && path.getParent().getParent().endsWith(folder))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(dependency + " is not on the class path"));
		if (target.add(jar)) {
			String name = jar.getFileName().toString();
			for (Dependency next : Dependency.of(jar.resolveSibling(name.substring(0, name.length() - 4) + ".pom"))) {
				add(next, target);
			}
		}
	}

	String withoutStarter() {
		return join(this.without);
	}

	String withStarter() {
		return join(this.with);
	}

	private String join(Collection<Path> jars) {
		return Stream.concat(Stream.of(this.application), jars.stream())
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * What the user of an artifact needs at run time.
	 *
	 * @param group id of the group
	 * @param artifact id of the artifact
	 */
	private record Dependency(String group, String artifact) {

		static List<Dependency> of(Path pom) throws Exception {
			Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
			List<Dependency> dependencies = new ArrayList<>();
			for (Element all : children(document.getDocumentElement(), "dependencies")) {
				for (Element dependency : children(all, "dependency")) {
					boolean needed = Set.of("", "compile", "runtime").contains(text(dependency, "scope"));
					if (needed && !text(dependency, "optional").equals("true")) {
						dependencies.add(new Dependency(group(document, dependency), text(dependency, "artifactId")));
					}
				}
			}
			return dependencies;
		}

		private static String group(Document document, Element dependency) {
			String group = text(dependency, "groupId");
			if (!group.equals("${project.groupId}")) {
				return group;
			}
			Element project = document.getDocumentElement();
			String own = text(project, "groupId");
			return (own.isEmpty()) ? text(children(project, "parent").get(0), "groupId") : own;
		}

		private static String text(Element parent, String name) {
			List<Element> found = children(parent, name);
			return (found.isEmpty()) ? "" : found.get(0).getTextContent().strip();
		}

		private static List<Element> children(Element parent, String name) {
			List<Element> found = new ArrayList<>();
			for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
				if (node instanceof Element element && element.getTagName().equals(name)) {
					found.add(element);
				}
			}
			return found;
		}

	}

}
