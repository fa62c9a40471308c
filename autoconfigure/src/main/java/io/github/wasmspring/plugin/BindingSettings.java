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

package io.github.wasmspring.plugin;

import java.util.List;

import org.springframework.util.Assert;

import io.github.wasmspring.abi.AnnotationText;
import io.github.wasmspring.abi.ResultAdapter;
import io.github.wasmspring.abi.ValueCodecs;

/**
 * How the methods of interfaces are bound.
 *
 * @param codecs convert what the methods pass
 * @param annotations read the annotations of the methods
 * @param adapters adapt what the methods return
 */
record BindingSettings(ValueCodecs codecs, AnnotationText annotations, List<ResultAdapter> adapters) {

	static BindingSettings of(ValueCodecs codecs) {
		Assert.notNull(codecs, "'codecs' must not be null");
		return new BindingSettings(codecs, AnnotationText.LITERAL, List.of());
	}

	BindingSettings withAnnotations(AnnotationText annotations) {
		return new BindingSettings(this.codecs, annotations, this.adapters);
	}

	BindingSettings withAdapters(List<? extends ResultAdapter> adapters) {
		return new BindingSettings(this.codecs, this.annotations, List.copyOf(adapters));
	}

}
