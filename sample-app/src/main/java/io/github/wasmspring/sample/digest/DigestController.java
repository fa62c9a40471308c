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

package io.github.wasmspring.sample.digest;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Computes digests.
 */
@RestController
class DigestController {

	private static final int MAX_BYTES = 8 * 1024 * 1024;

	private final Digest digest;

	DigestController(Digest digest) {
		this.digest = digest;
	}

	/**
	 * Compute the digest of the body as it was sent, whatever its type.
	 */
	@PostMapping(path = "/sha256", produces = MediaType.TEXT_PLAIN_VALUE)
	String sha256(InputStream body) throws IOException {
		byte[] input = body.readNBytes(MAX_BYTES + 1);
		if (input.length > MAX_BYTES) {
			throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE,
					"The body has more than " + MAX_BYTES + " bytes");
		}
		return HexFormat.of().formatHex(this.digest.sha256(input));
	}

}
