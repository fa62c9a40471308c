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

package io.github.wasmspring.docs.conventions;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

import io.github.wasmspring.docs.conventions.OrdersPolicy.Question;

/**
 * Lets a policy decide about requests.
 */
// tag::manager[]
@Component
class OrdersSecurity implements AuthorizationManager<RequestAuthorizationContext> {

	private final OrdersPolicy policy;

	OrdersSecurity(OrdersPolicy policy) {
		this.policy = policy;
	}

	@Override
	public AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
			RequestAuthorizationContext context) {
		Authentication user = authentication.get();
		return new AuthorizationDecision(user != null && user.isAuthenticated() && this.policy.allow(
				new Question(user.getName(), context.getRequest().getMethod(), context.getRequest().getRequestURI())));
	}

}
// end::manager[]
