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

import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A backend loads what it declares to run, and names others for the rest.
 */
@EveryBackend
class WasmFeatureContractTests {

	private final WasmBackend backend = Backends.current();

	@ParameterizedTest
	@CsvSource({ "VECTORS,splat,0105016000017f030201000a0b0109004101fd11fd1b030b", "VECTORS,signature,0105016000017b",
			"VECTORS,local,010401600000030201000a06010401017b0b", "TAIL_CALLS,all,010401600000030201000a0601040012000b",
			"EXCEPTIONS,tag,0104016000000d03010000", "EXCEPTIONS,throw,010401600000030201000d030100000a0601040008000b",
			"GARBAGE_COLLECTION,struct,0105015f017f01", "GARBAGE_COLLECTION,array,0104015e7f01",
			"FUNCTION_REFERENCES,call_ref,01040160000003020100090501030001000a08010600d20014000b",
			"THREADS,memory,050401030101",
			"THREADS,atomics,0105016000017f0302010005030100010a0c010a0041004101fe1e02000b",
			"MULTIPLE_MEMORIES,all,05050200010001", "EXTENDED_CONSTANTS,global,0609017f00412841026a0b",
			"EXTENDED_CONSTANTS,data,05030100010b0a0100410141026a0b0161" })
	void moduleShouldLoadOrNameABackendThatRunsIt(WasmFeature feature, String use, String sections) {
		WasmBinary binary = WasmBinary.of(use, HexFormat.of().parseHex("0061736d01000000" + sections));
		if (this.backend.getFeatures().contains(feature)) {
			this.backend.load(binary).close();
			return;
		}
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> this.backend.load(binary))
			.withMessageContainingAll(use, this.backend.getId(), "the module uses " + feature, "cannot run",
					(feature.getBackends().isEmpty()) ? "None of the shipped backends can"
							: "Set the setting 'backend' to '" + feature.getBackends().get(0),
					feature.getRemedy())
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNSUPPORTED));
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> this.backend.validate(binary));
	}

	@Test
	void backendsOfFeaturesShouldBeShipped() {
		assertThat(WasmFeature.values()).allSatisfy((feature) -> assertThat(feature.getBackends())
			.isSubsetOf(Backends.all().stream().map(WasmBackend::getId).toList()));
	}

	@Test
	void backendOfAUserShouldHaveAllFeatures() {
		assertThat(WasmFeature.of("reviewed")).hasSameElementsAs(Arrays.asList(WasmFeature.values()));
	}

}
