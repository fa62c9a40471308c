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

package io.github.wasmspring.instance;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Gives the JVM another carrier of virtual threads for each one that a call has taken for
 * long. Short calls cost nothing for that: a thread looks from time to time which slots
 * are held by virtual threads, as long as there are any.
 */
final class SpareCarriers implements Runnable {

	static final SpareCarriers SHARED = new SpareCarriers();

	private static final Log logger = LogFactory.getLog(SpareCarriers.class);

	/**
	 * Time between two looks in nanoseconds: a call is long if both see it.
	 */
	private static final long PAUSE = 10_000_000;

	/**
	 * Looks that see no call of a virtual thread before there are no more.
	 */
	private static final int MOST_VAIN_LOOKS = 500;

	private static final int MOST = 256;

	private final Set<Slot> slots = Collections.newSetFromMap(new WeakHashMap<>());

	private volatile boolean looking;

	private int spare;

	private SpareCarriers() {
	}

	/**
	 * Note that a virtual thread has taken a slot.
	 */
	void noteTaken(Slot slot) {
		if (!VirtualThreads.canAddCarriers()) {
			return;
		}
		if (!slot.isWatched()) {
			synchronized (this.slots) {
				this.slots.add(slot);
			}
			slot.setWatched();
		}
		if (!this.looking) {
			start();
		}
	}

	private synchronized void start() {
		if (!this.looking) {
			Thread thread = new Thread(null, this, "wasm-carriers", 0, false);
			thread.setDaemon(true);
			thread.setContextClassLoader(null);
			thread.start();
			this.looking = true;
		}
	}

	@Override
	public void run() {
		int vain = 0;
		while (!isOver(vain)) {
			LockSupport.parkNanos(PAUSE);
			try {
				vain = (look()) ? 0 : vain + 1;
			}
			catch (RuntimeException ex) {
				logger.warn("Long calls of virtual threads are no longer made up for", ex);
				return;
			}
		}
	}

	private synchronized boolean isOver(int vain) {
		if (vain > MOST_VAIN_LOOKS && this.spare == 0) {
			this.looking = false;
		}
		return !this.looking;
	}

	/**
	 * Have as many spare carriers as there are long calls.
	 * @return whether a virtual thread makes a call
	 */
	private boolean look() {
		int held = 0;
		int taken = 0;
		for (Slot slot : watched()) {
			Thread holder = slot.holder();
			if (holder != null && VirtualThreads.isVirtual(holder)) {
				held++;
				taken += (slot.note(Slot.LONG)) ? 1 : 0;
			}
		}
		provide(Math.min(taken, MOST));
		return held > 0;
	}

	private List<Slot> watched() {
		synchronized (this.slots) {
			return List.copyOf(this.slots);
		}
	}

	/**
	 * Change the number by the difference only, since others may change it, too.
	 */
	private void provide(int count) {
		if (count != this.spare) {
			int before = this.spare;
			this.spare = count;
			VirtualThreads.setCarriers(Math.max(1, VirtualThreads.getCarriers() + count - before));
		}
	}

}
