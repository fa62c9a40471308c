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

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.Assert;

/**
 * Text about locations as messages may show it: without user names, passwords, and
 * queries, which may be signatures.
 *
 * @since 0.1.0
 */
public final class LocationText {

	private static final String HIDDEN = "…";

	private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:/{2,})([^\\s\"<>]+)");

	/**
	 * What a URL has before its host. A password may have a slash, which makes the URL
	 * malformed: what follows the colon is no port then.
	 */
	private static final Pattern USER = Pattern.compile("^(?:[^/?#]*@|[^/?#@\\[\\]]*:(?!\\d*(?:[/?#]|$)).*@)");

	/**
	 * What follows the path, apart from what the text around the URL ends with.
	 */
	private static final Pattern QUERY = Pattern.compile("[?#].*?(?=['\\])]*[.,:;]?$)");

	private LocationText() {
	}

	/**
	 * Describe a location.
	 * @param location the location
	 * @return its description without secrets
	 */
	public static String of(Resource location) {
		Assert.notNull(location, "'location' must not be null");
		return withoutSecrets(location.getDescription());
	}

	/**
	 * Hide what may be secret in the URLs of a text.
	 * @param text the text
	 * @return the text without secrets
	 */
	public static String withoutSecrets(String text) {
		Assert.notNull(text, "'text' must not be null");
		return URL.matcher(text).replaceAll(LocationText::hide);
	}

	private static String hide(MatchResult url) {
		String rest = USER.matcher(url.group(2)).replaceFirst(HIDDEN + "@");
		return Matcher.quoteReplacement(url.group(1) + QUERY.matcher(rest).replaceFirst("?" + HIDDEN));
	}

	/**
	 * Hide what may be secret in the URLs of an exception.
	 * @param exception the exception
	 * @return the same, or a copy without causes if it or one of its causes has secrets
	 */
	public static Throwable withoutSecrets(Throwable exception) {
		return isSafe(exception) ? exception : copy(exception);
	}

	private static boolean isSafe(@Nullable Throwable exception) {
		for (Throwable each = exception; each != null; each = each.getCause()) {
			String message = each.getMessage();
			if (message != null && !withoutSecrets(message).equals(message)) {
				return false;
			}
		}
		return true;
	}

	private static Throwable copy(Throwable exception) {
		Exception copy = new Exception(withoutSecrets(exception.toString()));
		copy.setStackTrace(exception.getStackTrace());
		return copy;
	}

}
