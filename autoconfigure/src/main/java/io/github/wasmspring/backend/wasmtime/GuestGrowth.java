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

package io.github.wasmspring.backend.wasmtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.MemoryShare;
import io.github.wasmspring.backend.RefusedGrowth;
import io.github.wasmspring.backend.RefusedGrowth.Cause;

/**
 * What the memory of a store takes from the budget. A guest grows as far as the
 * {@link ControlPage} allows, and asks there for more.
 * <p>
 * Each answer takes some milliseconds. So a call gets an allowance before it begins,
 * which is more where there is plenty, and what it has not used is given back when it
 * ends.
 */
final class GuestGrowth {

	private static final int PAGE_SIZE = ControlPage.SIZE;

	/**
	 * Pages that a call may add where memory is scarce.
	 */
	private static final int SMALL_ALLOWANCE = 16;

	/**
	 * Part of the budget that a call may add as long as half of it is left.
	 */
	private static final int PART = 16;

	private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private final MemoryBudget budget;

	private final MemoryShare share;

	/**
	 * Size of the memory at the start, and the most that it may have, with the control
	 * page.
	 */
	private final int initial;

	private final int maximum;

	private final boolean growing;

	private @Nullable ByteBuffer controlPage;

	/**
	 * Pages that are taken from the budget, with the control page.
	 */
	private int granted;

	private boolean refusedByBudget;

	/**
	 * Take what the memory has from the start, or nothing if there is not as much.
	 * @param budget what it is taken from
	 * @param memory the sizes of the memory
	 */
	GuestGrowth(MemoryBudget budget, GuestMemory memory) {
		this.budget = budget;
		this.share = budget.createShare();
		this.initial = memory.initial();
		this.maximum = memory.maximum();
		this.growing = memory.growing();
		if (this.share.acquire(bytes(this.initial))) {
			this.granted = this.initial;
		}
	}

	/**
	 * Return the number of bytes of the guest's own pages.
	 */
	private static long bytes(int pages) {
		return (pages - 1L) * PAGE_SIZE;
	}

	/**
	 * Return why there can be no instance, or {@code null} if there can be one.
	 */
	@Nullable RefusedGrowth findProblem() {
		return (this.granted == 0) ? RefusedGrowth.ofTotal(0, this.initial - 1, this.budget) : null;
	}

	/**
	 * Begin to use the control page, before any code of the guest runs.
	 */
	void open(ByteBuffer controlPage) {
		this.controlPage = controlPage;
		INTS.set(controlPage, ControlPage.SIZE_OF_MEMORY, this.initial);
		publish();
	}

	/**
	 * Let the guest grow as far as the budget was taken.
	 */
	private void publish() {
		if (this.controlPage != null) {
			INTS.setVolatile(this.controlPage, ControlPage.LIMIT, this.granted + 1);
		}
	}

	private int size() {
		return (this.controlPage != null) ? (int) INTS.get(this.controlPage, ControlPage.SIZE_OF_MEMORY) : this.initial;
	}

	/**
	 * Begin an outermost call.
	 */
	void begin() {
		if (this.growing && this.granted < this.maximum) {
			int more = allowance();
			if (this.share.tryAcquire((long) more * PAGE_SIZE)) {
				this.granted += more;
				publish();
			}
		}
	}

	private int allowance() {
		long free = this.budget.getMax() / 2 - this.budget.getTaken();
		long large = Math.min(free, this.budget.getMax() / PART) / PAGE_SIZE;
		return (int) Math.min(this.maximum - this.granted, Math.max(SMALL_ALLOWANCE, large));
	}

	/**
	 * End an outermost call.
	 */
	void end() {
		int size = size();
		if (this.granted > size) {
			int less = this.granted - size;
			this.granted = size;
			publish();
			this.share.release((long) less * PAGE_SIZE);
		}
		if (this.growing && this.controlPage != null) {
			INTS.set(this.controlPage, ControlPage.WANTED, 0);
		}
	}

	/**
	 * Answer the guest if it asks for more pages. Called while it runs.
	 */
	void answer() {
		ByteBuffer page = this.controlPage;
		if (!this.growing || page == null) {
			return;
		}
		int wanted = (int) INTS.getVolatile(page, ControlPage.WANTED);
		if (wanted != 0) {
			try {
				if (!tryRoomy(wanted)) {
					ensure(wanted);
				}
			}
			finally {
				INTS.setVolatile(page, ControlPage.WANTED, 0);
			}
		}
	}

	/**
	 * Return whether the host may let the memory have some pages.
	 * @param pages the size, with the control page
	 */
	boolean allows(int pages) {
		return pages >= 0 && pages <= this.maximum && ensure(pages);
	}

	/**
	 * Take what a memory of some pages needs.
	 * @param pages the size, with the control page
	 * @return whether it may have that size
	 */
	private boolean ensure(int pages) {
		int more = pages - this.granted;
		if (more <= 0) {
			return true;
		}
		if (!this.share.acquire((long) more * PAGE_SIZE)) {
			this.refusedByBudget = true;
			return false;
		}
		this.granted += more;
		publish();
		return true;
	}

	/**
	 * Take some more than a memory of some pages needs, so that a guest which grows page
	 * by page need not ask each time.
	 * @return whether there is as much
	 */
	private boolean tryRoomy(int pages) {
		int more = Math.min(this.maximum, pages + pages / 2) - this.granted;
		boolean acquired = more > 0 && this.share.tryAcquire((long) more * PAGE_SIZE);
		if (acquired) {
			this.granted += more;
			publish();
		}
		return acquired;
	}

	/**
	 * Note how the host grew the memory.
	 * @param more how many pages it should grow by
	 * @param size its size now, with the control page
	 * @param grown whether it did
	 */
	void grown(int more, int size, boolean grown) {
		if (this.controlPage != null) {
			INTS.set(this.controlPage, ControlPage.SIZE_OF_MEMORY, size);
			INTS.set(this.controlPage, ControlPage.REFUSED, (grown) ? 0 : more);
		}
	}

	/**
	 * Return the last growth that was refused, and forget it.
	 */
	@Nullable RefusedGrowth takeRefused() {
		if (this.controlPage == null) {
			return null;
		}
		long more = Integer.toUnsignedLong((int) INTS.get(this.controlPage, ControlPage.REFUSED));
		boolean byBudget = this.refusedByBudget;
		INTS.set(this.controlPage, ControlPage.REFUSED, 0);
		this.refusedByBudget = false;
		return (more != 0) ? describe(size() - 1, size() - 1 + more, byBudget) : null;
	}

	private RefusedGrowth describe(int pages, long wanted, boolean byBudget) {
		if (wanted > this.maximum - 1) {
			return RefusedGrowth.ofMaximum(pages, wanted, this.maximum - 1L);
		}
		return (byBudget) ? RefusedGrowth.ofTotal(pages, wanted, this.budget)
				: RefusedGrowth.of(pages, wanted, Cause.PROCESS);
	}

	/**
	 * Give everything back, once the memory is gone.
	 */
	void close() {
		this.controlPage = null;
		this.share.close();
	}

}
