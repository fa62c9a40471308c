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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.WasmValueType;

/**
 * Compares how modules are read: by our decoder before and after encoding, by Chicory,
 * and by wasmtime.
 */
public final class Differences implements AutoCloseable {

	private static final Path DIRECTORY = Path.of("target/differential");

	private static final int PAGES = 32767;

	/**
	 * How the line of a segment begins that only declares references. The encoder adds
	 * one for those that nothing but an export declares.
	 */
	private static final String DECLARATIVE = "elements " + ElementSegment.Mode.DECLARATIVE;

	private static final WasmFunctionType TESTED = new WasmFunctionType(List.of(), List.of(WasmValueType.I64));

	/**
	 * How many functions are made for a module.
	 */
	private static final int BATCH = 250;

	private final ForkedWasmtime wasmtime = new ForkedWasmtime(DIRECTORY);

	private final List<String> found = new ArrayList<>();

	private int tried;

	private int accepted;

	private int compiled;

	private int run;

	/**
	 * How many modules only Chicory's interpreter runs in another way, which it does for
	 * some blocks that take values, and for addresses that overflow.
	 */
	private int misinterpreted;

	/**
	 * How many functions Chicory neither interprets right nor compiles.
	 */
	private int undecided;

	/**
	 * Make functions, change them, and compare those that are valid nevertheless.
	 */
	void compareFunctions(long seed, int functions) {
		RandomGenerator seeds = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
		while (this.tried < functions && this.found.size() < 10) {
			long next = seeds.nextLong();
			try {
				compareBatch(next, Math.min(BATCH, functions - this.tried));
			}
			catch (RuntimeException ex) {
				this.found.add("seed %d: %s at %s".formatted(next, ex, Arrays.toString(ex.getStackTrace())));
			}
		}
	}

	private void compareBatch(long seed, int size) {
		RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
		RandomModule module = new RandomModule(random, random.nextInt(4) == 0);
		FunctionMutation mutation = new FunctionMutation(random);
		Map<Set<WasmFeature>, List<byte[]>> bodies = new HashMap<>();
		for (int i = 0; i < size; i++) {
			RandomFunction function = new RandomFunction(module);
			byte[] body = mutation.mutate(function);
			byte[] binary = module.with(List.of(body));
			DecodedModule decoded = decode(binary);
			if (decoded.problem() == null) {
				this.accepted++;
				bodies.computeIfAbsent(Set.copyOf(decoded.features().keySet()), (key) -> new ArrayList<>()).add(body);
			}
			else if (i % 16 == 0) {
				compareRefusal(seed, decoded, binary);
			}
			this.tried++;
		}
		bodies.values().forEach((valid) -> compareBodies("seed " + seed, module, valid));
		for (int i = 0; i < size / 50; i++) {
			compareDeclarations(seed, random, module.with(List.of()));
		}
	}

	/**
	 * Compare functions together, or in parts if Chicory cannot tell what they compute.
	 */
	private void compareBodies(String name, RandomModule module, List<byte[]> bodies) {
		if (compareDecided(name, module.with(bodies))) {
			return;
		}
		int half = bodies.size() / 2;
		if (half == 0) {
			this.undecided++;
		}
		else {
			compareBodies(name, module, bodies.subList(0, half));
			compareBodies(name, module, bodies.subList(half, bodies.size()));
		}
	}

	static DecodedModule decode(byte[] binary) {
		return DecodedModule.of(WasmErrorContext.of("differential", null), binary, LoadLimits.DEFAULTS, PAGES);
	}

	private static boolean isTakenByWasmtime(DecodedModule module) {
		return module.features().keySet().stream().allMatch((feature) -> feature == WasmFeature.VECTORS);
	}

	/**
	 * Compare that what we refuse is refused.
	 */
	private void compareRefusal(long seed, DecodedModule decoded, byte[] binary) {
		WasmLoadException problem = decoded.problem();
		if (problem != null && decoded.isComplete() && isTakenByWasmtime(decoded)
				&& problem.getReason() != WasmLoadException.Reason.LIMIT_EXCEEDED
				&& this.wasmtime.compile(binary).refusal() == null) {
			report("seed " + seed, "wasmtime takes what is refused with: " + problem.getMessage(), binary);
		}
	}

	/**
	 * Change bytes of anything but functions.
	 */
	private void compareDeclarations(long seed, RandomGenerator random, byte[] binary) {
		byte[] changed = binary.clone();
		for (int left = 1 + random.nextInt(2); left > 0; left--) {
			int at = Preamble.SIZE + random.nextInt(binary.length - Preamble.SIZE);
			changed[at] = (byte) ((random.nextBoolean()) ? random.nextInt(0x80) : changed[at] ^ 1 << random.nextInt(8));
		}
		DecodedModule decoded = decode(changed);
		if (decoded.problem() == null) {
			compare("seed " + seed, changed);
		}
		else {
			compareRefusal(seed, decoded, changed);
		}
	}

	/**
	 * Compare how a module is read.
	 * @param name where it comes from
	 * @param binary the module
	 */
	public void compare(String name, byte[] binary) {
		if (!compareDecided(name, binary)) {
			this.undecided++;
		}
	}

	/**
	 * Compare how a module is read.
	 * @return whether Chicory can tell what its functions compute: not if its interpreter
	 * makes a mistake, and its compiler another one
	 */
	private boolean compareDecided(String name, byte[] binary) {
		DecodedModule decoded = decode(binary);
		if (decoded.problem() != null) {
			return true;
		}
		byte[] canonical = decoded.encoded().bytes();
		if (!Arrays.equals(decode(canonical).encoded().bytes(), canonical)) {
			report(name, "is encoded in two ways", binary);
			return true;
		}
		EncodedModule.of(name, canonical);
		OurReading original = OurReading.structural(binary);
		OurReading encoded = OurReading.structural(canonical);
		String change = (definesImports(decoded)) ? differenceOfCode(original, encoded) : difference(original, encoded);
		if (change != null) {
			report(name, "encoding changes the meaning: " + change, binary);
		}
		WasmModule parsed = compareChicory(name, canonical, decoded);
		return !isTakenByWasmtime(decoded) || compareRuns(name, canonical, decoded, parsed);
	}

	private @Nullable WasmModule compareChicory(String name, byte[] canonical, DecodedModule decoded) {
		if (!isTakenByChicory(decoded)) {
			return null;
		}
		WasmModule parsed;
		try {
			parsed = Parser.parse(canonical);
		}
		catch (ChicoryException | AssertionError ex) {
			report(name, "Chicory refuses it: " + ex, canonical);
			return null;
		}
		String difference = difference(OurReading.exact(canonical), new ChicoryReading(parsed));
		if (difference != null) {
			report(name, "Chicory reads it in another way: " + difference, canonical);
		}
		return parsed;
	}

	private static boolean isTakenByChicory(DecodedModule module) {
		return module.features().keySet().stream().allMatch((feature) -> switch (feature) {
			case LARGE_MEMORIES, RELAXED_VECTORS, GARBAGE_COLLECTION, LEGACY_EXCEPTIONS -> false;
			default -> true;
		});
	}

	private boolean compareRuns(String name, byte[] canonical, DecodedModule decoded, @Nullable WasmModule parsed) {
		this.compiled++;
		if (parsed == null || !isRunnable(decoded) || parsed.startSection().isPresent()) {
			String refusal = this.wasmtime.compile(canonical).refusal();
			if (refusal != null) {
				report(name, "wasmtime refuses it: " + refusal, canonical);
			}
			return true;
		}
		List<Integer> functions = ComparableFunctions.of(canonical);
		this.run += functions.size();
		RunOutcome expected = this.wasmtime.run(canonical, functions);
		if (expected.refusal() != null && this.wasmtime.compile(canonical).refusal() == null) {
			return true; // it traps at the start, which Chicory does not do for empty
							// segments
		}
		compareSplit(name, decoded.encoded(), expected, functions);
		RunOutcome interpreted = ChicoryRuns.interpret(parsed, functions);
		String difference = interpreted.difference(expected, functions);
		if (difference == null) {
			return true;
		}
		this.misinterpreted++;
		RunOutcome compiledOutcome = ChicoryRuns.compile(Parser.parse(canonical), functions);
		if (compiledOutcome.refusal() != null && interpreted.refusal() == null && expected.refusal() == null) {
			return false;
		}
		difference = compiledOutcome.difference(expected, functions);
		if (difference != null) {
			report(name, "Chicory and wasmtime differ: " + difference, canonical);
		}
		return true;
	}

	/**
	 * Compare that functions which are split into tiny pieces compute the same.
	 */
	private void compareSplit(String name, EncodedModule module, RunOutcome expected, List<Integer> functions) {
		EncodedModule split = ModuleSplitter.split(name, module, SplitSettings.TINY);
		EncodedModule.of(name, split.bytes());
		String difference = this.wasmtime.run(split.bytes(), functions).difference(expected, functions);
		if (difference != null && expected.refusal() == null) {
			report(name, "splitting changes the results: " + difference, module.bytes());
		}
	}

	/**
	 * Return whether the exports are still those of a {@link RandomModule}.
	 */
	private static boolean isRunnable(DecodedModule module) {
		List<String> names = module.exports().stream().map(WasmExport::name).toList();
		return module.features().isEmpty() && names.containsAll(List.of("memory", "state"))
				&& module.exports().stream().allMatch((export) -> {
					boolean function = export.type().equals(TESTED) && export.name().matches("state|f\\d+");
					return function || export.name().equals("memory") && export.type() instanceof WasmMemoryType;
				});
	}

	/**
	 * Return whether the encoder has made definitions of imports, and perhaps added a
	 * function that starts the module.
	 */
	private static boolean definesImports(DecodedModule module) {
		return module.imports()
			.stream()
			.anyMatch((wanted) -> wanted.kind() != WasmExternalKind.FUNCTION && wanted.kind() != WasmExternalKind.TAG);
	}

	private static @Nullable String differenceOfCode(OurReading original, OurReading encoded) {
		List<List<long[]>> bodies = encoded.bodies();
		return difference(original.bodies(), bodies.subList(0, Math.min(original.bodies().size(), bodies.size())));
	}

	private static @Nullable String difference(OurReading first, OurReading second) {
		String code = difference(first.bodies(), second.bodies());
		if (code != null) {
			return code;
		}
		if (!first.locals().equals(second.locals())) {
			return "local variables";
		}
		return lines(effective(first.declarations()), effective(second.declarations()));
	}

	private static List<String> effective(List<String> declarations) {
		return declarations.stream().filter((line) -> !line.startsWith(DECLARATIVE)).toList();
	}

	private static @Nullable String difference(OurReading ours, ChicoryReading chicory) {
		String code = difference(ours.bodies(), chicory.bodies());
		if (code != null) {
			return code;
		}
		if (!ours.locals().equals(chicory.locals())) {
			return "local variables";
		}
		return lines(ours.declarations(), chicory.declarations());
	}

	private static @Nullable String lines(List<String> first, List<String> second) {
		for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
			if (!first.get(i).equals(second.get(i))) {
				return "'%s' and '%s'".formatted(first.get(i), second.get(i));
			}
		}
		return (first.size() != second.size()) ? "%d and %d declarations".formatted(first.size(), second.size()) : null;
	}

	private static @Nullable String difference(List<List<long[]>> first, List<List<long[]>> second) {
		if (first.size() != second.size()) {
			return "%d and %d bodies".formatted(first.size(), second.size());
		}
		for (int i = 0; i < first.size(); i++) {
			List<long[]> one = first.get(i);
			List<long[]> other = second.get(i);
			for (int j = 0; j < Math.min(one.size(), other.size()); j++) {
				if (!Arrays.equals(one.get(j), other.get(j))) {
					return "body %d, instruction %d: %s and %s".formatted(i, j, Arrays.toString(one.get(j)),
							Arrays.toString(other.get(j)));
				}
			}
			if (one.size() != other.size()) {
				return "body %d has %d and %d instructions".formatted(i, one.size(), other.size());
			}
		}
		return null;
	}

	private void report(String name, String fact, byte[] binary) {
		Path file = DIRECTORY.resolve("difference-%08x.wasm".formatted(Arrays.hashCode(binary)));
		try {
			Files.createDirectories(DIRECTORY);
			Files.write(file, binary);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.found.add("%s: %s; see %s".formatted(name, fact, file));
	}

	/**
	 * Return what was found.
	 */
	public List<String> found() {
		return this.found;
	}

	/**
	 * Return how many of a hundred changed functions were valid.
	 */
	double acceptedShare() {
		return 100.0 * this.accepted / Math.max(1, this.tried);
	}

	/**
	 * Return how many of a thousand valid functions Chicory could tell nothing about.
	 */
	double undecidedShare() {
		return 1000.0 * this.undecided / Math.max(1, this.accepted);
	}

	@Override
	public String toString() {
		return "%d functions changed, %d accepted (%.1f %%), %d run on both engines in %d modules (%d of these interpreted differently, %d functions undecided), %d differences"
			.formatted(this.tried, this.accepted, acceptedShare(), this.run, this.compiled, this.misinterpreted,
					this.undecided, this.found.size());
	}

	@Override
	public void close() {
		this.wasmtime.close();
	}

}
