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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.OrderComparator;

/**
 * Asks others for memory. They are forgotten when nobody else refers to them.
 */
final class Reclaimers {

	private static final Log logger = LogFactory.getLog(MemoryBudget.class);

	private final Set<MemoryReclaimer> members = Collections.newSetFromMap(new WeakHashMap<>());

	/**
	 * Whether the thread is asking already. A field of what is kept here is set without a
	 * call, so that the end of the stack cannot keep it from being reset.
	 */
	private final ThreadLocal<boolean[]> asking = ThreadLocal.withInitial(() -> new boolean[1]);

	synchronized void add(MemoryReclaimer reclaimer) {
		this.members.add(reclaimer);
	}

	synchronized void remove(MemoryReclaimer reclaimer) {
		this.members.remove(reclaimer);
	}

	private synchronized List<MemoryReclaimer> list() {
		return new ArrayList<>(this.members);
	}

	/**
	 * Ask one after the other, without holding any lock, until nothing is lacking.
	 * @param lacking tells how many bytes are lacking
	 * @return how many bytes were given back; none if the thread is asking already
	 */
	long ask(LongSupplier lacking) {
		boolean[] asking = this.asking.get();
		if (asking[0]) {
			return 0;
		}
		asking[0] = true;
		try {
			long given = 0;
			List<MemoryReclaimer> reclaimers = list();
			OrderComparator.sort(reclaimers);
			for (MemoryReclaimer reclaimer : reclaimers) {
				long bytes = lacking.getAsLong();
				if (bytes <= 0) {
					break;
				}
				given += ask(reclaimer, bytes);
			}
			return given;
		}
		finally {
			asking[0] = false;
		}
	}

	private static long ask(MemoryReclaimer reclaimer, long bytes) {
		try {
			return Math.max(0, reclaimer.reclaim(bytes));
		}
		catch (RuntimeException ex) {
			logger.warn("%s failed to give memory back".formatted(reclaimer), ex);
			return 0;
		}
	}

}
