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

package io.github.wasmspring.wasi;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wasmspring.wasi.Sandbox.HostDirectoryOpener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link Sandbox} and {@link SandboxDirectory}, with and without directories
 * that are held open.
 */
class SandboxTests {

	private static final SandboxOpening READ = opening(StandardOpenOption.READ);

	@TempDir
	private Path temporary;

	private final DescriptorBudget budget = new DescriptorBudget(100);

	private final List<AutoCloseable> opened = new ArrayList<>();

	private static SandboxOpening opening(OpenOption... options) {
		return new SandboxOpening(false, false, false, Set.of(options));
	}

	private SandboxDirectory root(Platform platform, boolean readOnly) throws IOException {
		Path data = Files.createDirectories(this.temporary.resolve("data/folder/nested")).getParent().getParent();
		Files.createDirectories(this.temporary.resolve("outside"));
		Files.writeString(this.temporary.resolve("outside/secret"), "secret");
		Files.writeString(data.resolve("file"), "content");
		Files.createSymbolicLink(data.resolve("out"), Path.of("../outside"));
		Files.createSymbolicLink(data.resolve("folder/in"), Path.of("../file"));
		Files.createSymbolicLink(data.resolve("absolute"), data.resolve("file"));
		return keep(sandbox(platform, data, readOnly).use().get(0));
	}

	private Sandbox sandbox(Platform platform, Path directory, boolean readOnly) {
		return keep(
				Sandbox.open(List.of(new WasiDirectory("/data", directory, readOnly)), this.budget, platform.opener));
	}

	private <T extends AutoCloseable> T keep(T closeable) {
		this.opened.add(0, closeable);
		return closeable;
	}

	@AfterEach
	void closeShouldGiveAllDescriptorsBack() throws Exception {
		for (AutoCloseable closeable : this.opened) {
			closeable.close();
		}
		assertThat(this.budget.getUsed()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void filesShouldBeReadAndChanged(Platform platform) throws IOException {
		SandboxDirectory root = root(platform, false);
		assertThat(read(root, "file")).isEqualTo("content");
		try (SandboxFile file = (SandboxFile) root.open("folder/new",
				opening(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
			file.channel().write(ByteBuffer.wrap("new".getBytes()));
			assertThat(file.attributes().size()).isEqualTo(3);
		}
		root.createDirectory("folder/nested/made");
		root.rename("folder/new", root, "folder/nested/made/moved");
		assertThat(read(root, "folder/nested/made/moved")).isEqualTo("new");
		root.setTimes("folder/in", FileTime.fromMillis(0), null);
		assertThat(this.temporary.resolve("data/file").toFile().lastModified()).isZero();
		root.setTimes("folder", FileTime.fromMillis(0), null);
		assertThat(this.temporary.resolve("data/folder").toFile().lastModified()).isZero();
		assertThatExceptionOfType(DirectoryNotEmptyException.class)
			.isThrownBy(() -> root.removeDirectory("folder/nested/made"));
		assertThatExceptionOfType(DirectoryNotEmptyException.class)
			.isThrownBy(() -> root.rename("folder/nested/made", root, "folder/nested"));
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> root.createDirectory("folder/nested/made"));
		root.unlinkFile("folder/nested/made/moved");
		root.removeDirectory("folder/nested/made");
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> root.attributes("folder/nested/made", true));
		assertThat(names(root)).startsWith(".", "..")
			.containsExactlyInAnyOrder(".", "..", "file", "folder", "out", "absolute");
	}

	@ParameterizedTest
	@EnumSource
	void linksShouldStayInside(Platform platform) throws IOException {
		SandboxDirectory root = root(platform, false);
		assertThat(root.readLink("folder/in")).isEqualTo("../file");
		assertThat(root.attributes("folder/in", true).type()).isEqualTo(SandboxAttributes.Type.REGULAR_FILE);
		assertThat(root.attributes("folder/in", false).type()).isEqualTo(SandboxAttributes.Type.SYMBOLIC_LINK);
		for (String path : new String[] { "out/secret", "out/new", "../outside", "/etc", "folder/../.." }) {
			refuse(WasiError.NOT_PERMITTED, () -> read(root, path));
			refuse(WasiError.NOT_PERMITTED, () -> root.createDirectory(path + "/made"));
			refuse(WasiError.NOT_PERMITTED, () -> root.attributes(path, true));
			refuse(WasiError.NOT_PERMITTED, () -> root.rename("file", root, path));
		}
		refuse(WasiError.NOT_PERMITTED, () -> root.readLink("out"));
		refuse(WasiError.NOT_PERMITTED, () -> root.readLink("absolute"));
		refuse(WasiError.LOOP, () -> read(root, "folder/in"));
		refuse(WasiError.LOOP, () -> read(root, "out"));
		assertThat(root.attributes(".", true).type()).isEqualTo(SandboxAttributes.Type.DIRECTORY);
	}

	@ParameterizedTest
	@EnumSource
	void linksShouldNotBeMoved(Platform platform) throws IOException {
		SandboxDirectory root = root(platform, false);
		for (String link : new String[] { "folder/in", "out", "absolute" }) {
			refuse(WasiError.NOT_PERMITTED, () -> root.rename(link, root, "moved"));
			refuse(WasiError.NOT_PERMITTED, () -> root.rename(link, root, link));
			refuse(WasiError.NOT_PERMITTED, () -> root.rename(link, root, "file"));
		}
		assertThat(this.temporary.resolve("data/moved")).doesNotExist();
		assertThat(this.temporary.resolve("data/file")).hasContent("content");
	}

	@ParameterizedTest
	@EnumSource
	void readOnlyShouldRefuseChanges(Platform platform) throws IOException {
		SandboxDirectory root = root(platform, true);
		assertThat(read(root, "file")).isEqualTo("content");
		for (StandardOpenOption option : StandardOpenOption.values()) {
			if (option != StandardOpenOption.READ && option != StandardOpenOption.SYNC
					&& option != StandardOpenOption.DSYNC) {
				refuse(WasiError.READ_ONLY, () -> root.open("file", opening(option)));
			}
		}
		refuse(WasiError.READ_ONLY, () -> root.createDirectory("made"));
		refuse(WasiError.READ_ONLY, () -> root.unlinkFile("file"));
		refuse(WasiError.READ_ONLY, () -> root.removeDirectory("folder/nested"));
		refuse(WasiError.READ_ONLY, () -> root.rename("file", root, "moved"));
		refuse(WasiError.READ_ONLY, () -> root.setTimes("file", FileTime.fromMillis(0), null));
		refuse(WasiError.READ_ONLY, () -> root.setTimes(FileTime.fromMillis(0), null));
		assertThat(this.temporary.resolve("data/file")).hasContent("content");
	}

	@ParameterizedTest
	@EnumSource
	void attributesShouldTellFilesApart(Platform platform) throws IOException {
		SandboxDirectory root = root(platform, true);
		SandboxAttributes file = root.attributes("file", false);
		assertThat(file.size()).isEqualTo(7);
		assertThat(file.type()).isEqualTo(SandboxAttributes.Type.REGULAR_FILE);
		assertThat(root.attributes("folder/../file", false)).isEqualTo(file);
		assertThat(root.attributes("folder", false).number()).isNotEqualTo(file.number());
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> root.attributes("none", false));
	}

	@ParameterizedTest
	@EnumSource
	void fileThatIsReplacedShouldKeepItsAttributes(Platform platform) throws IOException {
		SandboxDirectory root = root(platform, false);
		SandboxFile file = (SandboxFile) keep(root.open("file", READ));
		SandboxAttributes before = file.attributes();
		Files.delete(this.temporary.resolve("data/file"));
		assertThat(file.attributes()).isEqualTo(before);
		Files.writeString(this.temporary.resolve("data/another"), "another");
		Files.createSymbolicLink(this.temporary.resolve("data/file"), Path.of("../outside/secret"));
		assertThat(file.attributes()).isEqualTo(before);
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> file.setTimes(FileTime.fromMillis(0), null));
	}

	@ParameterizedTest
	@EnumSource
	void directoryThatBecomesLinkShouldNotBeFollowed(Platform platform) throws IOException {
		root(platform, false);
		Path data = this.temporary.resolve("data").toRealPath();
		try (HostDirectory root = platform.opener.open(data);
				HostDirectory folder = root.openDirectory("folder", root.attributes("folder"))) {
			BasicFileAttributes before = root.attributes("folder");
			Files.move(data.resolve("folder"), data.resolve("elsewhere"));
			Files.createSymbolicLink(data.resolve("folder"), Path.of("../outside"));
			refuse(WasiError.LOOP, () -> root.openDirectory("folder", before));
			refuse(WasiError.LOOP, () -> root.openDirectory("folder", root.attributes("folder")));
			assertThatExceptionOfType(Exception.class)
				.isThrownBy(() -> folder.openFile("secret", Set.of(StandardOpenOption.READ)));
		}
		assertThat(this.temporary.resolve("outside")).isDirectoryContaining("glob:**secret");
	}

	@ParameterizedTest
	@EnumSource
	void rootThatBecomesLinkShouldNotBeFollowed(Platform platform) throws IOException {
		SandboxDirectory root = root(platform, false);
		Path data = this.temporary.resolve("data");
		Path parked = Files.move(data, this.temporary.resolve("parked"));
		Files.createSymbolicLink(data, Path.of("outside"));
		if (platform == Platform.NATIVE) {
			assertThat(read(root, "file")).isEqualTo("content");
			root.createDirectory("made");
			root.createDirectory("folder/nested/made");
			assertThat(parked.resolve("folder/nested/made")).isDirectory();
			assertThat(root.readLink("folder/in")).isEqualTo("../file");
			assertThat(names(root)).contains("made", "folder");
		}
		else {
			refuse(WasiError.LOOP, () -> read(root, "file"));
			refuse(WasiError.LOOP, () -> root.createDirectory("made"));
			refuse(WasiError.LOOP, () -> names(root));
			Files.delete(data);
			Files.createDirectory(data);
			refuse(WasiError.LOOP, () -> read(root, "file"));
		}
		assertThat(this.temporary.resolve("outside")).isDirectoryContaining("glob:**secret")
			.isDirectoryNotContaining("glob:**made");
	}

	@Test
	void directoryThatIsOpenShouldBeUsedWhateverHasItsName() throws IOException {
		SandboxDirectory root = root(Platform.NATIVE, false);
		Path data = this.temporary.resolve("data");
		SandboxDirectory folder = (SandboxDirectory) keep(root.open("folder", READ));
		Files.move(data.resolve("folder"), data.resolve("moved"));
		Files.createDirectory(data.resolve("folder"));
		Files.createSymbolicLink(data.resolve("folder/in"), Path.of("another"));
		assertThat(folder.readLink("in")).isEqualTo("../file");
		folder.createDirectory("made");
		assertThat(data.resolve("moved/made")).isDirectory();
		assertThat(names(folder)).contains("nested", "made");
		try (HostDirectory held = HostDirectory.open(data.resolve("moved").toRealPath())) {
			Files.move(data.resolve("moved"), data.resolve("again"));
			assertThat(held.readLink("in")).isEqualTo("../file");
		}
	}

	@Test
	void directoriesShouldBeHeldUntilTheLastUserCloses() throws IOException {
		Files.writeString(Files.createDirectory(this.temporary.resolve("held")).resolve("file"), "content");
		Sandbox sandbox = Sandbox.open(List.of(new WasiDirectory("/data", this.temporary.resolve("held"), true)),
				this.budget);
		assertThat(sandbox.getDirectories())
			.containsExactly(new WasiDirectory("/data", this.temporary.resolve("held").toRealPath(), true));
		SandboxDirectory root = sandbox.use().get(0);
		sandbox.close();
		assertThat(read(root, "file")).isEqualTo("content");
		sandbox.close();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> read(root, "file"));
		assertThatIllegalStateException().isThrownBy(sandbox::use);
	}

	@Test
	@Timeout(20)
	void openThatBlocksShouldBeLeftBehindAndClosedWhenItComesLate() throws Exception {
		SandboxDirectory root = root(Platform.NATIVE, false);
		Path pipe = pipe("pipe");
		DetachedCalls calls = new DetachedCalls();
		HostDirectory directory = HostDirectory.open(this.temporary.resolve("data").toRealPath());
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> calls.call(directory, (parent) -> parent.openFile("pipe", READ.options())));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(calls.getLeftBehind()).isEqualTo(1);
		assertThat(read(root, "file")).isEqualTo("content");
		try (FileChannel writer = FileChannel.open(pipe, StandardOpenOption.WRITE)) {
			while (calls.getLeftBehind() > 0) {
				Thread.onSpinWait();
			}
			while (writer.isOpen()) {
				try {
					writer.write(ByteBuffer.wrap(new byte[1]));
				}
				catch (IOException ex) {
					assertThat(ex).hasMessageContaining("Broken pipe");
					return;
				}
			}
		}
	}

	@Test
	@Timeout(20)
	void openShouldBeRefusedWhileTooManyAreLeftBehind() throws Exception {
		root(Platform.NATIVE, false);
		Path data = this.temporary.resolve("data").toRealPath();
		Path pipe = pipe("pipe");
		DetachedCalls calls = new DetachedCalls();
		for (int i = 0; i < DetachedCalls.MOST; i++) {
			HostDirectory directory = HostDirectory.open(data);
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(CancellationException.class)
				.isThrownBy(() -> calls.call(directory, (parent) -> parent.openFile("pipe", READ.options())));
			assertThat(Thread.interrupted()).isTrue();
		}
		HostDirectory directory = HostDirectory.open(data);
		refuse(WasiError.TOO_MANY_FILES_IN_TOTAL,
				() -> calls.call(directory, (parent) -> parent.openFile("file", READ.options())));
		try (FileChannel writer = FileChannel.open(pipe, StandardOpenOption.WRITE)) {
			while (calls.getLeftBehind() > 0) {
				Thread.onSpinWait();
			}
			assertThat(writer.isOpen()).isTrue();
		}
		try (FileChannel file = calls.call(HostDirectory.open(data),
				(parent) -> parent.openFile("file", READ.options()))) {
			assertThat(file.size()).isEqualTo(7);
		}
	}

	@Test
	@Timeout(20)
	void callsUnderWayShouldBeBoundedBeforeTheyAreLeftBehind() throws Exception {
		DetachedCalls calls = new DetachedCalls();
		CountDownLatch end = new CountDownLatch(1);
		AtomicInteger begun = new AtomicInteger();
		List<Thread> callers = new ArrayList<>();
		for (int i = 0; i < DetachedCalls.MOST + 4; i++) {
			Thread caller = new Thread(() -> catchThrowable(() -> calls.call(() -> {
				begun.incrementAndGet();
				Closeable nothing = () -> {
				};
				try {
					end.await();
				}
				catch (InterruptedException ex) {
					throw new IOException(ex);
				}
				return nothing;
			})));
			caller.start();
			callers.add(caller);
		}
		for (Thread caller : callers) {
			while (caller.getState() != Thread.State.WAITING) {
				Thread.onSpinWait();
			}
		}
		while (begun.get() < DetachedCalls.MOST) {
			Thread.onSpinWait();
		}
		callers.forEach(Thread::interrupt);
		for (Thread caller : callers) {
			caller.join();
		}
		assertThat(begun).hasValue(DetachedCalls.MOST);
		assertThat(calls.getLeftBehind()).isLessThanOrEqualTo(DetachedCalls.MOST);
		end.countDown();
		while (calls.getLeftBehind() > 0) {
			Thread.onSpinWait();
		}
	}

	@Test
	@Timeout(20)
	void pipeThatTakesThePlaceOfFileShouldBlockNoLongerThanTheCaller() throws Exception {
		root(Platform.NATIVE, false);
		Path data = this.temporary.resolve("data");
		Path pipe = pipe("pipe");
		Sandbox sandbox = keep(Sandbox.open(List.of(new WasiDirectory("/data", data, false)), this.budget,
				(root) -> new ExchangingDirectory(HostDirectory.open(root), data.resolve("file"), pipe)));
		SandboxDirectory root = sandbox.use().get(0);
		keep(sandbox);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread caller = new Thread(() -> failure.set(catchThrowable(() -> root.open("file", READ))));
		caller.start();
		while (caller.getState() != Thread.State.WAITING) {
			assertThat(caller.isAlive()).isTrue();
		}
		caller.interrupt();
		caller.join();
		assertThat(failure.get()).isInstanceOf(CancellationException.class);
		assertThat(data.resolve("folder")).isDirectory();
		try (FileChannel writer = FileChannel.open(data.resolve("file"), StandardOpenOption.WRITE)) {
			assertThat(writer.isOpen()).isTrue();
		}
	}

	@Test
	@Timeout(20)
	void pipeThatTakesThePlaceOfFileAndIsReadyShouldBeRefused() throws Exception {
		root(Platform.NATIVE, false);
		Path data = this.temporary.resolve("data");
		Path pipe = pipe("pipe");
		for (OpenOption option : List.of(StandardOpenOption.READ, StandardOpenOption.WRITE,
				StandardOpenOption.APPEND)) {
			try (FileChannel held = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
				Sandbox sandbox = keep(Sandbox.open(List.of(new WasiDirectory("/data", data, false)), this.budget,
						(root) -> new ExchangingDirectory(HostDirectory.open(root), data.resolve("file"), pipe)));
				SandboxDirectory root = sandbox.use().get(0);
				keep(sandbox);
				refuse(WasiError.ACCESS_DENIED, () -> root.open("file", opening(option)));
				assertThat(held.isOpen()).isTrue();
			}
			Files.move(data.resolve("file"), pipe);
			Files.writeString(data.resolve("file"), "content");
		}
	}

	@Test
	void syncShouldBeLeftBehindWithItsFile() throws IOException {
		SandboxDirectory root = root(Platform.NATIVE, false);
		SandboxFile file = (SandboxFile) root.open("file", opening(StandardOpenOption.READ, StandardOpenOption.WRITE));
		file.sync(true);
		file.sync(false);
		assertThat(file.channel().isOpen()).isTrue();
		file.close();
		assertThat(file.channel().isOpen()).isFalse();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> file.sync(true));
	}

	@Test
	@Timeout(20)
	void syncThatIsLeftBehindShouldGiveTheDescriptorBackWhenItEnds() throws Exception {
		SandboxDirectory root = root(Platform.NATIVE, false);
		HostDirectory directory = HostDirectory.open(this.temporary.resolve("data").toRealPath());
		SandboxRoot held = new SandboxRoot("/data", directory, false, this.budget);
		BlockingChannel channel = new BlockingChannel();
		SandboxFile file = new SandboxFile(held, List.of("file"), directory.attributes("file"), channel);
		this.budget.take(SandboxFile.DESCRIPTORS);
		keep(directory);
		Thread caller = new Thread(() -> catchThrowable(() -> file.sync(true)));
		caller.start();
		channel.begun.await();
		caller.interrupt();
		caller.join();
		file.close();
		assertThat(this.budget.getUsed()).isEqualTo(SandboxFile.DESCRIPTORS);
		assertThat(channel.isOpen()).isTrue();
		channel.end.countDown();
		while (held.calls().getLeftBehind() > 0) {
			Thread.onSpinWait();
		}
		assertThat(this.budget.getUsed()).isZero();
		assertThat(channel.isOpen()).isFalse();
		assertThat(read(root, "file")).isEqualTo("content");
	}

	@Test
	@Timeout(20)
	void pipeInThePlaceOfDirectoryShouldBeRefusedAtOnce() throws Exception {
		root(Platform.NATIVE, false);
		Path data = this.temporary.resolve("data").toRealPath();
		try (HostDirectory root = HostDirectory.open(data)) {
			BasicFileAttributes before = root.attributes("folder");
			Files.move(data.resolve("folder"), data.resolve("elsewhere"));
			pipe("folder");
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> root.openDirectory("folder", before));
		}
	}

	private Path pipe(String name) throws Exception {
		Path pipe = this.temporary.resolve("data").resolve(name);
		assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
		return pipe;
	}

	@ParameterizedTest
	@EnumSource
	void listShouldLeaveOutNothingButNamesThatJavaCannotExpress(Platform platform) throws Exception {
		SandboxDirectory root = root(platform, false);
		Path odd = Files.createDirectory(this.temporary.resolve("data/odd"));
		for (String name : List.of("first", "bad\\377\\303", "last")) {
			String script = "touch \"$0/$(printf '%s')\"".formatted(name);
			assumeTrue(new ProcessBuilder("sh", "-c", script, odd.toString()).start().waitFor() == 0);
		}
		SandboxDirectory directory = (SandboxDirectory) keep(root.open("odd", READ));
		assertThat(names(directory)).containsExactlyInAnyOrder(".", "..", "first", "last");
	}

	@ParameterizedTest
	@EnumSource
	void listShouldGoOnWhereItWasWhateverIsRemoved(Platform platform) throws IOException {
		SandboxDirectory root = root(platform, false);
		Path many = Files.createDirectory(this.temporary.resolve("data/many"));
		for (int i = 0; i < 500; i++) {
			Files.createFile(many.resolve("file" + i));
		}
		SandboxDirectory directory = (SandboxDirectory) keep(root.open("many", READ));
		Set<String> seen = new HashSet<>();
		long position = 0;
		while (true) {
			List<String> part = new ArrayList<>();
			directory.list(position, (next, name, number, type) -> part.size() < 7 && part.add(name));
			if (part.isEmpty()) {
				break;
			}
			assertThat(seen).doesNotContainAnyElementsOf(part);
			seen.addAll(part);
			position += part.size();
			for (String name : part) {
				if (!name.startsWith(".")) {
					Files.delete(many.resolve(name));
				}
			}
		}
		assertThat(seen).hasSize(502);
		assertThat(many).isEmptyDirectory();
	}

	@ParameterizedTest
	@EnumSource
	void listShouldStopWhenTheThreadIsInterrupted(Platform platform) throws IOException {
		SandboxDirectory root = root(platform, false);
		List<String> seen = new ArrayList<>();
		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> root.list(0, (next, name, number, type) -> {
				seen.add(name);
				if (seen.size() == 3) {
					Thread.currentThread().interrupt();
				}
				return true;
			}));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(seen).hasSize(3);
	}

	@Test
	void budgetShouldBoundWhatIsOpen() throws IOException {
		SandboxDirectory root = root(Platform.NATIVE, false);
		List<SandboxNode> nodes = new ArrayList<>();
		for (int i = 0; i < 49; i++) {
			nodes.add(keep(root.open("folder", READ)));
		}
		assertThat(names(root)).contains("file");
		nodes.add(keep(root.open("file", READ)));
		refuse(WasiError.TOO_MANY_FILES_IN_TOTAL, () -> names(root));
		nodes.add(keep(root.open("file", READ)));
		refuse(WasiError.TOO_MANY_FILES_IN_TOTAL, () -> root.open("file", READ));
		refuse(WasiError.TOO_MANY_FILES_IN_TOTAL, () -> root.open("folder", READ));
		assertThat(root.attributes("file", true).size()).isEqualTo(7);
		nodes.get(0).close();
		this.opened.remove(nodes.get(0));
		assertThat(read(root, "file")).isEqualTo("content");
	}

	@Test
	void failureToOpenShouldCloseAllThatWasOpened() throws IOException {
		root(Platform.NATIVE, false);
		Path data = this.temporary.resolve("data");
		List<FailingDirectory> directories = new ArrayList<>();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(
				() -> Sandbox.open(
						List.of(new WasiDirectory("/a", data.resolve("folder"), true),
								new WasiDirectory("/b", data.resolve("folder/nested"), true),
								new WasiDirectory("/c", this.temporary.resolve("outside"), true)),
						this.budget, (root) -> {
							FailingDirectory directory = new FailingDirectory(root);
							directory.failsAttributes = directories.size() == 2;
							directory.failsClose = true;
							directories.add(directory);
							return directory.toDirectory();
						}))
			.withRootCauseInstanceOf(AccessDeniedException.class)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize(2));
		assertThat(directories).hasSize(3).allMatch((directory) -> directory.closed);
	}

	@Test
	void closeShouldCloseAllDirectoriesWhateverFails() throws IOException {
		root(Platform.NATIVE, false);
		List<FailingDirectory> directories = new ArrayList<>();
		Sandbox sandbox = Sandbox.open(List.of(new WasiDirectory("/a", this.temporary.resolve("data"), true),
				new WasiDirectory("/b", this.temporary.resolve("outside"), true)), this.budget, (root) -> {
					FailingDirectory directory = new FailingDirectory(root);
					directory.failsClose = true;
					directories.add(directory);
					return directory.toDirectory();
				});
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(sandbox::close)
			.satisfies((ex) -> assertThat(ex.getCause().getSuppressed()).hasSize(1));
		assertThat(directories).hasSize(2).allMatch((directory) -> directory.closed);
	}

	@Test
	void listThatFailsShouldCloseTheDirectory() throws IOException {
		root(Platform.NATIVE, false);
		FailingDirectory failing = new FailingDirectory(this.temporary.resolve("data"));
		failing.failsNames = true;
		Sandbox sandbox = keep(Sandbox.open(List.of(new WasiDirectory("/data", failing.path, true)), this.budget,
				(root) -> failing.toDirectory()));
		SandboxDirectory root = sandbox.use().get(0);
		keep(sandbox);
		assertThatIllegalStateException().isThrownBy(() -> names(root));
		assertThat(failing.closed).isTrue();
		assertThat(this.budget.getUsed()).isZero();
	}

	@Test
	void closeShouldGiveDescriptorsBackWhateverFails() throws IOException {
		root(Platform.NATIVE, false);
		FailingDirectory failing = new FailingDirectory(this.temporary.resolve("data"));
		Sandbox sandbox = Sandbox.open(List.of(new WasiDirectory("/data", failing.path, true)), this.budget,
				(root) -> failing.toDirectory());
		SandboxDirectory root = sandbox.use().get(0);
		SandboxDirectory opened = (SandboxDirectory) root.open(".", READ);
		opened.list(0, (next, name, number, type) -> false);
		failing.failsClose = true;
		failing.closes.set(0);
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(opened::close);
		assertThat(this.budget.getUsed()).isZero();
		assertThat(failing.closes).hasValue(2);
	}

	@Test
	void limitOfTheProcessShouldBeRead() {
		assertThat(DescriptorBudget.limitIn("Limit  Soft\nMax open files            1024                 4096   files"))
			.isEqualTo(1024);
		assertThat(DescriptorBudget.limitIn("Max open files            unlimited   unlimited   files"))
			.isEqualTo(Long.MAX_VALUE);
		assertThat(DescriptorBudget.limitIn("")).isEqualTo(1024);
	}

	private static List<String> names(SandboxDirectory directory) throws IOException {
		List<String> names = new ArrayList<>();
		directory.list(0, (next, name, number, type) -> names.add(name));
		return names;
	}

	private static String read(SandboxDirectory root, String path) throws IOException {
		try (SandboxNode node = root.open(path, READ)) {
			ByteBuffer content = ByteBuffer.allocate(100);
			((SandboxFile) node).channel().read(content);
			return new String(content.array(), 0, content.position());
		}
	}

	private static void refuse(WasiError error, ThrowingCallable action) {
		assertThatExceptionOfType(SandboxException.class).isThrownBy(action)
			.satisfies((ex) -> assertThat(ex.getError()).isEqualTo(error));
	}

	/**
	 * Lets a pipe take the place of a file in the moment before that is opened.
	 *
	 * @param directory the directory
	 * @param file the file
	 * @param pipe the pipe
	 */
	private record ExchangingDirectory(HostDirectory directory, Path file, Path pipe) implements HostDirectory {

		@Override
		public Path path() {
			return this.directory.path();
		}

		@Override
		public HostDirectory openDirectory(String name, BasicFileAttributes expected) throws IOException {
			return this.directory.openDirectory(name, expected);
		}

		@Override
		public HostDirectory reopen() throws IOException {
			return new ExchangingDirectory(this.directory.reopen(), this.file, this.pipe);
		}

		@Override
		public FileChannel openFile(String name, Set<OpenOption> options) throws IOException {
			Files.move(this.pipe, this.file, StandardCopyOption.REPLACE_EXISTING);
			return this.directory.openFile(name, options);
		}

		@Override
		public Iterator<String> names() {
			return this.directory.names();
		}

		@Override
		public BasicFileAttributes attributes(@Nullable String name) throws IOException {
			return this.directory.attributes(name);
		}

		@Override
		public void setTimes(@Nullable String name, @Nullable FileTime modified, @Nullable FileTime accessed)
				throws IOException {
			this.directory.setTimes(name, modified, accessed);
		}

		@Override
		public void createDirectory(String name) throws IOException {
			this.directory.createDirectory(name);
		}

		@Override
		public void deleteDirectory(String name) throws IOException {
			this.directory.deleteDirectory(name);
		}

		@Override
		public void deleteFile(String name) throws IOException {
			this.directory.deleteFile(name);
		}

		@Override
		public void move(String name, HostDirectory target, String targetName) throws IOException {
			this.directory.move(name, target, targetName);
		}

		@Override
		public String readLink(String name) throws IOException {
			return this.directory.readLink(name);
		}

		@Override
		public void close() throws IOException {
			this.directory.close();
		}

	}

	/**
	 * A directory that fails.
	 */
	private static final class FailingDirectory {

		private final Path path;

		private final AtomicInteger closes = new AtomicInteger();

		private boolean failsAttributes;

		private boolean failsNames;

		private boolean failsClose;

		private boolean closed;

		FailingDirectory(Path path) {
			this.path = path;
		}

		HostDirectory toDirectory() throws IOException {
			return toDirectory(HostDirectory.open(this.path));
		}

		private HostDirectory toDirectory(HostDirectory directory) {
			return (HostDirectory) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { HostDirectory.class }, (proxy, method, arguments) -> switch (method.getName()) {
						case "reopen" -> toDirectory(directory.reopen());
						case "closeAfter" -> InvocationHandler.invokeDefault(proxy, method, arguments);
						case "close" -> close(directory);
						case "names" -> {
							if (this.failsNames) {
								throw new IllegalStateException("no names");
							}
							yield directory.names();
						}
						case "attributes" -> {
							if (this.failsAttributes) {
								throw new AccessDeniedException("no attributes");
							}
							yield directory.attributes((String) arguments[0]);
						}
						default -> method.invoke(directory, arguments);
					});
		}

		private @Nullable Object close(HostDirectory directory) throws IOException {
			directory.close();
			this.closed = true;
			this.closes.incrementAndGet();
			if (this.failsClose) {
				throw new AccessDeniedException("not closed");
			}
			return null;
		}

	}

	/**
	 * A channel that takes long to be written to the disk, and can do nothing else.
	 */
	private static final class BlockingChannel extends FileChannel {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch end = new CountDownLatch(1);

		@Override
		public void force(boolean metadata) throws IOException {
			this.begun.countDown();
			try {
				this.end.await();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
		}

		@Override
		public int read(ByteBuffer target) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long read(ByteBuffer[] targets, int offset, int length) {
			throw new UnsupportedOperationException();
		}

		@Override
		public int write(ByteBuffer source) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long write(ByteBuffer[] sources, int offset, int length) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long position() {
			throw new UnsupportedOperationException();
		}

		@Override
		public FileChannel position(long position) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long size() {
			throw new UnsupportedOperationException();
		}

		@Override
		public FileChannel truncate(long size) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long transferTo(long position, long count, WritableByteChannel target) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long transferFrom(ReadableByteChannel source, long position, long count) {
			throw new UnsupportedOperationException();
		}

		@Override
		public int read(ByteBuffer target, long position) {
			throw new UnsupportedOperationException();
		}

		@Override
		public int write(ByteBuffer source, long position) {
			throw new UnsupportedOperationException();
		}

		@Override
		public MappedByteBuffer map(MapMode mode, long position, long size) {
			throw new UnsupportedOperationException();
		}

		@Override
		public FileLock lock(long position, long size, boolean shared) {
			throw new UnsupportedOperationException();
		}

		@Override
		public FileLock tryLock(long position, long size, boolean shared) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected void implCloseChannel() {
		}

	}

	/**
	 * How directories are opened.
	 */
	enum Platform {

		/**
		 * As this platform can.
		 */
		NATIVE(HostDirectory::open),

		/**
		 * As a platform does that holds no directories open.
		 */
		PORTABLE((root) -> new CheckedHostDirectory(Files.newDirectoryStream(root), root));

		private final HostDirectoryOpener opener;

		Platform(HostDirectoryOpener opener) {
			this.opener = opener;
		}

	}

}
