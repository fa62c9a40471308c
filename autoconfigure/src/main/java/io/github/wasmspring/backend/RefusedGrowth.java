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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Memory that a guest asked for and did not get. Most guests that are refused memory end
 * with a trap soon, which says nothing about it.
 *
 * @param pages how many pages of 64 KiB the memory had; 0 if an instance was to be made
 * @param wanted how many pages it was to have, or 0 if that is not known
 * @param cause why it did not get them
 * @param most the most bytes that there are of what is the cause, or -1
 * @param setting the setting that says how many there are, or {@code null}
 * @since 0.1.0
 */
public record RefusedGrowth(long pages, long wanted, Cause cause, long most, @Nullable WasmSetting setting) {

	private static final int PAGE_SIZE = 65536;

	private static final int KILOBYTES = PAGE_SIZE >> 10;

	/**
	 * Create a new description.
	 */
	public RefusedGrowth {
		Assert.notNull(cause, "'cause' must not be null");
	}

	/**
	 * Describe that the memory's maximum was reached, which is its own or
	 * {@code max-memory}.
	 * @param pages how many pages the memory had
	 * @param wanted how many it was to have
	 * @param maximum the most pages that it may have
	 * @return the description
	 */
	public static RefusedGrowth ofMaximum(long pages, long wanted, long maximum) {
		return new RefusedGrowth(pages, wanted, Cause.MAXIMUM, maximum * PAGE_SIZE, WasmSetting.MAX_MEMORY);
	}

	/**
	 * Describe that all instances together took as much as they may.
	 * @param pages how many pages the memory had
	 * @param wanted how many it was to have
	 * @param budget what they took it of
	 * @return the description
	 */
	public static RefusedGrowth ofTotal(long pages, long wanted, MemoryBudget budget) {
		return new RefusedGrowth(pages, wanted, Cause.TOTAL, budget.getMax(), budget.getSetting());
	}

	/**
	 * Describe that it did not fit where it would have been.
	 * @param pages how many pages the memory had
	 * @param wanted how many it was to have
	 * @param cause {@link Cause#HEAP}, {@link Cause#PROCESS} or {@link Cause#VIEW}
	 * @return the description
	 */
	public static RefusedGrowth of(long pages, long wanted, Cause cause) {
		return new RefusedGrowth(pages, wanted, cause, -1, null);
	}

	/**
	 * Tell what happened, as a part of the message of a trap that followed.
	 * @return a clause
	 */
	public WasmText describe() {
		return WasmText.of("before that, its memory could not grow from %s to %s: %s", size(this.pages),
				size(this.wanted), reason());
	}

	/**
	 * Tell what to do about it, as a part of the message of a trap that followed.
	 * @param maxMemory the most bytes that the settings let a memory have
	 * @return one or more sentences
	 */
	public WasmText remedy(long maxMemory) {
		return switch (this.cause) {
			case MAXIMUM -> (this.most < maxMemory / PAGE_SIZE * PAGE_SIZE)
					? WasmText.of("Compile the guest with a larger maximum for its memory if it needs more.")
					: WasmText.of("Raise %s if the guest needs more.", WasmSetting.MAX_MEMORY);
			case VIEW -> WasmText.of("Read and write instead of using a view if the memory has to grow.");
			default -> remedyForAll();
		};
	}

	private WasmText remedyForAll() {
		if (this.cause == Cause.HEAP) {
			return WasmText.of(
					"Give the Java virtual machine a larger heap (-Xmx), or let fewer instances take as much at once by smaller %s and %s.",
					WasmSetting.MAX_MEMORY, WasmSetting.INSTANCES_MAX);
		}
		WasmSetting setting = (this.setting != null) ? this.setting : WasmSetting.WASMTIME_MAX_TOTAL_MEMORY;
		return WasmText.of((this.cause == Cause.PROCESS)
				? "Give the process more memory, and set %s to what it has, or let fewer instances take as much at once by smaller %s and %s."
				: "Raise %s if there is more memory, or let fewer instances take as much at once by smaller %s and %s.",
				setting, WasmSetting.MAX_MEMORY, WasmSetting.INSTANCES_MAX);
	}

	/**
	 * Return what to throw where this keeps an instance from being made.
	 * @param context names the module
	 * @param failure what the engine threw, or {@code null}
	 * @return the exception
	 */
	public WasmMemoryExhaustedException toException(WasmErrorContext context, @Nullable Throwable failure) {
		WasmText fact = (this.wanted > 0)
				? WasmText.of("an instance cannot be made, since there is no room for its memory of %s: %s",
						size(this.wanted), reason())
				: WasmText.of("an instance cannot be made: %s", reason());
		return new WasmMemoryExhaustedException(context, fact, remedyForAll(), failure);
	}

	private WasmText reason() {
		return switch (this.cause) {
			case MAXIMUM -> WasmText.of("its maximum is %s", size(this.most / PAGE_SIZE));
			case TOTAL -> WasmText.of("all instances of all modules there may take %d MB together, and have taken them",
					this.most >> 20);
			case HEAP -> WasmText.of("the heap of the Java virtual machine is full");
			case PROCESS -> WasmText.of("the process got no more memory");
			case VIEW -> WasmText.of("Java code has a view on it");
		};
	}

	/**
	 * Return a number of pages as it is written in properties.
	 */
	private static String size(long pages) {
		return (pages % 16 == 0) ? pages / 16 + " MB" : pages * KILOBYTES + " KB";
	}

	/**
	 * Why memory is refused.
	 */
	public enum Cause {

		/**
		 * The memory has its maximum size.
		 */
		MAXIMUM,

		/**
		 * All instances together have taken as much as they may.
		 */
		TOTAL,

		/**
		 * The heap is full.
		 */
		HEAP,

		/**
		 * The process got no more native memory.
		 */
		PROCESS,

		/**
		 * A view keeps the memory where it is.
		 */
		VIEW

	}

}
