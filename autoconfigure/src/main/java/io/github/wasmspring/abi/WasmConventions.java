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

package io.github.wasmspring.abi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * The conventions that modules can follow.
 *
 * @since 0.1.0
 */
public final class WasmConventions {

	/**
	 * All modules pass buffers as pointers and lengths.
	 */
	public static final WasmConventions BUFFERS = new WasmConventions(List.of());

	private final List<WasmConvention> conventions;

	private WasmConventions(List<? extends WasmConvention> conventions) {
		List<WasmConvention> all = new ArrayList<>(conventions);
		all.add(BuffersConvention.INSTANCE);
		this.conventions = List.copyOf(all);
	}

	/**
	 * Return conventions that come before the one of pointers and lengths.
	 * @param conventions the conventions, the first that recognizes a module first
	 * @return the conventions
	 */
	public static WasmConventions of(List<? extends WasmConvention> conventions) {
		Assert.notNull(conventions, "'conventions' must not be null");
		return new WasmConventions(conventions);
	}

	/**
	 * Return the convention of a module.
	 * @param module the module, which may not be compiled yet
	 * @return the convention that its settings name, or that it follows
	 * @throws WasmLinkException if its settings name one that is not there
	 */
	public WasmConvention get(WasmModule module) {
		Assert.notNull(module, "'module' must not be null");
		String id = module.getAbi().convention();
		for (WasmConvention convention : this.conventions) {
			if ((id != null) ? convention.getId().equals(id) : convention.isFollowedBy(module)) {
				return convention;
			}
		}
		throw new WasmLinkException(WasmErrorContext.of(module),
				WasmText.of("%s is '%s', and there is no such convention", WasmSetting.ABI_CONVENTION, id),
				WasmText.of("Set it to 'auto' or to one of '%s', or declare a bean of the type WasmConvention.",
						this.conventions.stream().map(WasmConvention::getId).collect(Collectors.joining("', '"))),
				null);
	}

}
