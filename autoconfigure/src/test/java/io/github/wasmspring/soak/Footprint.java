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

package io.github.wasmspring.soak;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * What the virtual machine holds at one moment, after garbage was collected.
 *
 * @param heap bytes of the heap
 * @param metaspace bytes of the metaspace
 * @param direct bytes of buffers outside of the heap
 * @param threads live threads
 * @param descriptors open file descriptors
 * @param resident bytes of the process that are in memory, or 0 where that is not known
 */
record Footprint(long heap, long metaspace, long direct, long threads, long descriptors, long resident) {

	private static final Path STATUS = Path.of("/proc/self/status");

	static Footprint measure() {
		System.gc();
		return new Footprint(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), metaspaceSize(),
				directSize(), ManagementFactory.getThreadMXBean().getThreadCount(), openDescriptors(), residentSize());
	}

	private static long residentSize() {
		try (Stream<String> lines = Files.lines(STATUS)) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
				.sum();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private static long metaspaceSize() {
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getName().equals("Metaspace"))
			.map(MemoryPoolMXBean::getUsage)
			.mapToLong((usage) -> usage.getUsed())
			.sum();
	}

	private static long directSize() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
	}

	private static long openDescriptors() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
				? system.getOpenFileDescriptorCount() : 0;
	}

	@Override
	public String toString() {
		return "heap %d KB, metaspace %d KB, direct %d KB, %d threads, %d descriptors, resident %d KB".formatted(
				this.heap / 1024, this.metaspace / 1024, this.direct / 1024, this.threads, this.descriptors,
				this.resident / 1024);
	}

}
