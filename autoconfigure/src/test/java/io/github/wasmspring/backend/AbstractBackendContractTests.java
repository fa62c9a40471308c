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

package io.github.wasmspring.backend;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExportedFunction;
import io.github.wasmspring.WasmGlobal;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmMemoryException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmTable;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.WasmModuleDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/**
 * What every backend does alike.
 */
public abstract class AbstractBackendContractTests {

	protected WasmBackend backend() {
		return Backends.current();
	}

	protected final WasmModule load(String guest) {
		return Guests.load(guest, backend());
	}

	@Test
	void callShouldPassNumbersOfEachType() {
		WasmModule numbers = load("numbers");
		assertThat(numbers.call("add", 2, 40)).isEqualTo(42);
		assertThat(numbers.call("add-long", 2L, 40L)).isEqualTo(42L);
		assertThat(numbers.call("add_float", 0.5f, 0.25f)).isEqualTo(0.75f);
		assertThat(numbers.call("add_double", 0.5, 0.25)).isEqualTo(0.75);
		assertThat(numbers.call("nothing")).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE })
	void callShouldKeepExtremeIntegers(int value) {
		assertThat(load("numbers").call("id_i32", value)).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0xFFFF_FFFFL, 0x8000_0000L })
	void callShouldKeepExtremeLongs(long value) {
		assertThat(load("numbers").call("id_i64", value)).isEqualTo(value);
	}

	@Test
	void callRawShouldKeepTheBitsOfNan() {
		try (WasmInstance instance = load("numbers").instantiate()) {
			assertThat((int) instance.getFunction("id_f32").callRaw(0x7FC0_1234)[0]).isEqualTo(0x7FC0_1234);
			assertThat(instance.getFunction("id_f64").callRaw(0xFFF8_0000_0000_4321L)[0])
				.isEqualTo(0xFFF8_0000_0000_4321L);
		}
	}

	@Test
	void callShouldKeepInfinityAndNegativeZero() {
		WasmModule numbers = load("numbers");
		assertThat(numbers.call("id_f64", Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
		assertThat(numbers.call("id_f32", -0.0f)).isEqualTo(-0.0f);
	}

	@Test
	void callShouldPassTwentyArguments() {
		WasmModule numbers = load("numbers");
		Object[] integers = IntStream.rangeClosed(1, 20).boxed().toArray();
		assertThat(numbers.call("sum20", integers)).isEqualTo(210L);
		Object[] mixed = new Object[20];
		for (int i = 0; i < mixed.length; i++) {
			mixed[i] = switch (i % 4) {
				case 0 -> i;
				case 1 -> (long) i;
				case 2 -> (float) i;
				default -> (double) i;
			};
		}
		assertThat(numbers.call("mix20", mixed)).isEqualTo(190.0);
	}

	@Test
	void callShouldReturnSeveralResultsAsArray() {
		WasmModule numbers = load("numbers");
		assertThat(numbers.call("mixed")).isEqualTo(new Object[] { 1, 2L, 3.5f, 4.25 });
		assertThat(numbers.call("div_mod", 17, 5)).isEqualTo(new Object[] { 3, 2 });
	}

	@Test
	void callWhenNumberOfArgumentsIsWrongShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> load("numbers").call("add", 2))
			.withMessageContainingAll("numbers", "add", backend().getId(), "takes 2 arguments, but got 1",
					"(i32, i32) -> i32");
	}

	@Test
	void callWhenTypeOfArgumentIsWrongShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> load("numbers").call("add", 2, 1.5))
			.withMessageContainingAll("argument 2: Double 1.5 does not fit i32", "(i32, i32) -> i32");
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> load("numbers").call("add", 2, null))
			.withMessageContaining("argument 2 is null");
	}

	@Test
	void callWhenFunctionIsUnknownShouldListSimilarNames() {
		assertThatExceptionOfType(NoSuchWasmFunctionException.class)
			.isThrownBy(() -> load("numbers").call("addd", 2, 3))
			.withMessageContainingAll("numbers", "addd", backend().getId(), "Exported functions: 'add', ");
	}

	@Test
	void exportsShouldHaveFullTypes() {
		assertThat(load("numbers").getExports()).extracting(WasmExport::toString)
			.contains("func add (i32, i32) -> i32", "func mixed () -> (i32, i64, f32, f64)", "func nothing () -> ()",
					"global counter (mut i32)", "global limit i64");
		assertThat(load("memory_max").getExports()).extracting(WasmExport::toString).contains("memory memory 1 3");
	}

	@Test
	void importsShouldHaveFullTypes() {
		WasmBinary functions = WasmBinary.of("imports", Guests.bytes("imports"));
		try (BackendModule module = backend().load(functions)) {
			assertThat(module.getImports()).extracting(WasmImport::toString)
				.containsExactly("func env.log (i32, i32) -> ()", "func env.now () -> i64",
						"func math.pow (f64, f64) -> f64");
		}
	}

	@Test
	void moduleShouldLoadFromBytes() {
		ByteArrayResource bytes = new ByteArrayResource(Guests.bytes("numbers"));
		WasmModule module = Guests.load(WasmModuleDefinition.of("bytes", bytes, backend().getId()), backend(),
				(settings) -> settings);
		try (WasmInstance instance = module.instantiate()) {
			assertThat(instance.call("add", 40, 2)).isEqualTo(42);
		}
	}

	@Test
	void exitShouldBecomeAnExceptionAlsoWithCodeZero() {
		WasmModule module = load("wasi_reactor");
		for (int code : new int[] { 0, 3, 255 }) {
			assertThatExceptionOfType(WasmExitException.class).isThrownBy(() -> module.call("leave", code))
				.withMessageContainingAll("wasi_reactor", "leave", backend().getId())
				.satisfies((ex) -> assertThat(ex.getExitCode()).isEqualTo(code));
		}
		assertThat(module.call("is_ready")).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "unreachable,UNREACHABLE", "div_by_zero,INTEGER_DIVIDE_BY_ZERO", "overflow,INTEGER_OVERFLOW",
			"conversion,INVALID_CONVERSION_TO_INTEGER", "memory_fill_oob,OUT_OF_BOUNDS_MEMORY_ACCESS",
			"table_oob,UNDEFINED_ELEMENT", "table_get_oob,OUT_OF_BOUNDS_TABLE_ACCESS",
			"indirect_type_mismatch,INDIRECT_CALL_TYPE_MISMATCH", "uninitialized_element,UNINITIALIZED_ELEMENT" })
	void callWhenGuestTrapsShouldTellTheKind(String function, WasmTrapKind kind) {
		WasmModule traps = load("traps");
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> traps.call(function))
			.withMessageContainingAll("traps", function, backend().getId(), reported(kind).toString())
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(reported(kind)));
	}

	/**
	 * Return the kind that the backend reports, which need not know all of them apart.
	 */
	private WasmTrapKind reported(WasmTrapKind kind) {
		return (kind == WasmTrapKind.UNDEFINED_ELEMENT && backend().getId().equals("wasmtime"))
				? WasmTrapKind.OUT_OF_BOUNDS_TABLE_ACCESS : kind;
	}

	@Test
	void callWhenAddressIsOutOfBoundsShouldTrap() {
		WasmModule traps = load("traps");
		for (int address : new int[] { 65536, 65533, -1, Integer.MIN_VALUE }) {
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> traps.call("memory_load", address))
				.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS));
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> traps.call("memory_store", address))
				.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS));
		}
	}

	@Test
	void callWhenRecursionIsEndlessShouldTrap() {
		WasmModule traps = load("traps");
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> traps.call("recurse", 1))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.STACK_OVERFLOW));
		assertThat(traps.call("ok")).isEqualTo(42);
	}

	@Test
	void callWhenInstanceTrappedShouldUseAnother() {
		WasmModule traps = load("traps");
		assertThat(traps.call("count")).isEqualTo(1);
		assertThat(traps.call("count")).isEqualTo(2);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> traps.call("unreachable"));
		assertThat(traps.call("count")).isEqualTo(1);
	}

	@Test
	void instantiatedInstanceShouldStayOpenAfterTrap() {
		try (WasmInstance instance = load("traps").instantiate()) {
			assertThat(instance.call("count")).isEqualTo(1);
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("unreachable"));
			assertThat(instance.isOpen()).isTrue();
			assertThat(instance.call("count")).isEqualTo(2);
		}
	}

	@Test
	void callWhenModeIsPerCallShouldUseNewInstance() {
		WasmModule traps = Guests.load("traps", backend(), mode(InstanceMode.PER_CALL, 2));
		assertThat(traps.call("count")).isEqualTo(1);
		assertThat(traps.call("count")).isEqualTo(1);
	}

	@Test
	void callWhenModeIsSingleShouldShareTheInstance() throws Exception {
		WasmModule traps = Guests.load("traps", backend(), mode(InstanceMode.SINGLE, 8));
		runConcurrently(4, 50, () -> traps.call("count"));
		assertThat(traps.call("count")).isEqualTo(201);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> traps.call("unreachable"));
		assertThat(traps.call("count")).isEqualTo(1);
	}

	@Test
	void callWhenAllInstancesAreInUseShouldThrow() {
		WasmModule traps = Guests.load("traps", backend(), mode(InstanceMode.POOLED, 1));
		traps.execute((instance) -> {
			assertThatExceptionOfType(WasmPoolExhaustedException.class).isThrownBy(() -> traps.call("ok"))
				.withMessageContainingAll("traps", backend().getId(), "'InstanceSettings.withMax'");
			return null;
		});
		assertThat(traps.call("ok")).isEqualTo(42);
	}

	private static UnaryOperator<InstanceSettings> mode(InstanceMode mode, int max) {
		return (settings) -> settings.withMode(mode)
			.withMax(max)
			.withMaxWait(Duration.ofMillis(20))
			.withTimeout(Duration.ofSeconds(30));
	}

	@Test
	void callFromManyThreadsShouldReturnRightResults() throws Exception {
		WasmModule numbers = Guests.load("numbers", backend(),
				(settings) -> settings.withMode(InstanceMode.POOLED)
					.withMax(4)
					.withMaxWait(Duration.ofSeconds(30))
					.withTimeout(Duration.ofSeconds(30)));
		runConcurrently(8, 500, () -> {
			int value = (int) (Math.random() * 1000);
			assertThat(numbers.call("add", value, 1)).isEqualTo(value + 1);
			return null;
		});
	}

	@Test
	void instanceUsedByManyThreadsShouldRunOneCallAtATime() throws Exception {
		try (WasmInstance instance = load("traps").instantiate()) {
			runConcurrently(8, 200, () -> instance.call("count"));
			assertThat(instance.call("count")).isEqualTo(1601);
		}
	}

	private static void runConcurrently(int threads, int times, Callable<Object> action) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<Object>> futures = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				futures.add(executor.submit(() -> {
					for (int j = 0; j < times; j++) {
						action.call();
					}
					return null;
				}));
			}
			for (Future<Object> future : futures) {
				future.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void startSectionShouldRunAtInstantiation() {
		assertThat(load("start").call("value")).isEqualTo(7);
	}

	@Test
	void startSectionThatTrapsShouldFailTheLoad() {
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> load("start_trap"))
			.withMessageContainingAll("start_trap", "cannot be instantiated", "unreachable")
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.UNREACHABLE));
	}

	@Test
	void initializeShouldRunOnceAndStartNotAtAll() {
		assertThat(load("initialize").call("counter")).isEqualTo(1);
		assertThat(load("command").call("ran")).isEqualTo(0);
	}

	@Test
	void initializeOfAnotherTypeShouldNotRun() {
		WasmModule module = load("bad_initialize");
		assertThat(module.getExports()).extracting(WasmExport::toString).contains("func _initialize (i32) -> ()");
	}

	@Test
	void memoryShouldGrowUpToItsMaximum() {
		WasmModule module = load("memory_max");
		try (WasmInstance instance = module.instantiate()) {
			WasmMemory memory = instance.memory();
			assertThat(memory.pages()).isEqualTo(1);
			assertThat(memory.size()).isEqualTo(65536);
			assertThat(memory.grow(2)).isEqualTo(1);
			assertThat(memory.grow(1)).isEqualTo(-1);
			assertThat(memory.pages()).isEqualTo(3);
		}
	}

	@Test
	void memoryWithoutMaximumShouldGrowUpToTheLimit() {
		WasmModule module = Guests.load("memory_grow", backend(),
				(settings) -> settings.withMaxMemory(DataSize.ofMegabytes(1)).withTimeout(Duration.ofSeconds(30)));
		assertThat(module.call("grow", 15)).isEqualTo(1);
		assertThat(module.call("grow", 1)).isEqualTo(-1);
		assertThat(module.call("size")).isEqualTo(16);
	}

	@Test
	void memoryThatStartsAboveTheLimitShouldFailTheLoad() {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> load("memory_big"))
			.withMessageContainingAll("memory_big", "4096 pages", "'WasmModuleDefinition.withMaxMemory'", "256MB")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.LIMIT_EXCEEDED));
	}

	@Test
	void memoryShouldReadWhatWasWritten() {
		try (WasmInstance instance = load("memory_grow").instantiate()) {
			WasmMemory memory = instance.memory();
			memory.writeByte(1, (byte) -7);
			memory.writeShort(3, Short.MIN_VALUE);
			memory.writeInt(5, 0x01020304);
			memory.writeLong(9, Long.MIN_VALUE + 1);
			memory.writeFloat(17, 1.5f);
			memory.writeDouble(21, -2.25);
			assertThat(memory.readByte(1)).isEqualTo((byte) -7);
			assertThat(memory.readShort(3)).isEqualTo(Short.MIN_VALUE);
			assertThat(memory.readInt(5)).isEqualTo(0x01020304);
			assertThat(memory.readByte(5)).isEqualTo((byte) 4);
			assertThat(memory.readLong(9)).isEqualTo(Long.MIN_VALUE + 1);
			assertThat(memory.readFloat(17)).isEqualTo(1.5f);
			assertThat(memory.readDouble(21)).isEqualTo(-2.25);
			assertThat(memory.writeString(100, "žluťoučký")).isEqualTo(13);
			assertThat(memory.readString(100, 13)).isEqualTo("žluťoučký");
			byte[] page = new byte[70000];
			page[69999] = 1;
			memory.grow(1);
			memory.writeBytes(60000, page);
			assertThat(memory.readBytes(60000, 70000)).isEqualTo(page);
		}
	}

	@Test
	void memoryWhenAccessIsOutOfBoundsShouldThrow() {
		try (WasmInstance instance = load("memory_grow").instantiate()) {
			WasmMemory memory = instance.memory();
			assertThatExceptionOfType(WasmMemoryException.class).isThrownBy(() -> memory.readInt(65533))
				.withMessageContainingAll("memory_grow", backend().getId(),
						"4 bytes at address 65533 are outside of the memory of 65536 bytes");
			assertThatExceptionOfType(WasmMemoryException.class).isThrownBy(() -> memory.writeLong(-1, 1));
			assertThatExceptionOfType(WasmMemoryException.class).isThrownBy(() -> memory.readBytes(0, 65537));
			assertThatExceptionOfType(WasmMemoryException.class).isThrownBy(() -> memory.readBytes(0, -1));
			assertThatExceptionOfType(WasmMemoryException.class).isThrownBy(() -> memory.readByte(1L << 32));
			assertThat(memory.readBytes(65536, 0)).isEmpty();
		}
	}

	@Test
	void memoryViewsShouldBeLiveInBothDirections() {
		try (WasmInstance instance = load("memory_grow").instantiate()) {
			WasmMemory memory = instance.memory();
			memory.writeInt(101, 0x01020304);
			ByteBuffer bytes = memory.view(100, 16);
			assertThat(bytes.capacity()).isEqualTo(16);
			assertThat(bytes.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
			assertThat(bytes.get(1)).isEqualTo((byte) 4);
			assertThat(memory.intView(101, 2).get(0)).isEqualTo(0x01020304);
			memory.shortView(200, 3).put(2, (short) -2);
			assertThat(memory.readShort(204)).isEqualTo((short) -2);
			memory.longView(300, 1).put(0, Long.MIN_VALUE);
			assertThat(memory.readLong(300)).isEqualTo(Long.MIN_VALUE);
			memory.floatView(400, 2).put(1, 1.5f);
			assertThat(memory.readFloat(404)).isEqualTo(1.5f);
			memory.doubleView(501, 2).put(1, -2.5);
			assertThat(memory.readDouble(509)).isEqualTo(-2.5);
			memory.view(0, 0);
		}
	}

	@Test
	void memoryViewsShouldStayLiveWhenTheMemoryGrows() {
		try (WasmInstance instance = load("memory_grow").instantiate()) {
			WasmMemory memory = instance.memory();
			IntBuffer view = memory.intView(65532, 1);
			for (int i = 1; i < 50; i++) {
				assertThat(instance.call("grow", 3)).isNotEqualTo(-1);
				view.put(0, i);
				assertThat(memory.readInt(65532)).isEqualTo(i);
				memory.writeInt(65532, -i);
				assertThat(view.get(0)).isEqualTo(-i);
			}
			assertThat(instance.call("touch", 65532)).isNotNull();
		}
	}

	@Test
	void memoryViewsOutOfBoundsShouldThrow() {
		try (WasmInstance instance = load("memory_grow").instantiate()) {
			WasmMemory memory = instance.memory();
			assertThatExceptionOfType(WasmMemoryException.class).isThrownBy(() -> memory.view(65536, 1));
			assertThatExceptionOfType(WasmMemoryException.class).isThrownBy(() -> memory.view(0, -1));
			assertThatExceptionOfType(WasmMemoryException.class).isThrownBy(() -> memory.longView(0, 8193));
			assertThat(memory.longView(0, 8192).capacity()).isEqualTo(8192);
		}
	}

	@Test
	void memoryShouldTrapBehindItsEndAlsoAfterGrowthWithHeadRoom() {
		try (WasmInstance instance = load("memory_grow").instantiate()) {
			for (int pages = 1; pages < 20; pages++) {
				int end = pages * 65536;
				assertThat(instance.call("touch", end - 4)).isNotNull();
				assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("touch", end - 3))
					.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS));
				assertThat(instance.call("grow", 1)).isEqualTo(pages);
				assertThat(instance.memory().readInt(end)).isZero();
			}
			assertThat(instance.call("grow", Integer.MAX_VALUE)).isEqualTo(-1);
			assertThat(instance.call("grow", -1)).isEqualTo(-1);
		}
	}

	@Test
	void memoryThatGrowsInHotCodeShouldTrapBehindItsEnd() {
		try (WasmInstance instance = load("memory_hot").instantiate()) {
			long sum = 0;
			for (int i = 0; i < 200; i++) {
				// compiled for a memory that does not grow
				sum += (long) instance.call("grow", 0);
			}
			assertThat(sum).isEqualTo(512 * 200 * 201 / 2);
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("grow_and_cross", 100))
				.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS));
			assertThat(instance.memory().pages()).isEqualTo(116);
			for (String function : new String[] { "load_behind", "store_across" }) {
				assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call(function))
					.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS));
			}
			assertThat(instance.memory().readByte(116 * 65536 - 1)).isEqualTo((byte) 1);
		}
	}

	@Test
	void bulkMemoryInstructionsShouldCheckTheirRanges() {
		try (WasmInstance instance = load("bulk").instantiate()) {
			instance.call("init", 10, 1, 3);
			assertThat(instance.memory().readString(10, 3)).isEqualTo("bcd");
			instance.call("copy", 11, 10, 3);
			assertThat(instance.memory().readString(10, 4)).isEqualTo("bbcd");
			instance.call("fill", 12, 'x', 2);
			assertThat(instance.memory().readString(10, 4)).isEqualTo("bbxx");
			instance.call("init", 65536, 5, 0);
			assertOutOfBounds(instance, "init", 10, 3, 3);
			assertOutOfBounds(instance, "init", 65535, 0, 2);
			assertOutOfBounds(instance, "copy", 65535, 0, 2);
			assertOutOfBounds(instance, "copy", 0, 65535, 2);
			assertOutOfBounds(instance, "fill", 65535, 'x', 2);
			assertOutOfBounds(instance, "fill", -1, 'x', 2);
			assertThat(instance.memory().readByte(65535)).isZero();
			instance.call("drop");
			assertOutOfBounds(instance, "init", 10, 0, 1);
		}
	}

	@Test
	void droppedSegmentShouldNotBeMissingInOtherInstances() {
		WasmModule module = load("bulk");
		try (WasmInstance first = module.instantiate()) {
			first.call("drop");
			try (WasmInstance second = module.instantiate()) {
				second.call("init", 10, 0, 5);
				assertThat(second.memory().readString(10, 5)).isEqualTo("abcde");
			}
		}
	}

	private static void assertOutOfBounds(WasmInstance instance, String function, Object... arguments) {
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call(function, arguments))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS));
	}

	@Test
	void memoryWhenThereIsNoneShouldThrow() {
		try (WasmInstance instance = load("memory_none").instantiate()) {
			assertThatExceptionOfType(WasmLinkException.class).isThrownBy(instance::memory)
				.withMessageContaining("memory_none");
			assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> instance.memory("add"));
		}
	}

	@Test
	void globalShouldBeReadAndSet() {
		try (WasmInstance instance = load("numbers").instantiate()) {
			WasmGlobal counter = instance.global("counter");
			assertThat(counter.get()).isEqualTo(0);
			counter.set(41);
			assertThat(instance.call("increment")).isEqualTo(42);
			assertThat(counter.get()).isEqualTo(42);
			WasmGlobal limit = instance.global("limit");
			assertThat(limit.get()).isEqualTo(1234567890123L);
			assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> limit.set(1L))
				.withMessageContainingAll("numbers", "'limit': is immutable");
			assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> counter.set("one"))
				.withMessageContaining("does not fit i32");
		}
	}

	@Test
	void tableShouldTellItsSize() {
		try (WasmInstance instance = load("table_grow").instantiate()) {
			WasmTable table = instance.table("table");
			assertThat(table.getType()).hasToString("2 10 funcref");
			assertThat(table.size()).isEqualTo(2);
			assertThat(instance.call("grow", 3)).isEqualTo(2);
			assertThat(table.size()).isEqualTo(5);
			assertThat(instance.call("grow", 6)).isEqualTo(-1);
		}
	}

	@Test
	void tableThatGrewShouldNotAffectOtherInstances() {
		WasmModule module = load("table_grow");
		try (WasmInstance first = module.instantiate()) {
			first.call("grow", 8);
			try (WasmInstance second = module.instantiate()) {
				assertThat(second.table("table").size()).isEqualTo(2);
			}
		}
		assertThat(module.getExports()).extracting(WasmExport::toString).contains("table table 2 10 funcref");
	}

	@Test
	void closedInstanceShouldRefuseCalls() {
		WasmInstance instance = load("numbers").instantiate();
		WasmExportedFunction add = instance.getFunction("add");
		instance.close();
		instance.close();
		assertThat(instance.isOpen()).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> instance.call("add", 1, 2))
			.withMessageContainingAll("numbers", backend().getId());
		assertThatIllegalStateException().isThrownBy(() -> add.callRaw(1, 2));
	}

	@Test
	void largePartsOfMemoryShouldBeFilled() {
		try (WasmInstance instance = load("bulk_large").instantiate()) {
			instance.call("fill", 5, 0x1AB, 5_000_000);
			WasmMemory memory = instance.memory();
			assertThat(memory.readBytes(0, 8)).containsExactly(0, 0, 0, 0, 0, 0xAB, 0xAB, 0xAB);
			assertThat(memory.readBytes(5, 5_000_000)).containsOnly(0xAB);
			assertThat(memory.readBytes(5_000_004, 3)).containsExactly(0xAB, 0, 0);
		}
	}

	@Test
	void largePartsOfMemoryShouldBeCopiedWhenTheyOverlap() {
		byte[] bytes = new byte[5_000_000];
		new Random(1).nextBytes(bytes);
		try (WasmInstance instance = load("bulk_large").instantiate()) {
			for (int to : new int[] { 1, 999, 1000, 1001, 2_000_000, 30_000_000 }) {
				instance.memory().write(1000, bytes, 0, bytes.length);
				instance.call("copy", to, 1000, bytes.length);
				assertThat(instance.memory().readBytes(to, bytes.length)).isEqualTo(bytes);
			}
		}
	}

	@Test
	void largePartsOfMemoryOutOfBoundsShouldTrapAndChangeNothing() {
		try (WasmInstance instance = load("bulk_large").instantiate()) {
			int size = (int) instance.memory().size();
			for (int[] arguments : new int[][] { { 10, 1, size }, { size - 1, 1, 5_000_000 }, { 10, 1, -1 },
					{ -1, 1, 5_000_000 } }) {
				for (String function : new String[] { "fill", "copy" }) {
					assertThatExceptionOfType(WasmTrapException.class)
						.isThrownBy(() -> instance.call(function, arguments[0], arguments[1], arguments[2]))
						.satisfies(
								(ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS));
				}
			}
			assertThat(instance.memory().readBytes(0, 2_000_000)).containsOnly(0);
			assertThat(instance.memory().readBytes(size - 1, 1)).containsOnly(0);
		}
	}

	@Test
	void loadWhenModuleIsInvalidShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> load("invalid"))
			.withMessageContainingAll("invalid", backend().getId())
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.INVALID));
	}

	@Test
	void loadWhenTwoExportsHaveTheSameNameShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> load("invalid_exports"))
			.withMessageContainingAll("Module 'invalid_exports'", backend().getId(),
					"the module is invalid: duplicate export name 'answer'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.INVALID));
	}

	@Test
	void nbodyShouldConserveEnergyAsTheReferenceDoes() {
		WasmModule nbody = load("nbody");
		assertThat((Double) nbody.call("energy_after", 0)).isCloseTo(-0.169075164, within(5e-10));
		assertThat((Double) nbody.call("energy_after", 1000)).isCloseTo(-0.169087605, within(5e-10));
	}

}
