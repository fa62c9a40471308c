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

package io.github.wasmspring.sample.upload;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartFile;

import io.github.wasmspring.WasmValidation;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;
import io.github.wasmspring.sample.page.PanelInputException;

/**
 * Takes what is uploaded, if it is a module that can be loaded.
 */
@Component
public class Uploads {

	private static final int MOST_BYTES = 4 * 1024 * 1024;

	private final WasmModuleRegistry registry;

	private final UploadDirectory directory;

	Uploads(WasmModuleRegistry registry, UploadDirectory directory) {
		this.registry = registry;
		this.directory = directory;
	}

	/**
	 * Check and keep what was uploaded, whatever its file is called.
	 * @param module the name of the module
	 * @param upload the binary
	 * @return how to load it, with limits that fit a stranger
	 */
	public WasmModuleDefinition take(String module, MultipartFile upload) {
		if (!WasmModuleDefinition.isName(module)) {
			throw new PanelInputException("This is no name of a module.",
					"Take 1 to 128 letters, digits, '-', '_' and '.', and begin with a letter or a digit.");
		}
		byte[] binary = read(upload);
		WasmValidation validation = this.registry.validate(limited(module, new ByteArrayResource(binary)));
		if (!validation.isValid()) {
			throw new PanelInputException("The file is no module that can be loaded: " + validation.problem(),
					validation.remedy());
		}
		String digest = digest(binary);
		return limited(module, new FileSystemResource(this.directory.keep(binary, digest))).withSha256(digest);
	}

	private static WasmModuleDefinition limited(String module, Resource location) {
		return WasmModuleDefinition.of(module, location)
			.withTimeout(Duration.ofSeconds(2))
			.withCompileTimeout(Duration.ofSeconds(20))
			.withMaxMemory(DataSize.ofMegabytes(32))
			.withMaxBinarySize(DataSize.ofBytes(MOST_BYTES));
	}

	private static byte[] read(MultipartFile upload) {
		try (InputStream input = upload.getInputStream()) {
			byte[] binary = input.readNBytes(MOST_BYTES + 1);
			if (binary.length > MOST_BYTES) {
				throw new PanelInputException(
						"The file has more than " + DataSize.ofBytes(MOST_BYTES).toMegabytes() + " MB.");
			}
			return binary;
		}
		catch (IOException ex) {
			throw new PanelInputException("The upload ended before its end.");
		}
	}

	private static String digest(byte[] binary) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(binary));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
