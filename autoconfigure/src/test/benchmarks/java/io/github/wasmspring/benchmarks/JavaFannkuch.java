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

/**
 * Fannkuch redux of the Computer Language Benchmarks Game.
 */
final class JavaFannkuch {

	private JavaFannkuch() {
	}

	static int run(int n) {
		int[] perm = new int[n];
		int[] perm1 = new int[n];
		int[] count = new int[n];
		int most = 0;
		int checksum = 0;
		int permutation = 0;
		int r = n;
		for (int i = 0; i < n; i++) {
			perm1[i] = i;
		}
		while (true) {
			for (; r != 1; r--) {
				count[r - 1] = r;
			}
			System.arraycopy(perm1, 0, perm, 0, n);
			int flips = flip(perm);
			most = Math.max(most, flips);
			checksum += (permutation % 2 == 0) ? flips : -flips;
			while (true) {
				if (r == n) {
					return most + 1000 * checksum;
				}
				int first = perm1[0];
				System.arraycopy(perm1, 1, perm1, 0, r);
				perm1[r] = first;
				count[r]--;
				if (count[r] > 0) {
					break;
				}
				r++;
			}
			permutation++;
		}
	}

	private static int flip(int[] perm) {
		int flips = 0;
		for (int k = perm[0]; k != 0; k = perm[0]) {
			for (int low = 0, high = k; low < high; low++, high--) {
				int swapped = perm[low];
				perm[low] = perm[high];
				perm[high] = swapped;
			}
			flips++;
		}
		return flips;
	}

}
