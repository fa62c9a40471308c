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

package io.github.wasmspring.fuzz;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Tests that random uses of the API, from two threads, end in a result or in a documented
 * exception, on every backend. They are the same in each build;
 * {@link CallSequenceFuzzing} tries others.
 */
@Tag("slow")
class CallSequenceTests {

	@Property(tries = 150, seed = "20221109", edgeCases = EdgeCasesMode.NONE)
	void stepsShouldEndInAResultOrADocumentedException(@ForAll("sequences") CallSequence sequence) {
		sequence.runOnEveryBackend();
	}

	@Provide
	Arbitrary<CallSequence> sequences() {
		return CallSequence.arbitrary();
	}

}
