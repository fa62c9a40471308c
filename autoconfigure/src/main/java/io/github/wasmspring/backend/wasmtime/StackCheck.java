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

package io.github.wasmspring.backend.wasmtime;

import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.GuestTrap;

/**
 * Makes sure that the current thread has enough stack left before native code runs, which
 * would otherwise take the virtual machine down when it runs out of it. Java code cannot
 * ask how much is left, but it can try: each level below takes about 4 KB, by its many
 * local variables when it is interpreted, and by the arguments of a call that it makes
 * when it is compiled.
 */
final class StackCheck {

	/**
	 * Largest stack of guests, in bytes.
	 */
	static final int GUEST_STACK = 256 * 1024;

	/**
	 * Largest stack of guests on threads of the backend, in bytes.
	 */
	static final int LARGE_GUEST_STACK = 1024 * 1024;

	/**
	 * What native code and host functions need beyond that. Java itself ensures that much
	 * before it calls native code.
	 */
	private static final int MARGIN = 16 * 1024;

	/**
	 * What a level takes at least, in bytes.
	 */
	static final int LEVEL = 4000;

	private static final int NATIVE_LEVELS = 128 * 1024 / LEVEL;

	private StackCheck() {
	}

	/**
	 * Return how many levels a guest and the native code around it need.
	 * @param stack the most stack that the guest takes, in bytes
	 */
	static int levels(int stack) {
		return Math.max(NATIVE_LEVELS, (stack + MARGIN + LEVEL - 1) / LEVEL);
	}

	/**
	 * Check that a guest can use its whole stack.
	 * @throws GuestTrap if not
	 */
	static void check() {
		check(levels(GUEST_STACK));
	}

	/**
	 * Check that there are enough levels for a guest.
	 * @throws GuestTrap if not
	 */
	static void check(int levels) {
		if (!tryLevels(levels)) {
			throw new GuestTrap(WasmTrapKind.STACK_OVERFLOW,
					"call stack exhausted: the calling thread has less than %d KB of stack left"
						.formatted(levels * LEVEL / 1024),
					null);
		}
	}

	/**
	 * Check that native code which is no guest can run, and Java code that it calls: if
	 * that fails for want of stack, the engine aborts.
	 * @throws StackOverflowError if not
	 */
	static void checkNative() {
		if (!hasNativeStack()) {
			throw new StackOverflowError("not enough stack for native code");
		}
	}

	static boolean hasNativeStack() {
		return tryLevels(NATIVE_LEVELS);
	}

	static boolean tryLevels(int levels) {
		try {
			return descend(levels) >= 0;
		}
		catch (StackOverflowError ex) {
			return false;
		}
	}

	/**
	 * Descend. The variables serve for nothing but their place on the stack.
	 */
	@SuppressWarnings({ "unused", "LoopConditionChecker" })
	private static int descend(int levels) {
		for (long v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19, v20, v21,
				v22, v23, v24, v25, v26, v27, v28, v29, v30, v31, v32, v33, v34, v35, v36, v37, v38, v39, v40, v41, v42,
				v43, v44, v45, v46, v47, v48, v49, v50, v51, v52, v53, v54, v55, v56, v57, v58, v59, v60, v61, v62, v63,
				v64, v65, v66, v67, v68, v69, v70, v71, v72, v73, v74, v75, v76, v77, v78, v79, v80, v81, v82, v83, v84,
				v85, v86, v87, v88, v89, v90, v91, v92, v93, v94, v95, v96, v97, v98, v99, v100, v101, v102, v103, v104,
				v105, v106, v107, v108, v109, v110, v111, v112, v113, v114, v115, v116, v117, v118, v119, v120, v121,
				v122, v123, v124, v125, v126, v127, v128, v129, v130, v131, v132, v133, v134, v135, v136, v137, v138,
				v139, v140, v141, v142, v143, v144, v145, v146, v147, v148, v149, v150, v151, v152, v153, v154, v155,
				v156, v157, v158, v159, v160, v161, v162, v163, v164, v165, v166, v167, v168, v169, v170, v171, v172,
				v173, v174, v175, v176, v177, v178, v179, v180, v181, v182, v183, v184, v185, v186, v187, v188, v189,
				v190, v191, v192, v193, v194, v195, v196, v197, v198, v199, v200, v201, v202, v203, v204, v205, v206,
				v207, v208, v209, v210, v211, v212, v213, v214, v215, v216, v217, v218, v219, v220, v221, v222, v223,
				v224, v225, v226, v227, v228, v229, v230, v231, v232, v233, v234, v235, v236, v237, v238, v239, v240,
				v241, v242, v243, v244, v245, v246, v247, v248, v249; levels > 0;) {
			return descend(levels - 1) + 1;
		}
		return leaf(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
				27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52,
				53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78,
				79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103,
				104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124,
				125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 145,
				146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166,
				167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187,
				188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204, 205, 206, 207, 208,
				209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228, 229,
				230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250,
				251, 252, 253);
	}

	/**
	 * Take as many arguments as a method may have. Too long to be inlined, because of
	 * what it never comes to.
	 */
	private static int leaf(int a0, int a1, int a2, int a3, int a4, int a5, int a6, int a7, int a8, int a9, int a10,
			int a11, int a12, int a13, int a14, int a15, int a16, int a17, int a18, int a19, int a20, int a21, int a22,
			int a23, int a24, int a25, int a26, int a27, int a28, int a29, int a30, int a31, int a32, int a33, int a34,
			int a35, int a36, int a37, int a38, int a39, int a40, int a41, int a42, int a43, int a44, int a45, int a46,
			int a47, int a48, int a49, int a50, int a51, int a52, int a53, int a54, int a55, int a56, int a57, int a58,
			int a59, int a60, int a61, int a62, int a63, int a64, int a65, int a66, int a67, int a68, int a69, int a70,
			int a71, int a72, int a73, int a74, int a75, int a76, int a77, int a78, int a79, int a80, int a81, int a82,
			int a83, int a84, int a85, int a86, int a87, int a88, int a89, int a90, int a91, int a92, int a93, int a94,
			int a95, int a96, int a97, int a98, int a99, int a100, int a101, int a102, int a103, int a104, int a105,
			int a106, int a107, int a108, int a109, int a110, int a111, int a112, int a113, int a114, int a115,
			int a116, int a117, int a118, int a119, int a120, int a121, int a122, int a123, int a124, int a125,
			int a126, int a127, int a128, int a129, int a130, int a131, int a132, int a133, int a134, int a135,
			int a136, int a137, int a138, int a139, int a140, int a141, int a142, int a143, int a144, int a145,
			int a146, int a147, int a148, int a149, int a150, int a151, int a152, int a153, int a154, int a155,
			int a156, int a157, int a158, int a159, int a160, int a161, int a162, int a163, int a164, int a165,
			int a166, int a167, int a168, int a169, int a170, int a171, int a172, int a173, int a174, int a175,
			int a176, int a177, int a178, int a179, int a180, int a181, int a182, int a183, int a184, int a185,
			int a186, int a187, int a188, int a189, int a190, int a191, int a192, int a193, int a194, int a195,
			int a196, int a197, int a198, int a199, int a200, int a201, int a202, int a203, int a204, int a205,
			int a206, int a207, int a208, int a209, int a210, int a211, int a212, int a213, int a214, int a215,
			int a216, int a217, int a218, int a219, int a220, int a221, int a222, int a223, int a224, int a225,
			int a226, int a227, int a228, int a229, int a230, int a231, int a232, int a233, int a234, int a235,
			int a236, int a237, int a238, int a239, int a240, int a241, int a242, int a243, int a244, int a245,
			int a246, int a247, int a248, int a249, int a250, int a251, int a252, int a253) {
		if (a0 == 0) {
			return 0;
		}
		return (a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11 + a12 + a13 + a14 + a15 + a16 + a17 + a18
				+ a19 + a20 + a21 + a22 + a23 + a24 + a25 + a26 + a27 + a28 + a29 + a30 + a31 + a32 + a33 + a34 + a35
				+ a36 + a37 + a38 + a39 + a40 + a41 + a42 + a43 + a44 + a45 + a46 + a47 + a48 + a49 + a50 + a51 + a52
				+ a53 + a54 + a55 + a56 + a57 + a58 + a59 + a60 + a61 + a62 + a63 + a64 + a65 + a66 + a67 + a68 + a69
				+ a70 + a71 + a72 + a73 + a74 + a75 + a76 + a77 + a78 + a79 + a80 + a81 + a82 + a83 + a84 + a85 + a86
				+ a87 + a88 + a89 + a90 + a91 + a92 + a93 + a94 + a95 + a96 + a97 + a98 + a99 + a100 + a101 + a102
				+ a103 + a104 + a105 + a106 + a107 + a108 + a109 + a110 + a111 + a112 + a113 + a114 + a115 + a116 + a117
				+ a118 + a119 + a120 + a121 + a122 + a123 + a124 + a125 + a126 + a127 + a128 + a129 + a130 + a131 + a132
				+ a133 + a134 + a135 + a136 + a137 + a138 + a139 + a140 + a141 + a142 + a143 + a144 + a145 + a146 + a147
				+ a148 + a149 + a150 + a151 + a152 + a153 + a154 + a155 + a156 + a157 + a158 + a159 + a160 + a161 + a162
				+ a163 + a164 + a165 + a166 + a167 + a168 + a169 + a170 + a171 + a172 + a173 + a174 + a175 + a176 + a177
				+ a178 + a179 + a180 + a181 + a182 + a183 + a184 + a185 + a186 + a187 + a188 + a189 + a190 + a191 + a192
				+ a193 + a194 + a195 + a196 + a197 + a198 + a199 + a200 + a201 + a202 + a203 + a204 + a205 + a206 + a207
				+ a208 + a209 + a210 + a211 + a212 + a213 + a214 + a215 + a216 + a217 + a218 + a219 + a220 + a221 + a222
				+ a223 + a224 + a225 + a226 + a227 + a228 + a229 + a230 + a231 + a232 + a233 + a234 + a235 + a236 + a237
				+ a238 + a239 + a240 + a241 + a242 + a243 + a244 + a245 + a246 + a247 + a248 + a249 + a250 + a251 + a252
				+ a253) & 1;
	}

}
