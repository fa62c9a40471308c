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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

import io.github.wasmspring.backend.chicory.WasiDescriptors.Descriptor;
import io.github.wasmspring.backend.chicory.WasiDescriptors.Input;
import io.github.wasmspring.backend.chicory.WasiDescriptors.Node;
import io.github.wasmspring.backend.chicory.WasiDescriptors.Output;
import io.github.wasmspring.wasi.SandboxFile;
import io.github.wasmspring.wasi.WasiError;

/**
 * Waits for what a guest subscribes to. Descriptors are always ready, so only clocks make
 * it wait.
 */
final class WasiPoll {

	/**
	 * Most events that a guest waits for at once. Each costs more memory here than there.
	 */
	private static final int MOST_SUBSCRIPTIONS = 1024;

	private static final int SUBSCRIPTION_SIZE = 48;

	private static final int EVENT_SIZE = 32;

	private static final int CLOCK = 0;

	private static final int READ = 1;

	private static final int WRITE = 2;

	private static final int REALTIME = 0;

	private static final int MONOTONIC = 1;

	private static final int ABSOLUTE = 1;

	private static final int SUCCESS = 0;

	private final WasiDescriptors descriptors;

	private final WasiMemory memory;

	WasiPoll(WasiDescriptors descriptors, WasiMemory memory) {
		this.descriptors = descriptors;
		this.memory = memory;
	}

	void poll(int subscriptions, int events, int count, int result) {
		if (count <= 0 || count > MOST_SUBSCRIPTIONS) {
			throw new WasiFault(WasiError.INVALID);
		}
		this.memory.check(result, Integer.BYTES);
		List<Alarm> alarms = new ArrayList<>();
		List<Event> ready = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int address = subscriptions + i * SUBSCRIPTION_SIZE;
			long userData = this.memory.readLong(address);
			int type = this.memory.read(address + 8);
			if (type == CLOCK) {
				alarms.add(new Alarm(userData, nanosUntil(address + 16)));
			}
			else if (type == READ || type == WRITE) {
				ready.add(new Event(userData, type, errorOf(this.memory.readInt(address + 16), type)));
			}
			else {
				throw new WasiFault(WasiError.INVALID);
			}
		}
		long start = System.nanoTime();
		if (ready.isEmpty()) {
			sleep(alarms.stream().mapToLong(Alarm::nanos).min().orElse(0));
		}
		long elapsed = System.nanoTime() - start;
		alarms.stream()
			.filter((alarm) -> alarm.nanos() <= elapsed)
			.forEach((alarm) -> ready.add(new Event(alarm.userData(), CLOCK, SUCCESS)));
		write(events, ready);
		this.memory.writeI32(result, ready.size());
	}

	/**
	 * Return how long to wait for a clock. Times of guests are unsigned.
	 */
	private long nanosUntil(int address) {
		int clock = this.memory.readInt(address);
		long time = this.memory.readLong(address + 8);
		if (clock != REALTIME && clock != MONOTONIC) {
			throw new WasiFault(WasiError.INVALID);
		}
		if ((this.memory.readShort(address + 24) & ABSOLUTE) != 0) {
			long now = (clock == MONOTONIC) ? System.nanoTime() : realTime();
			time = (Long.compareUnsigned(time, now) > 0) ? time - now : 0;
		}
		return (time >= 0) ? time : Long.MAX_VALUE;
	}

	private static long realTime() {
		Instant now = Instant.now();
		return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
	}

	private int errorOf(int fd, int type) {
		Descriptor descriptor;
		try {
			descriptor = this.descriptors.get(fd);
		}
		catch (WasiFault ex) {
			return ex.error().number();
		}
		boolean supported = (type == READ) ? descriptor instanceof Input : descriptor instanceof Output;
		boolean file = descriptor instanceof Node node && node.node() instanceof SandboxFile;
		return (supported || file) ? SUCCESS : WasiError.NOT_SUPPORTED.number();
	}

	private static void sleep(long nanos) {
		long start = System.nanoTime();
		try {
			for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
				TimeUnit.NANOSECONDS.sleep(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("The guest was interrupted while it waits");
		}
	}

	private void write(int address, List<Event> events) {
		ByteBuffer bytes = ByteBuffer.allocate(events.size() * EVENT_SIZE).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < events.size(); i++) {
			Event event = events.get(i);
			bytes.putLong(i * EVENT_SIZE, event.userData())
				.putShort(i * EVENT_SIZE + 8, (short) event.error())
				.put(i * EVENT_SIZE + 10, (byte) event.type())
				.putLong(i * EVENT_SIZE + 16, (event.type() == READ && event.error() == SUCCESS) ? 1 : 0);
		}
		this.memory.write(address, bytes.array(), 0, bytes.capacity());
	}

	/**
	 * What a guest waits for.
	 *
	 * @param userData what the guest knows it by
	 * @param nanos the time to wait
	 */
	private record Alarm(long userData, long nanos) {
	}

	/**
	 * What has happened.
	 *
	 * @param userData what the guest knows it by
	 * @param type the type of the subscription
	 * @param error the error
	 */
	private record Event(long userData, int type, int error) {
	}

}
