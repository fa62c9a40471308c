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

package io.github.wasmspring.autoconfigure.cache;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.StringUtils;

import io.github.wasmspring.backend.ArtifactSigner;

/**
 * Tells whether artifacts are signed with a key that is not kept beside them.
 *
 * @param properties the properties, which may have a secret
 * @param beanFactory where a signer of the application is
 */
record PersistentSignature(WasmCacheProperties properties, ListableBeanFactory beanFactory) {

	/**
	 * Return whether it is so. The signer that needs the directory of the artifacts is
	 * not made for that.
	 */
	boolean isUsed() {
		if (StringUtils.hasText(this.properties.getSecret())) {
			return true;
		}
		return !this.beanFactory.containsBean(WasmCacheAutoConfiguration.SIGNER_BEAN_NAME)
				&& this.beanFactory.getBeanProvider(ArtifactSigner.class)
					.orderedStream()
					.anyMatch(ArtifactSigner::isPersistent);
	}

}
