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

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.binary.DecodedModule;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A backend loads what it declares to run, and others are named for the rest.
 */
@EveryBackend
class WasmFeatureContractTests {

	private final WasmBackend backend = Backends.current();

	private final WasmBackends all = new WasmBackends(Backends.all(), Map.of());

	@ParameterizedTest
	@CsvSource({ "VECTORS,splat,0105016000017f030201000a0b0109004101fd11fd1b030b", "VECTORS,signature,0105016000017b",
			"VECTORS,local,010401600000030201000a06010401017b0b",
			"RELAXED_VECTORS,swizzle,01070160027b7b017b030201000a0b01090020002001fd80020b",
			"TAIL_CALLS,all,010401600000030201000a0601040012000b", "EXCEPTIONS,tag,0104016000000d03010000",
			"EXCEPTIONS,imported,0104016000000206010000040000",
			"EXCEPTIONS,throw,010401600000030201000d030100000a0601040008000b",
			"LEGACY_EXCEPTIONS,try,010401600000030201000a09010700064019010b0b",
			"GARBAGE_COLLECTION,struct,0105015f017f01", "GARBAGE_COLLECTION,array,0104015e7f01",
			"GARBAGE_COLLECTION,i31,010401600000030201000a090107004101fb1c1a0b",
			"FUNCTION_REFERENCES,call_ref,01040160000003020100090501030001000a08010600d20014000b",
			"THREADS,memory,050401030101",
			"THREADS,atomics,0105016000017f0302010005030100010a0c010a0041004101fe1e02000b",
			"MULTIPLE_MEMORIES,all,05050200010001", "LARGE_MEMORIES,memory,0503010401",
			"EXTENDED_CONSTANTS,global,0609017f00412841026a0b",
			"EXTENDED_CONSTANTS,data,05030100010b0a0100410141026a0b0161" })
	void moduleShouldLoadOrNameABackendThatRunsIt(WasmFeature feature, String use, String sections) {
		byte[] bytes = HexFormat.of().parseHex("0061736d01000000" + sections);
		DecodedModule decoded = DecodedModule.of(WasmErrorContext.of(use, null), bytes, LoadLimits.DEFAULTS, 100);
		assertThat(decoded.isComplete()).isTrue();
		assertThat(decoded.features()).containsKey(feature);
		if (this.backend.getFeatures().containsAll(decoded.features().keySet())) {
			check(decoded, use, this.backend);
			this.backend.load(WasmBinary.of(use, bytes)).close();
			return;
		}
		List<WasmBackend> others = Backends.all()
			.stream()
			.filter((other) -> other.getFeatures().containsAll(decoded.features().keySet()))
			.toList();
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> check(decoded, use, this.backend))
			.withMessageContainingAll(use, this.backend.getId(), "the module uses", feature.toString(), "cannot run",
					feature.getRemedy(),
					(others.isEmpty()) ? "No backend can run all of that" : "'" + others.get(0).getId() + "'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNSUPPORTED))
			.satisfies((ex) -> assertThat(ex.getMessage().contains("If you trust the module, set"))
				.isEqualTo(!others.isEmpty() && others.get(0).requiresTrust()));
	}

	@Test
	void allFeaturesThatAreMissingShouldBeNamedAndNoBackendThatRunsNotAllOfThem() {
		byte[] bytes = HexFormat.of().parseHex("0061736d010000000105016000017b050401030101");
		DecodedModule decoded = DecodedModule.of(WasmErrorContext.of("both", null), bytes, LoadLimits.DEFAULTS, 100);
		assertThat(decoded.features()).containsOnlyKeys(WasmFeature.VECTORS, WasmFeature.THREADS);
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> check(decoded, "both", this.backend))
			.withMessageContaining("No backend can run all of that");
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> check(decoded, "both", new OwnBackend(Set.of())))
			.withMessageContainingAll("vector instructions", "a shared memory");
	}

	@Test
	void whatNoBackendCanRunShouldBeRefusedAlsoIfABackendClaimsTo() {
		byte[] bytes = HexFormat.of().parseHex("0061736d010000000105015f017f01");
		DecodedModule decoded = DecodedModule.of(WasmErrorContext.of("struct", null), bytes, LoadLimits.DEFAULTS, 100);
		check(decoded, "struct", new OwnBackend(EnumSet.allOf(WasmFeature.class)));
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(decoded::encoded)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNSUPPORTED));
	}

	@Test
	void backendOfAUserShouldHaveNoFeaturesUnlessItDeclaresThem() {
		WasmBackend own = new WasmBackend() {

			@Override
			public String getId() {
				return "own";
			}

			@Override
			public BackendModule load(WasmBinary binary) {
				throw new UnsupportedOperationException();
			}

		};
		assertThat(own.getFeatures()).isEmpty();
		assertThat(own.requiresTrust()).isFalse();
	}

	private void check(DecodedModule decoded, String name, WasmBackend backend) {
		new FeatureCheck(this.all).check(WasmErrorContext.of(name, backend.getId()), decoded, backend);
	}

	/**
	 * Backend of a user.
	 *
	 * @param features what it says that it runs
	 */
	private record OwnBackend(Set<WasmFeature> features) implements WasmBackend {

		@Override
		public String getId() {
			return "own";
		}

		@Override
		public Set<WasmFeature> getFeatures() {
			return this.features;
		}

		@Override
		public BackendModule load(WasmBinary binary) {
			throw new UnsupportedOperationException();
		}

	}

}
