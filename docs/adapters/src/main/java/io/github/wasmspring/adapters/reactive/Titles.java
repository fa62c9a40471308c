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

package io.github.wasmspring.adapters.reactive;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

// tag::component[]
@Component
class Titles implements DisposableBean {

	private final Scheduler guests = Schedulers.newBoundedElastic(8, 1000, "guests");

	private final TextTools tools;

	Titles(TextTools tools) {
		this.tools = tools;
	}

	Mono<String> slug(String title) {
		return Mono.fromCallable(() -> this.tools.slug(title)).subscribeOn(this.guests);
	}

	@Override
	public void destroy() {
		this.guests.dispose();
	}

}
// end::component[]
