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
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Image in the form that the guest takes.
 *
 * @param pixels red, green, blue and alpha of each pixel, row by row
 * @param width number of columns
 * @param height number of rows
 */
record RgbaImage(byte[] pixels, int width, int height) {

	private static final int[] CHANNELS = { 0, 1, 2, 3 };

	RgbaImage withPixels(byte[] pixels) {
		return new RgbaImage(pixels, this.width, this.height);
	}

	BufferedImage toBufferedImage() {
		ColorModel colors = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), true, false,
				Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
		WritableRaster raster = Raster.createInterleavedRaster(new DataBufferByte(this.pixels, this.pixels.length),
				this.width, this.height, this.width * CHANNELS.length, CHANNELS.length, CHANNELS, null);
		return new BufferedImage(colors, raster, false, null);
	}

	/**
	 * Copy an image. Samples are taken as they are: {@link BufferedImage#getRGB} would
	 * make gray images brighter.
	 */
	static RgbaImage of(BufferedImage image) {
		if (image.getColorModel() instanceof IndexColorModel palette) {
			return of(palette.convertToIntDiscrete(image.getRaster(), true));
		}
		Raster raster = image.getRaster();
		int bands = raster.getNumBands();
		int excessBits = image.getColorModel().getComponentSize(0) - Byte.SIZE;
		boolean gray = bands < 3;
		boolean alpha = bands % 2 == 0;
		byte[] pixels = new byte[image.getWidth() * image.getHeight() * CHANNELS.length];
		int[] row = new int[image.getWidth() * bands];
		int to = 0;
		for (int y = 0; y < image.getHeight(); y++) {
			raster.getPixels(0, y, image.getWidth(), 1, row);
			for (int from = 0; from < row.length; from += bands) {
				pixels[to++] = (byte) (row[from] >> excessBits);
				pixels[to++] = (byte) (row[(gray) ? from : from + 1] >> excessBits);
				pixels[to++] = (byte) (row[(gray) ? from : from + 2] >> excessBits);
				pixels[to++] = (byte) ((alpha) ? row[from + bands - 1] >> excessBits : 0xff);
			}
		}
		return new RgbaImage(pixels, image.getWidth(), image.getHeight());
	}

}
