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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import io.github.wasmspring.binary.EncodedModule;

/**
 * Rules of the rooms: what lives where and what it may import.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	static final String ROOT = "io.github.wasmspring";

	private static final String API = "";

	private static final String WIRING = ".autoconfigure";

	private static final Pattern KEYS = Pattern
		.compile("\\bwasm\\.(modules|defaults|cache|backend|locations|wasmtime|plugins)\\b");

	/**
	 * The rooms below the wiring, lowest first, with the rooms that each may import
	 * besides itself.
	 */
	private static final Map<String, Set<String>> ROOMS = Map.ofEntries(Map.entry(API, Set.of()),
			Map.entry(".binary", Set.of(API)), Map.entry(".abi", Set.of(API)), Map.entry(".host", Set.of(API, ".abi")),
			Map.entry(".wasi", Set.of(API)), Map.entry(".backend", Set.of(API, ".binary", ".wasi")),
			Map.entry(".backend.artifact", Set.of(API, ".binary", ".backend")),
			Map.entry(".backend.chicory", Set.of(API, ".binary", ".wasi", ".backend")),
			Map.entry(".backend.wasmtime", Set.of(API, ".binary", ".wasi", ".backend", ".backend.artifact")),
			Map.entry(".cache", Set.of(API, ".binary", ".backend", ".backend.artifact")),
			Map.entry(".instance", Set.of(API, ".wasi", ".backend")),
			Map.entry(".module", Set.of(API, ".abi", ".binary", ".wasi", ".backend", ".backend.artifact", ".instance")),
			Map.entry(".abi.command", Set.of(API, ".abi")), Map.entry(".abi.extism", Set.of(API, ".abi")),
			Map.entry(".abi.opa", Set.of(API, ".abi")), Map.entry(".abi.toolchain", Set.of(API, ".abi")),
			Map.entry(".plugin", Set.of(API, ".abi", ".abi.command", ".module")),
			Map.entry(".micrometer", Set.of(API, ".backend", ".cache", ".instance", ".module", ".plugin")),
			Map.entry(".actuate", Set.of(API, ".module")));

	/**
	 * What every room may import from outside, apart from Spring Boot.
	 */
	private static final List<String> LIBRARIES = List.of("java", "javax", "org.apache.commons.logging",
			"org.jspecify.annotations", "org.springframework");

	/**
	 * What single rooms may import from outside, too.
	 */
	private static final Map<String, List<String>> ROOM_LIBRARIES = Map.ofEntries(Map.entry(API, List.of("org.slf4j")),
			Map.entry(".instance", List.of("org.slf4j")),
			Map.entry(".backend.chicory", List.of("com.dylibso.chicory", "run.endive", "org.objectweb.asm")),
			Map.entry(".backend.wasmtime", List.of("io.github.kawamuray.wasmtime")),
			Map.entry(".cache", List.of("com.hazelcast")),
			Map.entry(".abi", List.of("tools.jackson", "com.fasterxml.jackson.annotation")),
			Map.entry(".micrometer", List.of("io.micrometer")),
			Map.entry(".actuate", List.of("org.springframework.boot")));

	@ArchTest
	final ArchRule everyPackageIsARoom = ArchRuleDefinition.classes().should(liveInARoom());

	@ArchTest
	final ArchRule roomsImportOnlyWhatTheyMay = ArchRuleDefinition.classes()
		.that(outsideTheWiring())
		.should(importOnlyWhatTheirRoomMay());

	@ArchTest
	final ArchRule packagesAreFreeOfCycles = SlicesRuleDefinition.slices()
		.assignedFrom(packages())
		.should()
		.beFreeOfCycles();

	@ArchTest
	final ArchRule onlyTheWiringImportsTheWiring = ArchRuleDefinition.noClasses()
		.that(outsideTheWiring())
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ROOT + ".autoconfigure..");

	@ArchTest
	final ArchRule chicoryStaysInItsRoom = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackages(ROOT + ".backend.chicory", ROOT + ".autoconfigure.backend")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("com.dylibso..", "run.endive..");

	@ArchTest
	final ArchRule wasmtimeStaysInItsRoom = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackages(ROOT + ".backend.wasmtime", ROOT + ".autoconfigure.backend")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.github.kawamuray..");

	/**
	 * The compiler of wasmtime gets modules in one place, and there only what the encoder
	 * wrote.
	 */
	@ArchTest
	final ArchRule wasmtimeCompilesInOnePlace = ArchRuleDefinition.noClasses()
		.that()
		.doNotHaveFullyQualifiedName(ROOT + ".backend.wasmtime.WasmtimeEngine")
		.should()
		.callCodeUnitWhere(DescribedPredicate.describe("it creates a module of wasmtime",
				(call) -> call.getTargetOwner().getFullName().equals("io.github.kawamuray.wasmtime.Module")
						&& (call.getName().equals("<init>") || call.getName().startsWith("from"))));

	@ArchTest
	final ArchRule bytesOfModulesAreForEngines = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackages(ROOT + ".binary")
		.and()
		.doNotHaveFullyQualifiedName(ROOT + ".backend.chicory.ParsedModule")
		.and()
		.doNotHaveFullyQualifiedName(ROOT + ".backend.chicory.CompilingEngine")
		.and()
		.doNotHaveFullyQualifiedName(ROOT + ".backend.wasmtime.WasmtimeEngine")
		.and()
		.doNotHaveFullyQualifiedName(ROOT + ".backend.WasmBackend")
		.should()
		.callMethod(EncodedModule.class, "bytes");

	@ArchTest
	final ArchRule enginesGetWhatTheEncoderWrote = ArchRuleDefinition.classes()
		.that()
		.haveFullyQualifiedName(ROOT + ".backend.chicory.ParsedModule")
		.or()
		.haveFullyQualifiedName(ROOT + ".backend.wasmtime.WasmtimeEngine")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(EncodedModule.class);

	@ArchTest
	final ArchRule chicoryParsesInOnePlace = ArchRuleDefinition.noClasses()
		.that()
		.doNotHaveFullyQualifiedName(ROOT + ".backend.chicory.ParsedModule")
		.should()
		.dependOnClassesThat(DescribedPredicate.describe("read or write the binary format for Chicory",
				(dependency) -> Set.of("Parser", "ParserListener", "Encoding", "WasmWriter")
					.contains(dependency.getSimpleName())
						&& dependency.getPackageName().equals("com.dylibso.chicory.wasm")));

	@ArchTest
	final ArchRule micrometerStaysInItsRoom = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackages(ROOT + ".micrometer", ROOT + ".autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.micrometer..");

	@ArchTest
	final ArchRule springBootStaysInItsRooms = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackages(ROOT + ".actuate", ROOT + ".autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	final ArchRule autoConfigurationsArePublicAndFinal = ArchRuleDefinition.classes()
		.that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	final ArchRule autoConfigurationsHaveNoPublicMethods = ArchRuleDefinition.methods()
		.that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic();

	@ArchTest
	final ArchRule everyPackageIsNullMarked = ArchRuleDefinition.classes().should(liveInANullMarkedPackage());

	@ArchTest
	final ArchRule onlyTheWiringKnowsKeysOfProperties = ArchRuleDefinition.classes()
		.that(outsideTheWiring())
		.should(containNoKeyOfAProperty());

	@ArchTest
	final ArchRule nobodyPrints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	/**
	 * Apart from keys of messages, and from the diagnostic context.
	 */
	@ArchTest
	final ArchRule everybodyLogsThroughCommonsLogging = ArchRuleDefinition.noClasses()
		.that()
		.doNotHaveFullyQualifiedName(ROOT + ".KeyValueLog")
		.and()
		.doNotHaveFullyQualifiedName(ROOT + ".KeyValueLog$Binding")
		.and()
		.doNotHaveFullyQualifiedName(ROOT + ".instance.CallerContext")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..", "ch.qos..");

	private static DescribedPredicate<JavaClass> outsideTheWiring() {
		return DescribedPredicate.describe("are outside the wiring", (javaClass) -> !isWiring(roomOf(javaClass)));
	}

	private static ArchCondition<JavaClass> liveInARoom() {
		return condition("live in a room of the table", (javaClass, events) -> {
			String room = roomOf(javaClass);
			if (!ROOMS.containsKey(room) && !isWiring(room)) {
				violation(events, javaClass,
						"%s lives in '%s', which is no room of the table".formatted(javaClass.getDescription(), room));
			}
		});
	}

	private static ArchCondition<JavaClass> importOnlyWhatTheirRoomMay() {
		return condition("import only what their room may", (javaClass, events) -> {
			String room = roomOf(javaClass);
			for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
				if (!mayImport(room, dependency.getTargetClass().getBaseComponentType())) {
					violation(events, javaClass,
							"Room '%s' must not import this: %s".formatted(room, dependency.getDescription()));
				}
			}
		});
	}

	private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
		return condition("live in a @NullMarked package", (javaClass, events) -> {
			if (!javaClass.getPackage().isAnnotatedWith(NullMarked.class)) {
				violation(events, javaClass, "Package %s of %s is not @NullMarked".formatted(javaClass.getPackageName(),
						javaClass.getDescription()));
			}
		});
	}

	/**
	 * The constants of a class file stand in it as they are.
	 */
	private static ArchCondition<JavaClass> containNoKeyOfAProperty() {
		return condition("contain no key of a property", (javaClass, events) -> {
			Matcher key = KEYS.matcher(classFile(javaClass));
			if (key.find()) {
				violation(events, javaClass, "%s contains '%s'".formatted(javaClass.getDescription(), key.group()));
			}
		});
	}

	private static String classFile(JavaClass javaClass) {
		try (InputStream input = javaClass.getSource().orElseThrow().getUri().toURL().openStream()) {
			return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean mayImport(String room, JavaClass target) {
		if (target.isPrimitive()) {
			return true;
		}
		String packageName = target.getPackageName();
		if (isIn(packageName, ROOT)) {
			String targetRoom = roomOf(target);
			return targetRoom.equals(room) || ROOMS.getOrDefault(room, Set.of()).contains(targetRoom);
		}
		if (ROOM_LIBRARIES.getOrDefault(room, List.of()).stream().anyMatch((library) -> isIn(packageName, library))) {
			return true;
		}
		return !isIn(packageName, "org.springframework.boot")
				&& LIBRARIES.stream().anyMatch((library) -> isIn(packageName, library));
	}

	private static boolean isIn(String packageName, String library) {
		return packageName.equals(library) || packageName.startsWith(library + ".");
	}

	private static boolean isWiring(String room) {
		return isIn(room, WIRING);
	}

	private static String roomOf(JavaClass javaClass) {
		return javaClass.getPackageName().substring(ROOT.length());
	}

	private static SliceAssignment packages() {
		return new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
				String packageName = javaClass.getPackageName();
				return isIn(packageName, ROOT) ? SliceIdentifier.of(packageName) : SliceIdentifier.ignore();
			}

			@Override
			public String getDescription() {
				return "packages";
			}

		};
	}

	private static void violation(ConditionEvents events, JavaClass javaClass, String message) {
		events.add(SimpleConditionEvent.violated(javaClass, message));
	}

	private static ArchCondition<JavaClass> condition(String description, Check check) {
		return new ArchCondition<>(description) {

			@Override
			public void check(JavaClass javaClass, ConditionEvents events) {
				check.check(javaClass, events);
			}

		};
	}

	/**
	 * Adds an event for each violation of one class.
	 */
	private interface Check {

		void check(JavaClass javaClass, ConditionEvents events);

	}

}
