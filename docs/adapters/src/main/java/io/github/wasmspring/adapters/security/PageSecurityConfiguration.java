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

package io.github.wasmspring.adapters.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Lets operators change modules by the page, from wherever they log in.
 */
@Configuration(proxyBeanMethods = false)
public class PageSecurityConfiguration {

	// tag::chain[]
	@Bean
	SecurityFilterChain page(HttpSecurity http) {
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.POST, "/panels/**")
				.hasRole("OPERATOR")
				.anyRequest()
				.authenticated())
			// The page has a token of its own, and checks where requests come from.
			.csrf((csrf) -> csrf.ignoringRequestMatchers("/panels/**"))
			.formLogin(Customizer.withDefaults())
			.build();
	}
	// end::chain[]

}
