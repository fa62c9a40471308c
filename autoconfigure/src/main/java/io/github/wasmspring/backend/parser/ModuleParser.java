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

package io.github.wasmspring.backend.parser;

import java.util.function.Supplier;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.MalformedException;
import com.dylibso.chicory.wasm.Parser;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBinary;

/**
 * Parses and validates binaries for a backend.
 *
 * @since 0.1.0
 */
public final class ModuleParser {

	private final WasmBackend backend;

	/**
	 * Create a parser.
	 * @param backend the backend, which may run what {@link WasmBackend#getFeatures()}
	 * says
	 */
	public ModuleParser(WasmBackend backend) {
		Assert.notNull(backend, "'backend' must not be null");
		this.backend = backend;
	}

	/**
	 * Parse and validate a binary.
	 * @param binary the binary
	 * @return what the module consists of
	 * @throws WasmLoadException if the binary is malformed or invalid, or uses a feature
	 * that the backend cannot run
	 * @see WasmBackend#load(WasmBinary)
	 */
	public ModuleTypes parse(WasmBinary binary) {
		ModuleTypes types = translateFailures(binary.getName(), () -> new ModuleTypes(Parser.parse(binary.getBytes())));
		new FeatureCheck(binary.getName(), this.backend.getId(), this.backend.getFeatures()).check(types);
		return types;
	}

	/**
	 * Run an action of the parser or of the compiler that builds on it. The parser
	 * reports some malformed binaries by plain runtime exceptions, or by assertions where
	 * they are enabled, so all of them count.
	 * @param <T> the type of the result
	 * @param module name of the module
	 * @param action the action
	 * @return its result
	 * @throws WasmLoadException if it fails
	 */
	public <T> T translateFailures(String module, Supplier<T> action) {
		try {
			return action.get();
		}
		catch (WasmException ex) {
			throw ex;
		}
		catch (InvalidException ex) {
			throw failure(module, Reason.INVALID, "the module is invalid: " + ex.getMessage(), ex);
		}
		catch (MalformedException ex) {
			throw failure(module, Reason.MALFORMED, "the binary is malformed: " + ex.getMessage(), ex);
		}
		catch (ChicoryException | LinkageError ex) {
			throw failure(module, Reason.UNSUPPORTED, "the module cannot be compiled: " + ex.getMessage(), ex);
		}
		catch (RuntimeException | AssertionError ex) {
			throw failure(module, Reason.MALFORMED, "the binary is malformed: " + ex, ex);
		}
		catch (OutOfMemoryError | StackOverflowError ex) {
			throw failure(module, Reason.LIMIT_EXCEEDED, "the module is too complex to compile: " + ex, ex);
		}
	}

	private WasmLoadException failure(String module, Reason reason, String fact, Throwable cause) {
		String remedy = switch (reason) {
			case INVALID, MALFORMED -> "Build the file again, or check it with 'wasm-validate'.";
			case UNSUPPORTED -> "Compile the guest without that feature, or choose another backend.";
			default -> null;
		};
		return new WasmLoadException(reason, WasmErrorContext.of(module, this.backend.getId()), fact, remedy, cause);
	}

}
