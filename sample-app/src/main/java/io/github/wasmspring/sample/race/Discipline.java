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

package io.github.wasmspring.sample.race;

import java.util.Locale;
import java.util.function.IntConsumer;

import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.plugin.WasmPluginFactory;

/**
 * Work of which there can be more or less.
 */
enum Discipline {

	NBODY("n-body, C", "steps", 1) {

		@Override
		IntConsumer inJava() {
			return (size) -> new JavaNBody().energyAfter(size);
		}

		@Override
		IntConsumer onModule(WasmModule module, WasmPluginFactory plugins) {
			return plugins.create(RaceGuests.Planets.class, module)::energyAfter;
		}

	},

	SHA256("SHA-256, C (Java's own has machine code for it)", "KB", 64) {

		@Override
		IntConsumer inJava() {
			return repeat(() -> JavaTwins.sha256(DATA));
		}

		@Override
		IntConsumer onModule(WasmModule module, WasmPluginFactory plugins) {
			RaceGuests.Digests guest = plugins.create(RaceGuests.Digests.class, module);
			return repeat(() -> guest.sha256(DATA));
		}

	},

	IMAGE("grayscale, C", "pixels", 128 * 128) {

		@Override
		IntConsumer inJava() {
			return repeat(() -> JavaTwins.grayscale(DATA));
		}

		@Override
		IntConsumer onModule(WasmModule module, WasmPluginFactory plugins) {
			RaceGuests.Images guest = plugins.create(RaceGuests.Images.class, module);
			return repeat(() -> guest.grayscale(DATA, 128, 128));
		}

	};

	private static final byte[] DATA = new byte[128 * 128 * 4];

	private final String title;

	private final String unit;

	private final int units;

	Discipline(String title, String unit, int units) {
		this.title = title;
		this.unit = unit;
		this.units = units;
	}

	abstract IntConsumer inJava();

	abstract IntConsumer onModule(WasmModule module, WasmPluginFactory plugins);

	ClassPathResource getBinary() {
		return new ClassPathResource("wasm/" + getId() + ".wasm");
	}

	public String getId() {
		return name().toLowerCase(Locale.ROOT);
	}

	public String getTitle() {
		return this.title;
	}

	public String getUnit() {
		return this.unit;
	}

	int getUnits() {
		return this.units;
	}

	private static IntConsumer repeat(Runnable call) {
		return (size) -> {
			for (int i = 0; i < size; i++) {
				call.run();
			}
		};
	}

}
