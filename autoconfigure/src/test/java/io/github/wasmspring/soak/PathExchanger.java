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
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.github.wasmspring.ForkedJvm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another process, which exchanges two paths all the time until its standard input ends.
 */
public final class PathExchanger implements AutoCloseable {

	/**
	 * How many exchanges there are between two releases of a pipe.
	 */
	private static final int RELEASE = 20_000;

	private static final String STARTED = "started";

	private final ForkedJvm machine;

	/**
	 * Start the process.
	 * @param directory where its temporary files go
	 * @param first a path that is there
	 * @param second another one, which takes its place every now and then
	 * @param pipe what to do with the second one if it is a pipe: {@code hold} it open,
	 * or {@code release} those who wait for it
	 */
	PathExchanger(Path directory, Path first, Path second, String pipe) throws IOException {
		this.machine = ForkedJvm.converse(directory, List.of("-Xmx32m"), PathExchanger.class, first.toString(),
				second.toString(), pipe);
		assertThat(this.machine.readLine()).as(this.machine.printed()).isEqualTo(STARTED);
	}

	boolean isRunning() {
		return this.machine.isRunning();
	}

	/**
	 * Stop, when both paths are where they were.
	 */
	@Override
	public void close() throws IOException {
		this.machine.input().close();
		this.machine.await();
	}

	public static void main(String[] arguments) throws IOException {
		Path first = Path.of(arguments[0]);
		Path second = Path.of(arguments[1]);
		FileChannel held = (arguments[2].equals("hold")) ? open(second) : null;
		if (held != null) {
			held.write(ByteBuffer.wrap("secret".repeat(100).getBytes(StandardCharsets.US_ASCII)));
		}
		Exchange exchange = (Files.isDirectory(first)) ? exchangeDirectory(first, second) : exchangeFile(first, second);
		Thread main = Thread.currentThread();
		Thread end = new Thread(() -> awaitEnd(main));
		end.setDaemon(true);
		end.start();
		System.out.println(STARTED);
		for (int i = 0; !main.isInterrupted(); i++) {
			exchange.run();
			if (arguments[2].equals("release") && i % RELEASE == 0) {
				release(second);
			}
		}
		Thread.interrupted();
		if (arguments[2].equals("release")) {
			release(second);
		}
		if (held != null) {
			held.close();
		}
	}

	/**
	 * Exchange a directory, which is missing for a moment each time.
	 */
	private static Exchange exchangeDirectory(Path first, Path second) {
		Path parked = first.resolveSibling(first.getFileName() + "_parked");
		return () -> {
			Files.move(first, parked);
			Files.move(second, first);
			pause();
			Files.move(first, second);
			Files.move(parked, first);
			pause();
		};
	}

	/**
	 * Exchange a file, which is never missing.
	 */
	private static Exchange exchangeFile(Path first, Path second) throws IOException {
		Path kept = Files.createLink(first.resolveSibling(first.getFileName() + "_kept"), first);
		Path next = first.resolveSibling(first.getFileName() + "_next");
		return () -> {
			for (Path path : new Path[] { second, kept }) {
				Files.createLink(next, path);
				Files.move(next, first, StandardCopyOption.ATOMIC_MOVE);
				pause();
			}
		};
	}

	/**
	 * Wait as long as it takes others to do a step.
	 */
	private static void pause() {
		for (int i = ThreadLocalRandom.current().nextInt(1000); i > 0; i--) {
			Thread.onSpinWait();
		}
	}

	private static void awaitEnd(Thread main) {
		try {
			while (System.in.read() >= 0) {
				Thread.onSpinWait();
			}
		}
		catch (IOException ex) {
			ex.printStackTrace();
		}
		main.interrupt();
	}

	private static void release(Path pipe) throws IOException {
		try {
			open(pipe).close();
		}
		catch (ClosedByInterruptException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static FileChannel open(Path pipe) throws IOException {
		return FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
	}

	/**
	 * Exchanges two paths, and back.
	 */
	@FunctionalInterface
	private interface Exchange {

		void run() throws IOException;

	}

}
