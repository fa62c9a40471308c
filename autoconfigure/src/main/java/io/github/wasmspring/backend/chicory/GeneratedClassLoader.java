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

package io.github.wasmspring.backend.chicory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.WrongMethodTypeException;
import java.util.Map;
import java.util.function.Function;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;

/**
 * Loads the classes that were generated for one module. They are unloaded when nothing
 * refers to the module or its instances anymore.
 */
final class GeneratedClassLoader extends ClassLoader {

	private static final MethodType CONSTRUCTOR = MethodType.methodType(void.class, Instance.class);

	private static final MethodType FACTORY = MethodType.methodType(Machine.class, Instance.class);

	private GeneratedClassLoader(Map<String, byte[]> classes) {
		super("wasm", GeneratedClassLoader.class.getClassLoader());
		classes.forEach((name, bytes) -> defineClass(name, bytes, 0, bytes.length));
	}

	/**
	 * Load classes.
	 * @param classes the class files by name
	 * @param mainClass the class that is a {@link Machine}
	 * @param headRoom whether the memories have head-room
	 * @return what creates the machine of an instance
	 * @throws LinkageError if a class file is damaged, or there is no such main class
	 */
	static Function<Instance, Machine> load(Map<String, byte[]> classes, String mainClass, HeadRoom headRoom) {
		GeneratedClassLoader loader = new GeneratedClassLoader(classes);
		try {
			for (String name : classes.keySet()) {
				// verifies the class now rather than in the middle of a call
				Class<?> type = Class.forName(name, true, loader);
				if (name.endsWith(MemoryAccessRewriter.HELPERS)) {
					headRoom.publishTo(MethodHandles.publicLookup()
						.findStaticVarHandle(type, MemoryAccessRewriter.HEAD_ROOM, boolean.class));
				}
			}
			Class<?> machine = Class.forName(mainClass, true, loader);
			MethodHandle constructor = MethodHandles.publicLookup().findConstructor(machine, CONSTRUCTOR);
			return factory(constructor.asType(FACTORY));
		}
		catch (ReflectiveOperationException | WrongMethodTypeException ex) {
			throw new LinkageError("the generated classes have no machine " + mainClass, ex);
		}
	}

	private static Function<Instance, Machine> factory(MethodHandle constructor) {
		return (instance) -> create(constructor, instance);
	}

	private static Machine create(MethodHandle constructor, Instance instance) {
		try {
			return (Machine) constructor.invokeExact(instance);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
