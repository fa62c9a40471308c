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

package io.github.wasmspring.binary;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

/**
 * A binary that was decoded, validated, checked against limits, and encoded again, in a
 * single pass. It tells what the module needs also if there is a problem with it.
 *
 * @since 0.1.0
 */
public final class DecodedModule {

	private final ModuleIndex index;

	/**
	 * What the binary declares, before imports became its own.
	 */
	private final ModuleIndex declared;

	private final @Nullable EncodedModule encoded;

	private final @Nullable WasmLoadException problem;

	private final boolean complete;

	private DecodedModule(ModuleIndex index, ModuleIndex declared, @Nullable EncodedModule encoded,
			@Nullable WasmLoadException problem, boolean complete) {
		this.index = index;
		this.declared = declared;
		this.encoded = encoded;
		this.problem = problem;
		this.complete = complete;
	}

	/**
	 * Decode a binary, and encode it again, with globals of no given values.
	 * @param context names the module in messages
	 * @param bytes the binary
	 * @param limits what it may contain
	 * @param memoryPages most pages of 64 KiB of all its memories: their maximums are
	 * lowered, or set where none is declared
	 * @return the decoded module
	 */
	public static DecodedModule of(WasmErrorContext context, byte[] bytes, LoadLimits limits, int memoryPages) {
		return of(context, bytes, limits, memoryPages, ImportedGlobals.NONE);
	}

	/**
	 * Decode a binary, and encode it again. Memories, tables and globals that it imports
	 * become its own.
	 * @param context names the module in messages
	 * @param bytes the binary
	 * @param limits what it may contain
	 * @param memoryPages most pages of 64 KiB of all its memories: their maximums are
	 * lowered, or set where none is declared
	 * @param globals values of the globals that it imports
	 * @return the decoded module
	 */
	public static DecodedModule of(WasmErrorContext context, byte[] bytes, LoadLimits limits, int memoryPages,
			ImportedGlobals globals) {
		return of(context, bytes, limits, memoryPages, new ModuleEncoder(), globals);
	}

	/**
	 * Decode a binary only to look at it, which takes no heap for its code.
	 * @param context names the module in messages
	 * @param bytes the binary
	 * @param limits what it may contain
	 * @param memoryPages most pages of 64 KiB of all its memories
	 * @return the decoded module, which cannot be given to an engine
	 */
	public static DecodedModule inspect(WasmErrorContext context, byte[] bytes, LoadLimits limits, int memoryPages) {
		DecodedModule inspected = of(context, bytes, limits, memoryPages, null, ImportedGlobals.NONE);
		return (inspected.problem == null && ImportDefiner.isNeeded(inspected.index))
				? of(context, bytes, limits, memoryPages) : inspected;
	}

	private static DecodedModule of(WasmErrorContext context, byte[] bytes, LoadLimits limits, int memoryPages,
			@Nullable ModuleEncoder encoder, ImportedGlobals globals) {
		Assert.notNull(context, "'context' must not be null");
		Assert.notNull(bytes, "'bytes' must not be null");
		Assert.notNull(limits, "'limits' must not be null");
		Assert.notNull(globals, "'globals' must not be null");
		BinaryProblems problems = new BinaryProblems(context, bytes);
		ModuleValidator validator = new ModuleValidator(problems,
				(encoder != null) ? new ImportDefiner(encoder, globals) : null);
		ModuleDecoder decoder = new ModuleDecoder(problems, bytes);
		ModuleIndex index = decoder.index();
		boolean complete = false;
		try {
			decoder.decode(new LimitCheck(problems, limits, validator));
			complete = true;
			WasmLoadException problem = (ModuleValidator.isUnchecked(index)) ? unsupported(problems, index)
					: validator.problem();
			if (problem == null && encoder != null && ImportDefiner.isNeeded(index)) {
				return of(context, encoder.toModule().bytes(), limits, memoryPages).declared(index);
			}
			EncodedModule encoded = null;
			if (problem == null) {
				MaximumSizes maximums = new MaximumSizes(problems, index);
				List<SizeLimits> memorySizes = maximums.limitMemories(memoryPages);
				List<SizeLimits> tableSizes = maximums.limitTables(limits.tableElements());
				index.setSizes(memorySizes, tableSizes);
				encoded = (encoder != null) ? encoder.toModule(memorySizes, tableSizes) : null;
			}
			return new DecodedModule(index, index, encoded, problem, true);
		}
		catch (WasmLoadException ex) {
			return new DecodedModule(index, index, null, ex, complete);
		}
	}

	/**
	 * Return this module, which had other imports before they became its own.
	 */
	private DecodedModule declared(ModuleIndex declared) {
		return new DecodedModule(this.index, declared, this.encoded, this.problem, this.complete);
	}

	private static WasmLoadException unsupported(BinaryProblems problems, ModuleIndex index) {
		return problems.failure(Reason.UNSUPPORTED, "the module uses " + index.features().keySet(),
				"No backend can run that.", null);
	}

	/**
	 * Return what the module declares.
	 * @return the index, as far as the module was decoded
	 */
	public ModuleIndex index() {
		return this.index;
	}

	/**
	 * Return the module as engines get it.
	 * @return the encoded module
	 * @throws WasmLoadException if there is a problem with it
	 * @throws IllegalStateException if it was only inspected
	 */
	public EncodedModule encoded() {
		verify();
		Assert.state(this.encoded != null, "The module was only inspected");
		return this.encoded;
	}

	/**
	 * Make sure that nothing is wrong with the module.
	 * @throws WasmLoadException if there is a problem with it
	 */
	public void verify() {
		if (this.problem != null) {
			throw this.problem;
		}
	}

	/**
	 * Return what is wrong with the module.
	 * @return the problem, or {@code null} if there is none
	 */
	public @Nullable WasmLoadException problem() {
		return this.problem;
	}

	/**
	 * Return whether the whole module was decoded, so that its features are known.
	 * @return whether it is complete; without a problem it always is
	 */
	public boolean isComplete() {
		return this.complete;
	}

	/**
	 * Return the features that the module needs, each with an example of its use.
	 * @return the features, as far as it was decoded
	 */
	public Map<WasmFeature, String> features() {
		return this.index.features();
	}

	/**
	 * Return what the module imports, also if that became its own.
	 * @return the imports in the order of the binary, as far as it was decoded
	 */
	public List<WasmImport> imports() {
		return this.declared.imports();
	}

	/**
	 * Return the names of custom sections of the binary.
	 * @return the names, as far as it was decoded
	 */
	public List<String> customSections() {
		return this.declared.customSections();
	}

	/**
	 * Return what the module exports.
	 * @return the exports in the order of the binary, as far as it was decoded
	 */
	public List<WasmExport> exports() {
		return this.index.exports();
	}

	/**
	 * Return where the module comes from if it is made for another host.
	 * @return the origin, as far as it was decoded, or {@code null} if nothing shows one
	 */
	public @Nullable ModuleOrigin origin() {
		return ModuleOrigin.of(imports(), exports(), features().keySet(), customSections());
	}

}
