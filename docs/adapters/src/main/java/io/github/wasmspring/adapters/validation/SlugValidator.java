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

package io.github.wasmspring.adapters.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmException;

// tag::validator[]
class SlugValidator implements ConstraintValidator<Slug, String> {

	private final TextTools tools;

	SlugValidator(TextTools tools) {
		this.tools = tools;
	}

	@Override
	public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
		try {
			return value == null || value.equals(this.tools.slug(value));
		}
		catch (WasmException ex) {
			context.disableDefaultConstraintViolation();
			context.buildConstraintViolationWithTemplate("cannot be checked now").addConstraintViolation();
			return false;
		}
	}

}
// end::validator[]
