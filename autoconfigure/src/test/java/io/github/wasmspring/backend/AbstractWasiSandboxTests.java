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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.backend.chicory.ChicoryWasi;
import io.github.wasmspring.wasi.DescriptorBudget;
import io.github.wasmspring.wasi.WasiDirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What no guest may do to the files of the host, whatever it tries, on every backend.
 */
public abstract class AbstractWasiSandboxTests {

	private static final int SUCCESS = 0;

	private static final int EACCES = 2;

	private static final int EBADF = 8;

	private static final int EEXIST = 20;

	private static final int EFAULT = 21;

	private static final int EILSEQ = 25;

	private static final int EINVAL = 28;

	private static final int EISDIR = 31;

	private static final int ELOOP = 32;

	private static final int EMFILE = 33;

	private static final int ENFILE = 41;

	private static final int ENAMETOOLONG = 37;

	private static final int ENOENT = 44;

	private static final int ENOSYS = 52;

	private static final int ENOTDIR = 54;

	private static final int ENOTEMPTY = 55;

	private static final int ENOTSOCK = 57;

	private static final int EPERM = 63;

	private static final int EROFS = 69;

	private static final int ENOTCAPABLE = 76;

	private static final int CREATE = 1;

	private static final int TRUNCATE = 8;

	private static final int DATA = 3;

	private static final int READ_ONLY = 4;

	private static final int TYPE_DIRECTORY = 3;

	private static final int TYPE_FILE = 4;

	private static final int TYPE_LINK = 7;

	@TempDir
	private Path temporary;

	private Path data;

	private Path outside;

	private WasiGuest guest;

	private Map<String, String> before;

	protected WasmBackend backend() {
		return Backends.current();
	}

	protected WasiProvider wasi() {
		return new ChicoryWasi();
	}

	@BeforeEach
	void prepare() throws IOException {
		this.temporary = this.temporary.toRealPath();
		this.outside = Files.createDirectories(this.temporary.resolve("outside/folder")).getParent();
		Files.writeString(this.outside.resolve("secret"), "the secret");
		this.data = Files.createDirectories(this.temporary.resolve("data/folder/nested")).getParent().getParent();
		Files.writeString(this.data.resolve("file"), "the file");
		Files.writeString(this.data.resolve("folder/nested/deep"), "deep inside");
		Path readOnly = Files.createDirectories(this.temporary.resolve("readonly/folder")).getParent();
		Files.writeString(readOnly.resolve("file"), "the file");
		link("link_out", "../outside");
		link("link_secret", "../outside/secret");
		link("link_absolute", this.outside.toString());
		link("link_absolute_inside", this.data.resolve("file").toString());
		link("link_chain", "folder/link_chain");
		link("folder/link_chain", "../link_out");
		link("link_dangling", "../outside/new");
		link("link_parent", "..");
		link("link_root", "folder/..");
		link("link_missing", "missing");
		link("link_inside", "folder/nested");
		link("folder/link_file", "../file");
		link("link_link", "link_inside/../link_file");
		link("loop", "loop");
		link("x", ".");
		link("spiral", "x/spiral");
		this.before = snapshot();
		this.guest = guest();
	}

	private void link(String link, String target) throws IOException {
		Files.createSymbolicLink(this.data.resolve(link), Path.of(target));
	}

	private WasiGuest guest() {
		return WasiGuest.reactor("wasi_hostile", backend(),
				wasi().open("wasi_hostile",
						WasiGuest.settings(List.of(new WasiDirectory("/data", this.data, false),
								new WasiDirectory("/readonly", this.temporary.resolve("readonly"), true)))),
				(imports) -> imports);
	}

	@AfterEach
	void nothingOutsideShouldHaveChanged() throws IOException {
		this.guest.close();
		assertThat(snapshot()).isEqualTo(this.before);
	}

	/**
	 * Everything that no guest may change.
	 */
	private Map<String, String> snapshot() throws IOException {
		Map<String, String> snapshot = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(this.temporary)) {
			paths.filter((path) -> !path.startsWith(this.data)).forEach((path) -> {
				try {
					snapshot.put(path.toString(),
							Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
									? Files.getLastModifiedTime(path) + Files.readString(path)
									: (path.equals(this.temporary)) ? "" : "" + Files.getLastModifiedTime(path));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
		return snapshot;
	}

	@Test
	void filesInsideShouldBeAccessible() {
		assertThat(this.guest.path("file", "read_file", DATA, 0)).isEqualTo(SUCCESS);
		assertThat(this.guest.text()).isEqualTo("the file");
		assertThat(this.guest.path("folder/../folder/./nested//deep", "read_file", DATA, 0)).isEqualTo(SUCCESS);
		assertThat(this.guest.text()).isEqualTo("deep inside");
		assertThat(this.guest.path("new", "write_file", DATA, 0, CREATE, 0)).isEqualTo(SUCCESS);
		assertThat(this.data.resolve("new")).hasContent("hacked");
		assertThat(this.guest.path("new", "write_file", DATA, 0, 0, 1)).isEqualTo(SUCCESS);
		assertThat(this.data.resolve("new")).hasContent("hackedhacked");
		assertThat(this.guest.path("new", "set_times", DATA, 0)).isEqualTo(SUCCESS);
		assertThat(this.data.resolve("new").toFile().lastModified()).isZero();
		assertThat(this.guest.path("folder/nested/made", "create_directory", DATA)).isEqualTo(SUCCESS);
		assertThat(this.data.resolve("folder/nested/made")).isDirectory();
		assertThat(this.guest.path("folder/nested/made", "create_directory", DATA)).isEqualTo(EEXIST);
		assertThat(this.guest.path("folder/none/made", "create_directory", DATA)).isEqualTo(ENOENT);
		assertThat(this.guest.path("file/made", "create_directory", DATA)).isEqualTo(ENOTDIR);
		assertThat(this.guest.paths("new", "folder/nested/made/moved", "rename_path", DATA, DATA)).isEqualTo(SUCCESS);
		assertThat(this.guest.paths("folder", "x", "read_below", DATA)).isEqualTo(ENOENT);
		assertThat(this.guest.paths("folder", "nested/deep", "read_below", DATA)).isEqualTo(SUCCESS);
		assertThat(this.guest.path("folder/nested/made", "remove_directory", DATA)).isEqualTo(ENOTEMPTY);
		assertThat(this.guest.path("folder/nested/made/moved", "unlink_file", DATA)).isEqualTo(SUCCESS);
		assertThat(this.guest.path("folder/nested/made", "remove_directory", DATA)).isEqualTo(SUCCESS);
		assertThat(this.data.resolve("folder/nested/made")).doesNotExist();
		assertThat(this.guest.path("none", "read_file", DATA, 1)).isEqualTo(ENOENT);
		assertThat(this.guest.path("file", "read_file", READ_ONLY, 0)).isEqualTo(SUCCESS);
		assertThat(this.guest.path("folder", "list", READ_ONLY, 0)).isEqualTo(SUCCESS);
	}

	@Test
	void fileShouldBeCutOffAlsoToBeAppendedTo() {
		assertThat(this.guest.path("file", "write_file", DATA, 0, TRUNCATE, 1)).isEqualTo(SUCCESS);
		assertThat(this.data.resolve("file")).hasContent("hacked");
		assertThat(this.guest.path("new", "write_file", DATA, 0, CREATE | TRUNCATE, 1)).isEqualTo(SUCCESS);
		assertThat(this.data.resolve("new")).hasContent("hacked");
		assertThat(this.guest.path("file", "write_file", READ_ONLY, 0, TRUNCATE, 1)).isEqualTo(EROFS);
	}

	@Test
	void linksThatStayInsideShouldBeFollowed() {
		assertThat(this.guest.path("link_inside/deep", "read_file", DATA, 0)).isEqualTo(SUCCESS);
		assertThat(this.guest.text()).isEqualTo("deep inside");
		assertThat(this.guest.path("folder/link_file", "read_file", DATA, 1)).isEqualTo(SUCCESS);
		assertThat(this.guest.path("link_link", "read_file", DATA, 1)).isEqualTo(SUCCESS);
		assertThat(this.guest.text()).isEqualTo("the file");
		assertThat(this.guest.path("link_root/x/x/folder/link_file", "read_file", DATA, 1)).isEqualTo(SUCCESS);
		assertThat(this.guest.path("link_inside", "list", DATA, 1)).isEqualTo(SUCCESS);
		assertThat(this.guest.path("folder/link_file", "status", DATA, 1)).isEqualTo(SUCCESS);
		assertThat(this.guest.content()).containsExactly(TYPE_FILE);
		assertThat(this.guest.path("folder/link_file", "read_file", DATA, 0)).isEqualTo(ELOOP);
		assertThat(this.guest.path("folder/link_file", "status", DATA, 0)).isEqualTo(SUCCESS);
		assertThat(this.guest.content()).containsExactly(TYPE_LINK);
		assertThat(this.guest.path("folder/link_file", "read_link", DATA)).isEqualTo(SUCCESS);
		assertThat(this.guest.text()).isEqualTo("../file");
		assertThat(this.guest.path("link_missing", "read_file", DATA, 1)).isEqualTo(ENOENT);
		assertThat(this.guest.path("file", "read_link", DATA)).isEqualTo(EINVAL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../outside/secret", "/etc/passwd", "/data/../outside/secret",
			"folder/../../outside/secret", "./../outside/secret", "../../../../../../../../etc/passwd",
			"link_out/secret", "link_out/folder", "link_absolute/secret", "link_chain/secret",
			"folder/link_chain/folder", "link_parent/outside/secret", "link_root/link_out/secret",
			"folder/nested/../../link_out/secret", "x/x/../../../outside/secret", "link_out/new", "link_parent/new" })
	void pathThatLeadsOutsideShouldBeRefused(String path) {
		for (int follow = 0; follow < 2; follow++) {
			assertThat(this.guest.path(path, "read_file", DATA, follow)).isEqualTo(EPERM);
			assertThat(this.guest.content()).isEmpty();
			assertThat(this.guest.path(path, "write_file", DATA, follow, 0, 0)).isEqualTo(EPERM);
			assertThat(this.guest.path(path, "write_file", DATA, follow, 0, 1)).isEqualTo(EPERM);
			assertThat(this.guest.path(path, "write_file", DATA, follow, CREATE, 0)).isEqualTo(EPERM);
			assertThat(this.guest.path(path, "write_file", DATA, follow, CREATE | TRUNCATE, 0)).isEqualTo(EPERM);
			assertThat(this.guest.path(path, "open_with", DATA, TRUNCATE)).isEqualTo(EPERM);
			assertThat(this.guest.path(path, "status", DATA, follow)).isIn(EPERM, EACCES);
			assertThat(this.guest.path(path, "set_times", DATA, follow)).isIn(EPERM, EACCES);
			assertThat(this.guest.path(path, "list", DATA, follow)).isEqualTo(EPERM);
		}
		assertThat(this.guest.path(path, "create_directory", DATA)).isIn(EPERM, EACCES);
		assertThat(this.guest.path(path, "remove_directory", DATA)).isIn(EPERM, EACCES);
		assertThat(this.guest.path(path, "unlink_file", DATA)).isIn(EPERM, EACCES);
		assertThat(this.guest.path(path, "read_link", DATA)).isIn(EPERM, EACCES);
		assertThat(this.guest.paths(path, "stolen", "rename_path", DATA, DATA)).isIn(EPERM, EACCES);
		assertThat(this.guest.paths("file", path, "rename_path", DATA, DATA)).isIn(EPERM, EACCES);
		assertThat(this.guest.paths(path, "stolen", "hard_link", DATA, DATA)).isEqualTo(EPERM);
		assertThat(this.guest.paths("file", path, "hard_link", DATA, DATA)).isEqualTo(EPERM);
		assertThat(this.guest.paths(path, "planted", "symbolic_link", DATA)).isEqualTo(EPERM);
		assertThat(this.guest.paths("folder", "../" + path, "read_below", DATA)).isEqualTo(EPERM);
		assertThat(this.data.resolve("file")).hasContent("the file");
	}

	@ParameterizedTest
	@ValueSource(strings = { "link_out", "link_secret", "link_absolute", "link_absolute_inside", "link_chain",
			"link_dangling", "link_parent" })
	void linkThatLeadsOutsideShouldNotBeFollowed(String link) {
		assertThat(this.guest.path(link, "read_file", DATA, 1)).isEqualTo(EPERM);
		assertThat(this.guest.path(link, "read_file", DATA, 0)).isEqualTo(ELOOP);
		assertThat(this.guest.path(link, "write_file", DATA, 1, CREATE | TRUNCATE, 0)).isEqualTo(EPERM);
		assertThat(this.guest.path(link, "write_file", DATA, 0, CREATE | TRUNCATE, 0)).isEqualTo(ELOOP);
		assertThat(this.guest.path(link, "list", DATA, 1)).isEqualTo(EPERM);
		assertThat(this.guest.path(link, "list", DATA, 0)).isIn(ENOTDIR, ELOOP);
		assertThat(this.guest.path(link, "status", DATA, 1)).isEqualTo(EPERM);
		assertThat(this.guest.path(link, "status", DATA, 0)).isEqualTo(SUCCESS);
		assertThat(this.guest.path(link, "set_times", DATA, 1)).isEqualTo(EPERM);
		assertThat(this.guest.path(link, "read_link", DATA)).isEqualTo(EPERM);
		assertThat(this.guest.path(link, "create_directory", DATA)).isEqualTo(EEXIST);
		assertThat(this.guest.path(link, "remove_directory", DATA)).isEqualTo(ENOTDIR);
		assertThat(this.guest.paths("file", link, "rename_path", DATA, DATA)).isIn(SUCCESS, EPERM);
	}

	@Test
	void linkItselfMayBeRemoved() {
		assertThat(this.guest.path("link_out", "unlink_file", DATA)).isEqualTo(SUCCESS);
		assertThat(this.data.resolve("link_out")).doesNotExist();
		assertThat(this.outside).isDirectory();
	}

	@ParameterizedTest
	@ValueSource(strings = { "link_out", "link_secret", "link_absolute", "link_inside", "folder/link_file", "loop",
			"link_missing", "x" })
	void linkShouldKeepItsPlace(String link) throws IOException {
		Path text = Files.readSymbolicLink(this.data.resolve(link));
		for (String target : new String[] { "moved", "folder/moved", "file", "folder/nested/moved", link }) {
			assertThat(this.guest.paths(link, target, "rename_path", DATA, DATA)).isEqualTo(EPERM);
			assertThat(this.guest.paths(link, target, "hard_link", DATA, DATA)).isEqualTo(EPERM);
		}
		assertThat(Files.readSymbolicLink(this.data.resolve(link))).isEqualTo(text);
		assertThat(this.data.resolve("file")).hasContent("the file");
	}

	@Test
	void loopOfLinksShouldBeRefused() {
		assertThat(this.guest.path("loop", "read_file", DATA, 1)).isEqualTo(ELOOP);
		assertThat(this.guest.path("loop/file", "read_file", DATA, 1)).isEqualTo(ELOOP);
		assertThat(this.guest.path("spiral", "read_file", DATA, 1)).isEqualTo(ELOOP);
		assertThat(this.guest.path("spiral/file", "status", DATA, 1)).isEqualTo(ELOOP);
	}

	@Test
	void linksShouldNotBeCreated() {
		assertThat(this.guest.paths("../outside", "planted", "symbolic_link", DATA)).isEqualTo(EPERM);
		assertThat(this.guest.paths("folder", "planted", "symbolic_link", DATA)).isEqualTo(EPERM);
		assertThat(this.guest.path("planted/secret", "read_file", DATA, 1)).isEqualTo(ENOENT);
		assertThat(this.guest.paths("file", "planted", "hard_link", DATA, DATA)).isEqualTo(EPERM);
		assertThat(this.guest.paths("file", "planted", "hard_link", READ_ONLY, DATA)).isEqualTo(EPERM);
		assertThat(this.data.resolve("planted")).doesNotExist();
	}

	@Test
	void readOnlyDirectoryShouldNotChange() {
		for (int flags : new int[] { 0, CREATE, TRUNCATE, CREATE | TRUNCATE }) {
			assertThat(this.guest.path("file", "write_file", READ_ONLY, 0, flags, 0)).isEqualTo(EROFS);
			assertThat(this.guest.path("new", "write_file", READ_ONLY, 1, flags, 0)).isEqualTo(EROFS);
		}
		assertThat(this.guest.path("file", "write_file", READ_ONLY, 0, 0, 1)).isEqualTo(EROFS);
		assertThat(this.guest.path("file", "open_with", READ_ONLY, TRUNCATE)).isEqualTo(EROFS);
		assertThat(this.guest.path("new", "open_with", READ_ONLY, CREATE)).isEqualTo(EROFS);
		assertThat(this.guest.path("new", "create_directory", READ_ONLY)).isEqualTo(EROFS);
		assertThat(this.guest.path("folder", "remove_directory", READ_ONLY)).isEqualTo(EROFS);
		assertThat(this.guest.path("file", "unlink_file", READ_ONLY)).isEqualTo(EROFS);
		assertThat(this.guest.path("file", "set_times", READ_ONLY, 0)).isEqualTo(EROFS);
		assertThat(this.guest.path("folder", "set_times", READ_ONLY, 0)).isEqualTo(EROFS);
		assertThat(this.guest.paths("file", "moved", "rename_path", READ_ONLY, READ_ONLY)).isEqualTo(EROFS);
		assertThat(this.guest.paths("file", "moved", "rename_path", READ_ONLY, DATA)).isEqualTo(EROFS);
		assertThat(this.guest.paths("file", "moved", "rename_path", DATA, READ_ONLY)).isEqualTo(EROFS);
		assertThat(this.guest.paths("file", "file", "rename_path", DATA, READ_ONLY)).isEqualTo(EROFS);
		assertThat(this.guest.path("file", "change_opened", READ_ONLY, 4)).isEqualTo(EROFS);
		assertThat(this.data.resolve("file")).hasContent("the file");
	}

	@ParameterizedTest
	@ValueSource(ints = { DATA, READ_ONLY })
	void descriptorOpenedToReadShouldNotWrite(int directory) {
		assertThat(this.guest.path("file", "change_opened", directory, 0)).isEqualTo(ENOTCAPABLE);
		assertThat(this.guest.path("file", "change_opened", directory, 1)).isEqualTo(ENOTCAPABLE);
		assertThat(this.guest.path("file", "change_opened", directory, 2)).isEqualTo(EBADF);
		assertThat(this.guest.path("file", "change_opened", directory, 3)).isEqualTo(EBADF);
		assertThat(this.data.resolve("file")).hasContent("the file");
	}

	@Test
	void listShouldShowLinksAsLinks() {
		assertThat(this.guest.path(".", "list", DATA, 0)).isEqualTo(SUCCESS);
		assertThat(this.guest.text()).contains("link_out", "link_dangling", "loop", "file", "..");
		assertThat(this.guest.text()).doesNotContain("secret\0", "outside");
	}

	@ParameterizedTest
	@ValueSource(ints = { 64, 333, 8192 })
	void listShouldShowEachEntryOnceWhateverIsRemoved(int size) throws IOException {
		Path many = Files.createDirectory(this.data.resolve("many"));
		for (int i = 0; i < 1000; i++) {
			Files.createFile(many.resolve("a_file_" + i));
		}
		assertThat(this.guest.path("many", "list_all", DATA, size, 0)).isEqualTo(1002);
		assertThat(this.guest.path("many", "list_all", DATA, size, 1)).isEqualTo(1002);
		assertThat(many).isEmptyDirectory();
		assertThat(this.guest.path("many", "list_all", DATA, size, 1)).isEqualTo(2);
	}

	@Test
	void positionOfListShouldBeReadAgain() {
		for (int position = 0; position < 30; position++) {
			assertThat(this.guest.path(".", "list_again", DATA, position)).isEqualTo(1);
		}
		assertThat(this.guest.path(".", "list_again", DATA, 1_000_000)).isEqualTo(1);
		assertThat(this.guest.content()).isEmpty();
	}

	@Test
	void directoryThatIsOpenShouldStayTheSame() throws IOException {
		Path root = this.temporary.resolve("data");
		try (WasiContexts contexts = contexts(List.of(new WasiDirectory("/data", root, false)));
				WasiGuest first = guest(contexts::open)) {
			Files.move(root, this.temporary.resolve("parked"));
			Files.createSymbolicLink(root, Path.of("outside"));
			try (WasiGuest second = guest(contexts::open)) {
				for (WasiGuest guest : List.of(first, second)) {
					assertThat(guest.path("secret", "read_file", DATA, 1)).isEqualTo(ENOENT);
					assertThat(guest.path("file", "read_file", DATA, 1)).isEqualTo(SUCCESS);
					assertThat(guest.text()).isEqualTo("the file");
					assertThat(guest.path("new", "write_file", DATA, 0, CREATE, 0)).isEqualTo(SUCCESS);
					assertThat(guest.path("folder/made", "create_directory", DATA)).isEqualTo(SUCCESS);
					assertThat(guest.path("folder/made", "remove_directory", DATA)).isEqualTo(SUCCESS);
					assertThat(guest.path("folder/link_file", "read_link", DATA)).isEqualTo(SUCCESS);
					assertThat(guest.path(".", "list", DATA, 0)).isEqualTo(SUCCESS);
					assertThat(guest.text()).contains("link_inside").doesNotContain("secret\0");
				}
			}
			Files.delete(root);
			Files.move(this.temporary.resolve("parked"), root);
		}
		assertThat(this.outside).isDirectoryNotContaining("glob:**new");
	}

	private WasiContexts contexts(List<WasiDirectory> directories) {
		return wasi().open("wasi_hostile", WasiGuest.settings(directories));
	}

	private WasiGuest guest(WasiContexts contexts) {
		return WasiGuest.reactor("wasi_hostile", backend(), contexts, UnaryOperator.identity());
	}

	@Test
	void descriptorsOfAllInstancesShouldBeLimited() {
		DescriptorBudget budget = new DescriptorBudget(300);
		try (WasiContexts contexts = new ChicoryWasi(budget).open("wasi_hostile",
				WasiGuest.settings(List.of(new WasiDirectory("/data", this.data, false))));
				WasiGuest second = guest(contexts::open)) {
			try (WasiGuest first = guest(contexts::open)) {
				assertThat(first.path("file", "descriptor_bomb", DATA)).isEqualTo(252 * 1000 + EMFILE);
				assertThat(second.path("file", "descriptor_bomb", DATA)).isEqualTo(48 * 1000 + ENFILE);
				assertThat(second.path("folder", "list", DATA, 0)).isEqualTo(ENFILE);
				assertThat(second.path("file", "status", DATA, 0)).isEqualTo(SUCCESS);
				assertThat(second.path("folder/made", "create_directory", DATA)).isEqualTo(SUCCESS);
			}
			assertThat(budget.getUsed()).isEqualTo(48);
			assertThat(second.path("file", "descriptor_bomb", DATA)).isEqualTo(204 * 1000 + EMFILE);
		}
		assertThat(budget.getUsed()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "0, -1, 0", "1, -1, 0", "0, -1, 1", "1, -1, 1", "0, 9223372036854775807, 0",
			"1, -9223372036854775808, 0", "1, 9223372036854775807, 1", "0, 3600000000000, 0" })
	@Timeout(20)
	void waitForFarTimeShouldLastUntilTheThreadIsInterrupted(int clock, long time, int absolute) throws Exception {
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread caller = new Thread(
				() -> failure.set(catchThrowable(() -> this.guest.call("wait_for", clock, time, absolute))));
		caller.start();
		while (caller.isAlive() && caller.getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
		assertThat(caller.isAlive()).isTrue();
		caller.interrupt();
		caller.join();
		assertThat(failure.get()).isInstanceOf(GuestTrap.class).hasCauseInstanceOf(CancellationException.class);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "1, 0, 0", "0, 1, 1", "1, 1, 1", "0, 1000000, 0", "1, 1000000, 0" })
	@Timeout(20)
	void waitForNearTimeShouldEnd(int clock, long time, int absolute) {
		assertThat(this.guest.call("wait_for", clock, time, absolute)).isZero();
	}

	@Test
	void waitForUnknownClockShouldBeRefused() {
		assertThat(this.guest.call("wait_for", 2, 1, 0)).isEqualTo(EINVAL);
		assertThat(this.guest.call("wait_for", 99, 1, 0)).isEqualTo(EINVAL);
	}

	@Test
	void preopenedDirectoryShouldHaveStatus() {
		assertThat(this.guest.call("descriptor_status", DATA)).isZero();
		assertThat(this.guest.content()).containsExactly(TYPE_DIRECTORY);
		assertThat(this.guest.call("descriptor_status", 99)).isEqualTo(EBADF);
	}

	@Test
	void descriptorsShouldBeLimited() {
		int result = this.guest.path("file", "descriptor_bomb", DATA);
		assertThat(result % 1000).isEqualTo(EMFILE);
		assertThat(result / 1000).isEqualTo(256 - 3 - 2);
		assertThat(this.guest.path("folder", "list", DATA, 0)).isEqualTo(EMFILE);
	}

	@Test
	void closedDescriptorsShouldNotCount() {
		assertThat(this.guest.path("file", "descriptor_churn", DATA, 1000)).isZero();
		assertThat(this.guest.path("file", "descriptor_bomb", DATA) / 1000).isEqualTo(256 - 3 - 2);
	}

	@Test
	void closeShouldCloseAllDescriptors() throws IOException {
		Path descriptors = Path.of("/proc/self/fd");
		assumeTrue(Files.isDirectory(descriptors));
		this.guest.path("file", "descriptor_bomb", DATA);
		assertThat(open(descriptors)).isGreaterThan(200);
		this.guest.close();
		assertThat(open(descriptors)).isZero();
	}

	private long open(Path descriptors) throws IOException {
		try (Stream<Path> paths = Files.list(descriptors)) {
			return paths.filter((path) -> {
				try {
					return Files.readSymbolicLink(path).startsWith(this.data);
				}
				catch (IOException ex) {
					return false;
				}
			}).count();
		}
	}

	@Test
	void tooMuchShouldBeRefused() throws IOException {
		Files.writeString(this.data.resolve("f"), "short");
		assertThat(this.guest.call("too_much", 0)).isEqualTo(EFAULT);
		assertThat(this.guest.call("too_much", 1)).isEqualTo(EFAULT);
		assertThat(this.guest.call("too_much", 2)).isEqualTo(EINVAL);
		assertThat(this.guest.call("too_much", 3)).isEqualTo(EFAULT);
		assertThat(this.guest.call("too_much", 4)).isEqualTo(ENAMETOOLONG);
		assertThat(this.guest.call("too_much", 5)).isEqualTo(EINVAL);
		assertThat(this.guest.path("a".repeat(256), "read_file", DATA, 0)).isEqualTo(ENAMETOOLONG);
		assertThat(this.guest.path("a/".repeat(1000), "read_file", DATA, 0)).isEqualTo(ENAMETOOLONG);
	}

	@Test
	void deepPathShouldBeLimited() {
		for (int depth = 1; depth <= 256; depth += 50) {
			assertThat(this.guest.path("d/".repeat(depth), "create_directory", DATA)).isIn(SUCCESS, ENOENT);
		}
		assertThat(this.guest.path("d/".repeat(300), "create_directory", DATA)).isEqualTo(ENAMETOOLONG);
	}

	@Test
	void addressOutsideOfTheMemoryShouldBeAnError() {
		for (int how = 0; how < 3; how++) {
			assertThat(this.guest.call("wild_address", how)).isEqualTo(EFAULT);
		}
	}

	@Test
	void malformedNameShouldBeRefused() {
		assertThat(this.guest.path("file", "read_file", 99, 0)).isEqualTo(EBADF);
		assertThat(this.guest.path("file/", "read_file", DATA, 0)).isEqualTo(ENOTDIR);
		assertThat(this.guest.path("file/more", "read_file", DATA, 0)).isEqualTo(ENOTDIR);
		assertThat(this.guest.path("folder", "write_file", DATA, 0, 0, 0)).isEqualTo(EISDIR);
		assertThat(this.guest.path("", "unlink_file", DATA)).isNotZero();
		assertThat(this.guest.path(".", "remove_directory", DATA)).isNotZero();
		assertThat(this.guest.paths(".", "moved", "rename_path", DATA, DATA)).isNotZero();
		assertThat(this.data).isDirectory();
	}

	@Test
	@Timeout(10)
	void pipeShouldNotBeOpened() throws Exception {
		Process process = new ProcessBuilder("mkfifo", this.data.resolve("pipe").toString()).start();
		assumeTrue(process.waitFor() == 0);
		assertThat(this.guest.path("pipe", "read_file", DATA, 0)).isEqualTo(EACCES);
		assertThat(this.guest.path("pipe", "write_file", DATA, 0, CREATE, 0)).isEqualTo(EACCES);
		assertThat(this.guest.path("pipe", "set_times", DATA, 0)).isEqualTo(EACCES);
		assertThat(this.guest.path("pipe", "list", DATA, 0)).isNotZero();
		assertThat(this.guest.path("pipe/more", "read_file", DATA, 0)).isEqualTo(ENOTDIR);
		assertThat(this.guest.paths("pipe", "moved", "rename_path", DATA, DATA)).isEqualTo(EPERM);
	}

	@Test
	void unsupportedFunctionShouldBeAnError() {
		assertThat(this.guest.call("shut_down")).isEqualTo(ENOTSOCK);
		assertThat(this.guest.call("receive")).isEqualTo(ENOSYS);
	}

	@Test
	void missingDirectoryShouldFailToOpen() {
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> wasi().open("wasi_hostile",
					WasiGuest.settings(List.of(new WasiDirectory("/x", this.data.resolve("none"), true)))))
			.withMessageContainingAll("/x", "none");
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> wasi().open("wasi_hostile",
				WasiGuest.settings(List.of(new WasiDirectory("/x", this.data.resolve("file"), true)))));
	}

	/**
	 * Somebody on the host replaces a directory by a link, and back, all the time.
	 */
	@Test
	@Timeout(60)
	void linkPlantedBetweenCheckAndUseShouldNotLeadOutside() throws Exception {
		Files.writeString(Files.createDirectories(this.data.resolve("flip")).resolve("secret"), "harmless");
		Path link = Files.createSymbolicLink(this.data.resolve("flip_link"), Path.of("../outside"));
		AtomicBoolean running = new AtomicBoolean(true);
		Thread flipper = new Thread(() -> flip(this.data.resolve("flip"), link, running));
		flipper.start();
		int read = 0;
		int refused = 0;
		long start = System.nanoTime();
		try {
			while (System.nanoTime() - start < 2_000_000_000L || Math.min(read, refused) < 20) {
				int error = this.guest.path("flip/secret", "read_file", DATA, 1);
				read += (error == SUCCESS) ? 1 : 0;
				refused += (error == EPERM || error == ELOOP) ? 1 : 0;
				if (error == SUCCESS) {
					assertThat(this.guest.text()).isEqualTo("harmless");
				}
				this.guest.path("flip/created", "write_file", DATA, 1, CREATE, 0);
				this.guest.path("flip/made", "create_directory", DATA);
				this.guest.path("flip/made", "remove_directory", DATA);
				this.guest.paths("flip/created", "flip/moved", "rename_path", DATA, DATA);
				this.guest.path("flip/folder", "remove_directory", DATA);
				this.guest.path("flip/moved", "unlink_file", DATA);
				this.guest.path("flip/secret", "status", DATA, 1);
				this.guest.path("flip/folder", "set_times", DATA, 1);
			}
		}
		finally {
			running.set(false);
			flipper.join();
		}
	}

	private static void flip(Path directory, Path link, AtomicBoolean running) {
		Path parked = directory.resolveSibling("parked");
		try {
			while (running.get()) {
				Files.move(directory, parked);
				Files.move(link, directory);
				Files.move(directory, link);
				Files.move(parked, directory);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
