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

package io.github.wasmspring.sample.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reads and writes images as PNG. The size is checked before an image is decoded.
 */
@Component
class PngHttpMessageConverter extends AbstractHttpMessageConverter<RgbaImage> {

	private static final int MAX_BYTES = 8 * 1024 * 1024;

	private static final int MAX_PIXELS = 2048 * 2048;

	PngHttpMessageConverter() {
		super(MediaType.IMAGE_PNG);
	}

	@Override
	protected boolean supports(Class<?> type) {
		return type == RgbaImage.class;
	}

	@Override
	protected RgbaImage readInternal(Class<? extends RgbaImage> type, HttpInputMessage message) throws IOException {
		byte[] png = message.getBody().readNBytes(MAX_BYTES + 1);
		if (png.length > MAX_BYTES) {
			throw tooLarge("The image has more than " + MAX_BYTES + " bytes");
		}
		ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
		try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
			reader.setInput(input, true, true);
			if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
				throw tooLarge("The image has more than " + MAX_PIXELS + " pixels");
			}
			return RgbaImage.of(reader.read(0));
		}
		catch (IOException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The body is no readable PNG image", ex);
		}
		finally {
			reader.dispose();
		}
	}

	private static ResponseStatusException tooLarge(String reason) {
		return new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, reason);
	}

	@Override
	protected void writeInternal(RgbaImage image, HttpOutputMessage message) throws IOException {
		try (ImageOutputStream output = new MemoryCacheImageOutputStream(message.getBody())) {
			ImageIO.write(image.toBufferedImage(), "png", output);
		}
	}

}
