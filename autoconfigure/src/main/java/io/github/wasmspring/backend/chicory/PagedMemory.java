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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.backend.RefusedGrowth;
import io.github.wasmspring.backend.RefusedGrowth.Cause;

/**
 * The life of a linear memory, for one thread at a time, and what moves more than single
 * values.
 * <p>
 * An {@link IndexOutOfBoundsException} of these methods is the guest's trap.
 */
abstract sealed class PagedMemory extends ExactMemory implements Memory permits LinearMemory {

	/**
	 * Most bytes to fill or copy without a look at whether the guest has to stop.
	 */
	private static final int PART = 1 << 20;

	private static final byte[] NOTHING = {};

	private final MemoryLimits limits;

	private final MemoryArrays arrays;

	/**
	 * Where the bytes are, or {@code null} if they were given up.
	 */
	private @Nullable MemoryArray array;

	private int pages;

	private DataSegment[] dataSegments = {};

	private boolean viewed;

	private @Nullable RefusedGrowth refusedGrowth;

	PagedMemory(MemoryLimits limits, MemoryArrays arrays) {
		this.limits = limits;
		this.arrays = arrays;
		this.pages = limits.initialPages();
		this.array = arrays.get(size());
		this.bytes = this.array.bytes();
	}

	/**
	 * Give up the array. From now on every access is out of bounds.
	 */
	final void release() {
		MemoryArray released = this.array;
		int written = size();
		this.array = null;
		this.bytes = NOTHING;
		this.pages = 0;
		resized();
		if (released != null) {
			released.noteWritten(written);
			this.arrays.release(released, this.viewed);
		}
	}

	/**
	 * Go on in a longer array.
	 * @param length how long it has to be
	 * @param needed whether others have to give memory back if there is not enough
	 * @throws RefusedMemoryException if there is no room for it
	 */
	final void extend(int length, boolean needed) {
		this.array = this.arrays.extend(requireArray(), size(), length, needed, this.viewed);
		this.bytes = this.array.bytes();
	}

	/**
	 * Go on in an array that is no longer than the memory.
	 * @throws RefusedMemoryException if there is no room for it
	 */
	final void shrink() {
		this.array = this.arrays.shrink(requireArray(), size());
		this.bytes = this.array.bytes();
		resized();
	}

	private MemoryArray requireArray() {
		MemoryArray current = this.array;
		if (current == null) {
			throw new IllegalStateException("The memory was given up");
		}
		return current;
	}

	/**
	 * Note that the memory could not grow.
	 */
	final void refuse(int wantedPages, RefusedMemoryException ex) {
		this.refusedGrowth = this.arrays.refused(this.pages, wantedPages, ex);
	}

	/**
	 * Note that the memory could not grow because there are views.
	 */
	final void refuseViewed(int wantedPages) {
		this.refusedGrowth = RefusedGrowth.of(this.pages, wantedPages, Cause.VIEW);
	}

	/**
	 * Return the last growth that was refused, and forget it.
	 */
	final @Nullable RefusedGrowth takeRefusedGrowth() {
		RefusedGrowth refused = this.refusedGrowth;
		this.refusedGrowth = null;
		return refused;
	}

	/**
	 * Return a live view on a range, which stays valid when the memory grows.
	 * @throws OutOfMemoryError if there is no room for what has to be set aside
	 */
	final ByteBuffer view(int address, int length) {
		try {
			prepareViews();
		}
		catch (RefusedMemoryException ex) {
			refuse(maximumPages(), ex);
			OutOfMemoryError failure = new OutOfMemoryError("No room for a view");
			failure.initCause(ex);
			throw failure;
		}
		this.viewed = true;
		return ByteBuffer.wrap(this.bytes).slice(address, length).order(ByteOrder.LITTLE_ENDIAN);
	}

	final boolean isViewed() {
		return this.viewed;
	}

	/**
	 * Make sure that the array stays when the memory grows.
	 * @throws RefusedMemoryException if there is no room for that
	 */
	abstract void prepareViews();

	/**
	 * Make room for a larger memory, or note why there is none.
	 * @return whether there is room
	 */
	abstract boolean makeRoom(int wantedPages);

	/**
	 * The size or the array is another.
	 */
	abstract void resized();

	final int size() {
		return this.pages * PAGE_SIZE;
	}

	@Override
	public final int grow(int size) {
		int before = this.pages;
		if (size == 0) {
			return before;
		}
		if (size < 0 || size > maximumPages() - before) {
			this.refusedGrowth = RefusedGrowth.ofMaximum(before, before + Integer.toUnsignedLong(size), maximumPages());
			return -1;
		}
		if (!makeRoom(before + size)) {
			return -1;
		}
		requireArray().clear(size(), (before + size) * PAGE_SIZE);
		this.pages = before + size;
		this.refusedGrowth = null;
		resized();
		return before;
	}

	@Override
	public final int pages() {
		return this.pages;
	}

	@Override
	public final int initialPages() {
		return this.limits.initialPages();
	}

	@Override
	public final int maximumPages() {
		return Math.min(this.limits.maximumPages(), RUNTIME_MAX_PAGES);
	}

	@Override
	public final boolean shared() {
		return false;
	}

	@Override
	@SuppressWarnings("removal")
	public final Object lock(int address) {
		return this;
	}

	@Override
	@SuppressWarnings("removal")
	public final int waitOn(int address, int expected, long timeout) {
		throw new ChicoryException("expected shared memory");
	}

	@Override
	@SuppressWarnings("removal")
	public final int waitOn(int address, long expected, long timeout) {
		throw new ChicoryException("expected shared memory");
	}

	@Override
	@SuppressWarnings("removal")
	public final int notify(int address, int maxThreads) {
		check(address, Integer.BYTES, size());
		return 0;
	}

	@Override
	public final void initialize(Instance instance, DataSegment[] segments) {
		initialize(instance, segments, 0);
	}

	@Override
	public final void initialize(Instance instance, DataSegment[] segments, int memoryIndex) {
		// the array of the instance, which notes dropped segments there
		this.dataSegments = segments;
		for (DataSegment segment : segments) {
			if (segment instanceof ActiveDataSegment active && active.index() == memoryIndex) {
				int offset = (int) ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions())[0];
				byte[] data = active.data();
				if (offset < 0 || data.length > size() - offset) {
					throw new UninstantiableException("out of bounds memory access");
				}
				System.arraycopy(data, 0, this.bytes, offset, data.length);
			}
		}
	}

	@Override
	public final void initPassiveSegment(int segmentId, int dest, int offset, int size) {
		write(dest, this.dataSegments[segmentId].data(), offset, size);
	}

	@Override
	public final void drop(int segment) {
		this.dataSegments[segment] = PassiveDataSegment.EMPTY;
	}

	@Override
	public final void write(int addr, byte[] data, int offset, int size) {
		check(offset, size, data.length);
		check(addr, size, size());
		System.arraycopy(data, offset, this.bytes, addr, size);
	}

	@Override
	public final byte[] readBytes(int addr, int len) {
		check(addr, len, size());
		return Arrays.copyOfRange(this.bytes, addr, addr + len);
	}

	@Override
	public final String readString(int addr, int len) {
		check(addr, len, size());
		return new String(this.bytes, addr, len, StandardCharsets.UTF_8);
	}

	final void read(int address, byte[] target, int offset, int length) {
		check(address, length, size());
		System.arraycopy(this.bytes, address, target, offset, length);
	}

	@Override
	public final void zero() {
		// new memory is zero
	}

	@Override
	public final void fill(byte value, int fromIndex, int toIndex) {
		check(fromIndex, toIndex - fromIndex, size());
		int from = fromIndex;
		for (; toIndex - from > PART; from += PART) {
			Arrays.fill(this.bytes, from, from + PART, value);
			checkInterrupt();
		}
		Arrays.fill(this.bytes, from, toIndex, value);
	}

	@Override
	public final void copy(int dest, int src, int size) {
		check(dest, size, size());
		check(src, size, size());
		boolean forward = dest <= src;
		int done = 0;
		for (; size - done > PART; done += PART) {
			checkInterrupt();
			int at = (forward) ? done : size - done - PART;
			System.arraycopy(this.bytes, src + at, this.bytes, dest + at, PART);
		}
		int at = (forward) ? done : 0;
		System.arraycopy(this.bytes, src + at, this.bytes, dest + at, size - done);
	}

	/**
	 * Stop the guest between the parts of a large instruction.
	 */
	private static void checkInterrupt() {
		if (Thread.currentThread().isInterrupted()) {
			throw new GuestTrap(WasmTrapKind.INTERRUPTED, null, null);
		}
	}

	private static void check(int address, int size, int limit) {
		if (address < 0 || size < 0 || address > limit - size) {
			throw new GuestFault("out of bounds memory access");
		}
	}

}
