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

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RgbaImageTests {

	@Test
	void ofShouldOrderPixelsByRow() {
		BufferedImage image = new BufferedImage(1, 2, BufferedImage.TYPE_INT_ARGB);
		image.setRGB(0, 0, 0x04010203);
		image.setRGB(0, 1, 0x08050607);
		RgbaImage rgba = RgbaImage.of(image);
		assertThat(rgba.width()).isOne();
		assertThat(rgba.height()).isEqualTo(2);
		assertThat(rgba.pixels()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
	}

	@Test
	void ofWhenImageIsOpaqueShouldSetAlpha() {
		BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
		image.setRGB(0, 0, 0x010203);
		assertThat(RgbaImage.of(image).pixels()).containsExactly(1, 2, 3, 0xff);
	}

	@Test
	void ofWhenImageIsGrayShouldKeepBrightness() {
		BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
		image.getRaster().setSample(0, 0, 0, 128);
		assertThat(RgbaImage.of(image).pixels()).containsExactly(128, 128, 128, 0xff);
	}

	@Test
	void ofWhenImageIsGrayWithSixteenBitsShouldKeepHigherEight() {
		BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
		image.getRaster().setSample(0, 0, 0, 0x80ff);
		assertThat(RgbaImage.of(image).pixels()).containsExactly(0x80, 0x80, 0x80, 0xff);
	}

	@Test
	void ofWhenImageIsGrayWithAlphaShouldKeepAlpha() {
		ColorModel colors = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false,
				Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
		BufferedImage image = new BufferedImage(colors, colors.createCompatibleWritableRaster(1, 1), false, null);
		image.getRaster().setPixel(0, 0, new int[] { 128, 200 });
		assertThat(RgbaImage.of(image).pixels()).containsExactly(128, 128, 128, 200);
	}

	@Test
	void ofWhenImageHasPaletteShouldLookUpColors() {
		byte[] reds = { 1, 5 };
		byte[] greens = { 2, 6 };
		byte[] blues = { 3, 7 };
		byte[] alphas = { 4, 8 };
		BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED,
				new IndexColorModel(1, 2, reds, greens, blues, alphas));
		image.getRaster().setSample(1, 0, 0, 1);
		assertThat(RgbaImage.of(image).pixels()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
	}

	@Test
	void toBufferedImageShouldReverseOf() {
		RgbaImage rgba = new RgbaImage(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }, 2, 1);
		BufferedImage image = rgba.toBufferedImage();
		assertThat(image.getRGB(0, 0)).isEqualTo(0x04010203);
		assertThat(image.getRGB(1, 0)).isEqualTo(0x08050607);
		assertThat(RgbaImage.of(image).pixels()).isEqualTo(rgba.pixels());
	}

}
