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

package io.github.wasmspring.autoconfigure.micrometer;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.PatternMatchUtils;

/**
 * Properties of meters and observations.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("wasm.metrics")
public class WasmMetricsProperties {

	/**
	 * Modules, or patterns with '*', whose meters are tagged with their own names
	 * although they match the interface of many modules.
	 */
	private List<String> ownTag = new ArrayList<>();

	public List<String> getOwnTag() {
		return this.ownTag;
	}

	public void setOwnTag(List<String> ownTag) {
		this.ownTag = ownTag;
	}

	boolean hasOwnTag(String module) {
		return PatternMatchUtils.simpleMatch(this.ownTag.toArray(String[]::new), module);
	}

}
