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

package io.github.wasmspring.benchmarks;

import java.util.Map;

/**
 * Kernels in plain Java, line by line as in C.
 */
final class JavaKernels {

	private static final Map<String, KernelWork> ALL = Map.of("matmul", JavaKernels::matmul, "crc", JavaKernels::crc,
			"spectral_norm", JavaKernels::spectralNorm, "n_queens", JavaKernels::queens, "nbody_structs",
			JavaKernels::bodiesAsStructures, "nbody_arrays", JavaKernels::bodiesAsArrays, "shortest_paths",
			JavaKernels::shortestPaths);

	private static final int BODIES = 5;

	private static final double DT = 0.001;

	private JavaKernels() {
	}

	static boolean has(String name) {
		return ALL.containsKey(name);
	}

	static KernelWork get(String name) {
		KernelWork work = ALL.get(name);
		if (work == null) {
			throw new IllegalArgumentException("There is no '" + name + "' in Java");
		}
		return work;
	}

	private static long matmul(int n) {
		double[][] a = new double[n][n];
		double[][] b = new double[n][n];
		double[][] c = new double[n][n];
		Random random = new Random(1);
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < n; j++) {
				a[i][j] = random.real();
				b[i][j] = random.real();
			}
		}
		for (int i = 0; i < n; i++) {
			for (int k = 0; k < n; k++) {
				for (int j = 0; j < n; j++) {
					c[i][j] += a[i][k] * b[k][j];
				}
			}
		}
		long sum = 0;
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < n; j++) {
				sum = mix(sum, c[i][j]);
			}
		}
		return sum;
	}

	private static long shortestPaths(int n) {
		int[][] paths = new int[n][n];
		Random random = new Random(10);
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < n; j++) {
				paths[i][j] = (i == j) ? 0 : 1 + Integer.remainderUnsigned(random.next(), 9999);
			}
		}
		for (int k = 0; k < n; k++) {
			for (int i = 0; i < n; i++) {
				for (int j = 0; j < n; j++) {
					int path = paths[i][k] + paths[k][j];
					paths[i][j] = (paths[i][j] < path) ? paths[i][j] : path;
				}
			}
		}
		long sum = 0;
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < n; j++) {
				sum = mix(sum, paths[i][j]);
			}
		}
		return sum;
	}

	private static long crc(int n) {
		byte[] bytes = new byte[n];
		int[][] tables = new int[4][256];
		Random random = new Random(20);
		for (int i = 0; i < n; i++) {
			bytes[i] = (byte) random.next();
		}
		for (int i = 0; i < 256; i++) {
			int crc = i;
			for (int bit = 0; bit < 8; bit++) {
				crc = ((crc & 1) != 0) ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
			}
			tables[0][i] = crc;
		}
		for (int table = 1; table < 4; table++) {
			for (int i = 0; i < 256; i++) {
				int crc = tables[table - 1][i];
				tables[table][i] = crc >>> 8 ^ tables[0][crc & 255];
			}
		}
		int crc = 0xffffffff;
		for (int i = 0; i < n; i++) {
			crc = crc >>> 8 ^ tables[0][(crc ^ bytes[i]) & 255];
		}
		int wide = 0xffffffff;
		for (int i = 0; i + 4 <= n; i += 4) {
			wide ^= bytes[i] & 255 | (bytes[i + 1] & 255) << 8 | (bytes[i + 2] & 255) << 16 | bytes[i + 3] << 24;
			wide = tables[3][wide & 255] ^ tables[2][wide >>> 8 & 255] ^ tables[1][wide >>> 16 & 255]
					^ tables[0][wide >>> 24];
		}
		return (long) crc << 32 | wide & 0xffffffffL;
	}

	private static long spectralNorm(int n) {
		double[] u = new double[n];
		double[] v = new double[n];
		double[] w = new double[n];
		for (int i = 0; i < n; i++) {
			u[i] = 1;
		}
		for (int step = 0; step < 5; step++) {
			multiply(n, u, w);
			multiplyTransposed(n, w, v);
			multiply(n, v, w);
			multiplyTransposed(n, w, u);
		}
		double products = 0;
		double squares = 0;
		for (int i = 0; i < n; i++) {
			products += u[i] * v[i];
			squares += v[i] * v[i];
		}
		return mix(0, Math.sqrt(products / squares));
	}

	private static double element(int i, int j) {
		return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
	}

	private static void multiply(int n, double[] from, double[] to) {
		for (int i = 0; i < n; i++) {
			double sum = 0;
			for (int j = 0; j < n; j++) {
				sum += element(i, j) * from[j];
			}
			to[i] = sum;
		}
	}

	private static void multiplyTransposed(int n, double[] from, double[] to) {
		for (int i = 0; i < n; i++) {
			double sum = 0;
			for (int j = 0; j < n; j++) {
				sum += element(j, i) * from[j];
			}
			to[i] = sum;
		}
	}

	private static long queens(int n) {
		return place((1 << n) - 1, 0, 0, 0);
	}

	private static long place(int all, int columns, int left, int right) {
		if (columns == all) {
			return 1;
		}
		long found = 0;
		int open = all & ~(columns | left | right);
		while (open != 0) {
			int queen = open & -open;
			open ^= queen;
			found += place(all, columns | queen, (left | queen) << 1, (right | queen) >>> 1);
		}
		return found;
	}

	private static long bodiesAsStructures(int n) {
		Body[] bodies = new Body[BODIES];
		for (int i = 0; i < BODIES; i++) {
			bodies[i] = new Body(i);
		}
		for (int step = 0; step < n; step++) {
			for (int i = 0; i < BODIES; i++) {
				for (int j = i + 1; j < BODIES; j++) {
					bodies[i].attract(bodies[j]);
				}
			}
			for (int i = 0; i < BODIES; i++) {
				bodies[i].move();
			}
		}
		long sum = 0;
		for (int i = 0; i < BODIES; i++) {
			sum = mix(sum, bodies[i].x);
			sum = mix(sum, bodies[i].vy);
		}
		return sum;
	}

	private static long bodiesAsArrays(int n) {
		double[] x = new double[BODIES];
		double[] y = new double[BODIES];
		double[] z = new double[BODIES];
		double[] vx = new double[BODIES];
		double[] vy = new double[BODIES];
		double[] vz = new double[BODIES];
		double[] mass = new double[BODIES];
		for (int i = 0; i < BODIES; i++) {
			x[i] = i * 3.0;
			y[i] = i * 1.5 - 2;
			z[i] = 0.3 * i;
			vx[i] = 0.2 * i;
			vy[i] = 1.0 - 0.3 * i;
			vz[i] = 0.05 * i;
			mass[i] = (i == 0) ? 40 : 0.1 / i;
		}
		for (int step = 0; step < n; step++) {
			for (int i = 0; i < BODIES; i++) {
				for (int j = i + 1; j < BODIES; j++) {
					double dx = x[i] - x[j];
					double dy = y[i] - y[j];
					double dz = z[i] - z[j];
					double square = dx * dx + dy * dy + dz * dz;
					double magnitude = DT / (square * Math.sqrt(square));
					vx[i] -= dx * mass[j] * magnitude;
					vy[i] -= dy * mass[j] * magnitude;
					vz[i] -= dz * mass[j] * magnitude;
					vx[j] += dx * mass[i] * magnitude;
					vy[j] += dy * mass[i] * magnitude;
					vz[j] += dz * mass[i] * magnitude;
				}
			}
			for (int i = 0; i < BODIES; i++) {
				x[i] += DT * vx[i];
				y[i] += DT * vy[i];
				z[i] += DT * vz[i];
			}
		}
		long sum = 0;
		for (int i = 0; i < BODIES; i++) {
			sum = mix(sum, x[i]);
			sum = mix(sum, vy[i]);
		}
		return sum;
	}

	private static long mix(long sum, long value) {
		long mixed = (sum ^ value) * 0x9e3779b97f4a7c15L;
		return mixed ^ mixed >>> 29;
	}

	private static long mix(long sum, double value) {
		return mix(sum, Double.doubleToRawLongBits(value));
	}

	private static final class Random {

		private int state;

		Random(int seed) {
			this.state = seed;
		}

		int next() {
			int x = this.state;
			x ^= x << 13;
			x ^= x >>> 17;
			x ^= x << 5;
			this.state = x;
			return x;
		}

		double real() {
			return (next() >>> 8) * (1.0 / 16777216);
		}

	}

	private static final class Body {

		private double x;

		private double y;

		private double z;

		private double vx;

		private double vy;

		private double vz;

		private final double mass;

		Body(int i) {
			this.x = i * 3.0;
			this.y = i * 1.5 - 2;
			this.z = 0.3 * i;
			this.vx = 0.2 * i;
			this.vy = 1.0 - 0.3 * i;
			this.vz = 0.05 * i;
			this.mass = (i == 0) ? 40 : 0.1 / i;
		}

		void attract(Body other) {
			double dx = this.x - other.x;
			double dy = this.y - other.y;
			double dz = this.z - other.z;
			double square = dx * dx + dy * dy + dz * dz;
			double magnitude = DT / (square * Math.sqrt(square));
			this.vx -= dx * other.mass * magnitude;
			this.vy -= dy * other.mass * magnitude;
			this.vz -= dz * other.mass * magnitude;
			other.vx += dx * this.mass * magnitude;
			other.vy += dy * this.mass * magnitude;
			other.vz += dz * this.mass * magnitude;
		}

		void move() {
			this.x += DT * this.vx;
			this.y += DT * this.vy;
			this.z += DT * this.vz;
		}

	}

}
