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

package io.github.wasmspring.module;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.backend.WasiContext;
import io.github.wasmspring.backend.WasiContexts;
import io.github.wasmspring.wasi.WasiDirectory;
import io.github.wasmspring.wasi.WasiStreams;

/**
 * The directories of the host that modules hold. Whoever can write to a directory can put
 * something else in the place of what is below it, so that must not be granted as well.
 */
final class GrantedDirectories {

	private final List<Grant> grants = new ArrayList<>();

	/**
	 * Hold the directories of a module until they are closed.
	 * @param module the module
	 * @param contexts what holds them, which is closed if they cannot be granted
	 * @return what closes them
	 * @throws WasmLoadException if one of them lies within another one that is writable
	 */
	WasiContexts hold(WasmModule module, WasiContexts contexts) {
		return new HeldContexts(contexts, verify(module, contexts, this.grants::addAll));
	}

	/**
	 * Check whether directories can be granted, and hold none of them.
	 * @param module the module
	 * @param contexts what has opened them, which is closed if they cannot be granted
	 * @return the contexts
	 * @throws WasmLoadException if one of them lies within another one that is writable
	 */
	WasiContexts check(WasmModule module, WasiContexts contexts) {
		verify(module, contexts, (added) -> {
		});
		return contexts;
	}

	private List<Grant> verify(WasmModule module, WasiContexts contexts, Consumer<List<Grant>> then) {
		boolean verified = false;
		try {
			List<Grant> added = contexts.getDirectories()
				.stream()
				.map((directory) -> new Grant(module, directory))
				.toList();
			verify(added, then);
			verified = true;
			return added;
		}
		finally {
			if (!verified) {
				contexts.close();
			}
		}
	}

	private synchronized void verify(List<Grant> added, Consumer<List<Grant>> then) {
		List<Grant> all = new ArrayList<>(this.grants);
		all.addAll(added);
		for (Grant grant : added) {
			for (Grant other : all) {
				if (grant.covers(other)) {
					throw overlap(grant, other, grant);
				}
				if (other.covers(grant)) {
					throw overlap(other, grant, grant);
				}
			}
		}
		then.accept(added);
	}

	private synchronized void remove(List<Grant> removed) {
		removed.forEach((grant) -> this.grants.removeIf((candidate) -> candidate == grant));
	}

	private static WasmLoadException overlap(Grant outer, Grant inner, Grant refused) {
		Grant other = (refused == outer) ? inner : outer;
		WasmText correct = (other.module() == refused.module()) ? WasmText.of("%s", WasmSetting.WASI_DIRECTORIES)
				: WasmText.of("%s, or that of module '%s'", WasmSetting.WASI_DIRECTORIES, other.module().getName());
		return new WasmLoadException(Reason.MISCONFIGURED, WasmErrorContext.of(refused.module()), WasmText.of(
				"the directory %s lies within the directory %s, which is writable: a guest could put something else in its place",
				inner, outer),
				WasmText.of(
						"Grant a directory that does not lie within a writable one, or make '%s' read-only: correct %s.",
						outer.directory().guest(), correct),
				null);
	}

	/**
	 * A directory of a module.
	 *
	 * @param module the module
	 * @param directory the directory, with its real path
	 */
	private record Grant(WasmModule module, WasiDirectory directory) {

		/**
		 * Return whether the other directory lies within this one, and could be exchanged
		 * by who can write to this one. The same directory twice is none of that.
		 */
		boolean covers(Grant other) {
			return !this.directory.readOnly() && !other.directory.host().equals(this.directory.host())
					&& other.directory.host().startsWith(this.directory.host());
		}

		@Override
		public String toString() {
			return "'%s' of module '%s' (%s)".formatted(this.directory.guest(), this.module.getName(),
					this.directory.host());
		}

	}

	/**
	 * Contexts whose directories are forgotten when they are closed.
	 */
	private final class HeldContexts implements WasiContexts {

		private final WasiContexts contexts;

		private final List<Grant> held;

		HeldContexts(WasiContexts contexts, List<Grant> held) {
			this.contexts = contexts;
			this.held = held;
		}

		@Override
		public WasiContext open() {
			return this.contexts.open();
		}

		@Override
		public WasiContext open(WasiStreams streams) {
			return this.contexts.open(streams);
		}

		@Override
		public List<WasiDirectory> getDirectories() {
			return this.contexts.getDirectories();
		}

		@Override
		public void close() {
			remove(this.held);
			this.contexts.close();
		}

	}

}
