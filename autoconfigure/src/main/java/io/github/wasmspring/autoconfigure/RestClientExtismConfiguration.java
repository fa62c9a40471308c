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

package io.github.wasmspring.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.client.RestClient;

import io.github.wasmspring.abi.extism.ExtismHttp;

/**
 * Sends requests of guests as the application's other requests are sent, where it has the
 * library for that.
 */
@Lazy
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ RestClient.class, ClientHttpRequestFactoryBuilder.class })
class RestClientExtismConfiguration {

	@Bean
	@ConditionalOnMissingBean(ExtismHttp.class)
	RestClientExtismHttp extismWasmHttp(ObjectProvider<RestClient.Builder> builder,
			ObjectProvider<ClientHttpRequestFactoryBuilder<?>> requestFactory,
			ObjectProvider<HttpClientSettings> settings) {
		return new RestClientExtismHttp(builder.getIfAvailable(RestClient::builder),
				requestFactory.getIfAvailable(ClientHttpRequestFactoryBuilder::detect),
				settings.getIfAvailable(HttpClientSettings::defaults));
	}

}
