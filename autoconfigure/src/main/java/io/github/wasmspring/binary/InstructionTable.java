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

package io.github.wasmspring.binary;

import java.util.List;

/**
 * The instructions of WebAssembly as text: a line for instructions that follow each
 * other, with the opcode of the first in hexadecimal digits, their immediates, their
 * operands and results, their feature, and their names. Behind a slash comes the natural
 * alignment of an access to memory, as a power of two, or how many lanes there are.
 * <p>
 * Letters stand for the types of operands and results: {@code i}, {@code l}, {@code f},
 * {@code d} and {@code v} for i32, i64, f32, f64 and v128, {@code a} for an address of
 * the memory. An asterisk stands for what has rules of its own, an underscore for an
 * opcode that is not used.
 *
 * @see <a href=
 * "https://webassembly.github.io/spec/core/appendix/index-instructions.html"> Index of
 * instructions</a>
 */
final class InstructionTable {

	/**
	 * Instructions without a prefix.
	 */
	private static final String PLAIN = """
			0 NONE * - unreachable
			1 NONE : - nop
			2 BLOCK * - block loop if
			5 NONE * - else
			6 BLOCK * legacy try
			7 INDEX * legacy catch
			8 INDEX * exceptions throw
			9 INDEX * legacy rethrow
			A NONE * exceptions throw_ref
			B NONE * - end
			C INDEX * - br br_if
			E LABELS * - br_table
			F NONE * - return
			10 INDEX * - call
			11 TWO_INDICES * - call_indirect
			12 INDEX * tail return_call
			13 TWO_INDICES * tail return_call_indirect
			14 INDEX * functions call_ref
			15 INDEX * tail return_call_ref
			18 INDEX * legacy delegate
			19 NONE * legacy catch_all
			1A NONE * - drop select
			1C TYPES * - select
			1F TRY_TABLE * exceptions try_table
			20 INDEX * - local.get local.set local.tee global.get global.set table.get
			26 INDEX * - table.set
			28 MEMORY a:i - i32.load/2
			29 MEMORY a:l - i64.load/3
			2A MEMORY a:f - f32.load/2
			2B MEMORY a:d - f64.load/3
			2C MEMORY a:i - i32.load8_s/0 i32.load8_u/0 i32.load16_s/1 i32.load16_u/1
			30 MEMORY a:l - i64.load8_s/0 i64.load8_u/0 i64.load16_s/1 i64.load16_u/1
			34 MEMORY a:l - i64.load32_s/2 i64.load32_u/2
			36 MEMORY ai: - i32.store/2
			37 MEMORY al: - i64.store/3
			38 MEMORY af: - f32.store/2
			39 MEMORY ad: - f64.store/3
			3A MEMORY ai: - i32.store8/0 i32.store16/1
			3C MEMORY al: - i64.store8/0 i64.store16/1 i64.store32/2
			3F INDEX * - memory.size memory.grow
			41 I32 :i - i32.const
			42 I64 :l - i64.const
			43 F32 :f - f32.const
			44 F64 :d - f64.const
			45 NONE i:i - i32.eqz
			46 NONE ii:i - i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u
			4E NONE ii:i - i32.ge_s i32.ge_u
			50 NONE l:i - i64.eqz
			51 NONE ll:i - i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u
			59 NONE ll:i - i64.ge_s i64.ge_u
			5B NONE ff:i - f32.eq f32.ne f32.lt f32.gt f32.le f32.ge
			61 NONE dd:i - f64.eq f64.ne f64.lt f64.gt f64.le f64.ge
			67 NONE i:i - i32.clz i32.ctz i32.popcnt
			6A NONE ii:i - i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u
			71 NONE ii:i - i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr
			79 NONE l:l - i64.clz i64.ctz i64.popcnt
			7C NONE ll:l - i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u
			83 NONE ll:l - i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr
			8B NONE f:f - f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt
			92 NONE ff:f - f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign
			99 NONE d:d - f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt
			A0 NONE dd:d - f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign
			A7 NONE l:i - i32.wrap_i64
			A8 NONE f:i - i32.trunc_f32_s i32.trunc_f32_u
			AA NONE d:i - i32.trunc_f64_s i32.trunc_f64_u
			AC NONE i:l - i64.extend_i32_s i64.extend_i32_u
			AE NONE f:l - i64.trunc_f32_s i64.trunc_f32_u
			B0 NONE d:l - i64.trunc_f64_s i64.trunc_f64_u
			B2 NONE i:f - f32.convert_i32_s f32.convert_i32_u
			B4 NONE l:f - f32.convert_i64_s f32.convert_i64_u
			B6 NONE d:f - f32.demote_f64
			B7 NONE i:d - f64.convert_i32_s f64.convert_i32_u
			B9 NONE l:d - f64.convert_i64_s f64.convert_i64_u
			BB NONE f:d - f64.promote_f32
			BC NONE f:i - i32.reinterpret_f32
			BD NONE d:l - i64.reinterpret_f64
			BE NONE i:f - f32.reinterpret_i32
			BF NONE l:d - f64.reinterpret_i64
			C0 NONE i:i - i32.extend8_s i32.extend16_s
			C2 NONE l:l - i64.extend8_s i64.extend16_s i64.extend32_s
			D0 HEAP_TYPE * - ref.null
			D1 NONE * - ref.is_null
			D2 INDEX * - ref.func
			D3 NONE * gc ref.eq
			D4 NONE * functions ref.as_non_null
			D5 INDEX * functions br_on_null br_on_non_null
			""";

	/**
	 * Instructions behind the prefix FB.
	 */
	private static final String GARBAGE_COLLECTION = """
			100 INDEX * gc struct.new struct.new_default
			102 TWO_INDICES * gc struct.get struct.get_s struct.get_u struct.set
			106 INDEX * gc array.new array.new_default
			108 TWO_INDICES * gc array.new_fixed array.new_data array.new_elem
			10B INDEX * gc array.get array.get_s array.get_u array.set
			10F NONE * gc array.len
			110 INDEX * gc array.fill
			111 TWO_INDICES * gc array.copy array.init_data array.init_elem
			114 HEAP_TYPE * gc ref.test ref.test_null ref.cast ref.cast_null
			118 CAST_BRANCH * gc br_on_cast br_on_cast_fail
			11A NONE * gc any.convert_extern extern.convert_any ref.i31 i31.get_s i31.get_u
			""";

	/**
	 * Instructions behind the prefix FC.
	 */
	private static final String BULK = """
			200 NONE f:i - i32.trunc_sat_f32_s i32.trunc_sat_f32_u
			202 NONE d:i - i32.trunc_sat_f64_s i32.trunc_sat_f64_u
			204 NONE f:l - i64.trunc_sat_f32_s i64.trunc_sat_f32_u
			206 NONE d:l - i64.trunc_sat_f64_s i64.trunc_sat_f64_u
			208 TWO_INDICES * - memory.init
			209 INDEX * - data.drop
			20A TWO_INDICES * - memory.copy
			20B INDEX * - memory.fill
			20C TWO_INDICES * - table.init
			20D INDEX * - elem.drop
			20E TWO_INDICES * - table.copy
			20F INDEX * - table.grow table.size table.fill
			""";

	/**
	 * Instructions behind the prefix FD.
	 */
	private static final String VECTORS = """
			300 MEMORY a:v vectors v128.load/4 v128.load8x8_s/3 v128.load8x8_u/3 v128.load16x4_s/3
			304 MEMORY a:v vectors v128.load16x4_u/3 v128.load32x2_s/3 v128.load32x2_u/3
			307 MEMORY a:v vectors v128.load8_splat/0 v128.load16_splat/1 v128.load32_splat/2
			30A MEMORY a:v vectors v128.load64_splat/3
			30B MEMORY av: vectors v128.store/4
			30C V128 :v vectors v128.const
			30D V128 * vectors i8x16.shuffle
			30E NONE vv:v vectors i8x16.swizzle
			30F NONE i:v vectors i8x16.splat i16x8.splat i32x4.splat
			312 NONE l:v vectors i64x2.splat
			313 NONE f:v vectors f32x4.splat
			314 NONE d:v vectors f64x2.splat
			315 LANE v:i vectors i8x16.extract_lane_s/16 i8x16.extract_lane_u/16
			317 LANE vi:v vectors i8x16.replace_lane/16
			318 LANE v:i vectors i16x8.extract_lane_s/8 i16x8.extract_lane_u/8
			31A LANE vi:v vectors i16x8.replace_lane/8
			31B LANE v:i vectors i32x4.extract_lane/4
			31C LANE vi:v vectors i32x4.replace_lane/4
			31D LANE v:l vectors i64x2.extract_lane/2
			31E LANE vl:v vectors i64x2.replace_lane/2
			31F LANE v:f vectors f32x4.extract_lane/4
			320 LANE vf:v vectors f32x4.replace_lane/4
			321 LANE v:d vectors f64x2.extract_lane/2
			322 LANE vd:v vectors f64x2.replace_lane/2
			323 NONE vv:v vectors i8x16.eq i8x16.ne i8x16.lt_s i8x16.lt_u i8x16.gt_s i8x16.gt_u
			329 NONE vv:v vectors i8x16.le_s i8x16.le_u i8x16.ge_s i8x16.ge_u
			32D NONE vv:v vectors i16x8.eq i16x8.ne i16x8.lt_s i16x8.lt_u i16x8.gt_s i16x8.gt_u
			333 NONE vv:v vectors i16x8.le_s i16x8.le_u i16x8.ge_s i16x8.ge_u
			337 NONE vv:v vectors i32x4.eq i32x4.ne i32x4.lt_s i32x4.lt_u i32x4.gt_s i32x4.gt_u
			33D NONE vv:v vectors i32x4.le_s i32x4.le_u i32x4.ge_s i32x4.ge_u
			341 NONE vv:v vectors f32x4.eq f32x4.ne f32x4.lt f32x4.gt f32x4.le f32x4.ge
			347 NONE vv:v vectors f64x2.eq f64x2.ne f64x2.lt f64x2.gt f64x2.le f64x2.ge
			34D NONE v:v vectors v128.not
			34E NONE vv:v vectors v128.and v128.andnot v128.or v128.xor
			352 NONE vvv:v vectors v128.bitselect
			353 NONE v:i vectors v128.any_true
			354 MEMORY_LANE av:v vectors v128.load8_lane/0 v128.load16_lane/1 v128.load32_lane/2
			357 MEMORY_LANE av:v vectors v128.load64_lane/3
			358 MEMORY_LANE av: vectors v128.store8_lane/0 v128.store16_lane/1 v128.store32_lane/2
			35B MEMORY_LANE av: vectors v128.store64_lane/3
			35C MEMORY a:v vectors v128.load32_zero/2 v128.load64_zero/3
			35E NONE v:v vectors f32x4.demote_f64x2_zero f64x2.promote_low_f32x4 i8x16.abs i8x16.neg
			362 NONE v:v vectors i8x16.popcnt
			363 NONE v:i vectors i8x16.all_true i8x16.bitmask
			365 NONE vv:v vectors i8x16.narrow_i16x8_s i8x16.narrow_i16x8_u
			367 NONE v:v vectors f32x4.ceil f32x4.floor f32x4.trunc f32x4.nearest
			36B NONE vi:v vectors i8x16.shl i8x16.shr_s i8x16.shr_u
			36E NONE vv:v vectors i8x16.add i8x16.add_sat_s i8x16.add_sat_u i8x16.sub i8x16.sub_sat_s
			373 NONE vv:v vectors i8x16.sub_sat_u
			374 NONE v:v vectors f64x2.ceil f64x2.floor
			376 NONE vv:v vectors i8x16.min_s i8x16.min_u i8x16.max_s i8x16.max_u
			37A NONE v:v vectors f64x2.trunc
			37B NONE vv:v vectors i8x16.avgr_u
			37C NONE v:v vectors i16x8.extadd_pairwise_i8x16_s i16x8.extadd_pairwise_i8x16_u
			37E NONE v:v vectors i32x4.extadd_pairwise_i16x8_s i32x4.extadd_pairwise_i16x8_u
			380 NONE v:v vectors i16x8.abs i16x8.neg
			382 NONE vv:v vectors i16x8.q15mulr_sat_s
			383 NONE v:i vectors i16x8.all_true i16x8.bitmask
			385 NONE vv:v vectors i16x8.narrow_i32x4_s i16x8.narrow_i32x4_u
			387 NONE v:v vectors i16x8.extend_low_i8x16_s i16x8.extend_high_i8x16_s
			389 NONE v:v vectors i16x8.extend_low_i8x16_u i16x8.extend_high_i8x16_u
			38B NONE vi:v vectors i16x8.shl i16x8.shr_s i16x8.shr_u
			38E NONE vv:v vectors i16x8.add i16x8.add_sat_s i16x8.add_sat_u i16x8.sub i16x8.sub_sat_s
			393 NONE vv:v vectors i16x8.sub_sat_u
			394 NONE v:v vectors f64x2.nearest
			395 NONE vv:v vectors i16x8.mul i16x8.min_s i16x8.min_u i16x8.max_s i16x8.max_u _
			39B NONE vv:v vectors i16x8.avgr_u i16x8.extmul_low_i8x16_s i16x8.extmul_high_i8x16_s
			39E NONE vv:v vectors i16x8.extmul_low_i8x16_u i16x8.extmul_high_i8x16_u
			3A0 NONE v:v vectors i32x4.abs i32x4.neg
			3A3 NONE v:i vectors i32x4.all_true i32x4.bitmask
			3A7 NONE v:v vectors i32x4.extend_low_i16x8_s i32x4.extend_high_i16x8_s
			3A9 NONE v:v vectors i32x4.extend_low_i16x8_u i32x4.extend_high_i16x8_u
			3AB NONE vi:v vectors i32x4.shl i32x4.shr_s i32x4.shr_u
			3AE NONE vv:v vectors i32x4.add _ _ i32x4.sub _ _ _ i32x4.mul i32x4.min_s i32x4.min_u
			3B8 NONE vv:v vectors i32x4.max_s i32x4.max_u i32x4.dot_i16x8_s _ i32x4.extmul_low_i16x8_s
			3BD NONE vv:v vectors i32x4.extmul_high_i16x8_s i32x4.extmul_low_i16x8_u
			3BF NONE vv:v vectors i32x4.extmul_high_i16x8_u
			3C0 NONE v:v vectors i64x2.abs i64x2.neg
			3C3 NONE v:i vectors i64x2.all_true i64x2.bitmask
			3C7 NONE v:v vectors i64x2.extend_low_i32x4_s i64x2.extend_high_i32x4_s
			3C9 NONE v:v vectors i64x2.extend_low_i32x4_u i64x2.extend_high_i32x4_u
			3CB NONE vi:v vectors i64x2.shl i64x2.shr_s i64x2.shr_u
			3CE NONE vv:v vectors i64x2.add _ _ i64x2.sub _ _ _ i64x2.mul i64x2.eq i64x2.ne i64x2.lt_s
			3D9 NONE vv:v vectors i64x2.gt_s i64x2.le_s i64x2.ge_s i64x2.extmul_low_i32x4_s
			3DD NONE vv:v vectors i64x2.extmul_high_i32x4_s i64x2.extmul_low_i32x4_u
			3DF NONE vv:v vectors i64x2.extmul_high_i32x4_u
			3E0 NONE v:v vectors f32x4.abs f32x4.neg _ f32x4.sqrt
			3E4 NONE vv:v vectors f32x4.add f32x4.sub f32x4.mul f32x4.div f32x4.min f32x4.max f32x4.pmin
			3EB NONE vv:v vectors f32x4.pmax
			3EC NONE v:v vectors f64x2.abs f64x2.neg _ f64x2.sqrt
			3F0 NONE vv:v vectors f64x2.add f64x2.sub f64x2.mul f64x2.div f64x2.min f64x2.max f64x2.pmin
			3F7 NONE vv:v vectors f64x2.pmax
			3F8 NONE v:v vectors i32x4.trunc_sat_f32x4_s i32x4.trunc_sat_f32x4_u f32x4.convert_i32x4_s
			3FB NONE v:v vectors f32x4.convert_i32x4_u i32x4.trunc_sat_f64x2_s_zero
			3FD NONE v:v vectors i32x4.trunc_sat_f64x2_u_zero f64x2.convert_low_i32x4_s
			3FF NONE v:v vectors f64x2.convert_low_i32x4_u
			400 NONE vv:v relaxed i8x16.relaxed_swizzle
			401 NONE v:v relaxed i32x4.relaxed_trunc_f32x4_s i32x4.relaxed_trunc_f32x4_u
			403 NONE v:v relaxed i32x4.relaxed_trunc_f64x2_s_zero i32x4.relaxed_trunc_f64x2_u_zero
			405 NONE vvv:v relaxed f32x4.relaxed_madd f32x4.relaxed_nmadd f64x2.relaxed_madd
			408 NONE vvv:v relaxed f64x2.relaxed_nmadd i8x16.relaxed_laneselect i16x8.relaxed_laneselect
			40B NONE vvv:v relaxed i32x4.relaxed_laneselect i64x2.relaxed_laneselect
			40D NONE vv:v relaxed f32x4.relaxed_min f32x4.relaxed_max f64x2.relaxed_min
			410 NONE vv:v relaxed f64x2.relaxed_max i16x8.relaxed_q15mulr_s
			412 NONE vv:v relaxed i16x8.relaxed_dot_i8x16_i7x16_s
			413 NONE vvv:v relaxed i32x4.relaxed_dot_i8x16_i7x16_add_s
			""";

	/**
	 * Instructions behind the prefix FE.
	 */
	private static final String ATOMIC = """
			500 MEMORY ai:i threads memory.atomic.notify/2
			501 MEMORY ail:i threads memory.atomic.wait32/2
			502 MEMORY all:i threads memory.atomic.wait64/3
			503 ZERO : threads atomic.fence
			510 MEMORY a:i threads i32.atomic.load/2
			511 MEMORY a:l threads i64.atomic.load/3
			512 MEMORY a:i threads i32.atomic.load8_u/0 i32.atomic.load16_u/1
			514 MEMORY a:l threads i64.atomic.load8_u/0 i64.atomic.load16_u/1 i64.atomic.load32_u/2
			517 MEMORY ai: threads i32.atomic.store/2
			518 MEMORY al: threads i64.atomic.store/3
			519 MEMORY ai: threads i32.atomic.store8/0 i32.atomic.store16/1
			51B MEMORY al: threads i64.atomic.store8/0 i64.atomic.store16/1 i64.atomic.store32/2
			51E MEMORY ai:i threads i32.atomic.rmw.add/2
			51F MEMORY al:l threads i64.atomic.rmw.add/3
			520 MEMORY ai:i threads i32.atomic.rmw8.add_u/0 i32.atomic.rmw16.add_u/1
			522 MEMORY al:l threads i64.atomic.rmw8.add_u/0 i64.atomic.rmw16.add_u/1
			524 MEMORY al:l threads i64.atomic.rmw32.add_u/2
			525 MEMORY ai:i threads i32.atomic.rmw.sub/2
			526 MEMORY al:l threads i64.atomic.rmw.sub/3
			527 MEMORY ai:i threads i32.atomic.rmw8.sub_u/0 i32.atomic.rmw16.sub_u/1
			529 MEMORY al:l threads i64.atomic.rmw8.sub_u/0 i64.atomic.rmw16.sub_u/1
			52B MEMORY al:l threads i64.atomic.rmw32.sub_u/2
			52C MEMORY ai:i threads i32.atomic.rmw.and/2
			52D MEMORY al:l threads i64.atomic.rmw.and/3
			52E MEMORY ai:i threads i32.atomic.rmw8.and_u/0 i32.atomic.rmw16.and_u/1
			530 MEMORY al:l threads i64.atomic.rmw8.and_u/0 i64.atomic.rmw16.and_u/1
			532 MEMORY al:l threads i64.atomic.rmw32.and_u/2
			533 MEMORY ai:i threads i32.atomic.rmw.or/2
			534 MEMORY al:l threads i64.atomic.rmw.or/3
			535 MEMORY ai:i threads i32.atomic.rmw8.or_u/0 i32.atomic.rmw16.or_u/1
			537 MEMORY al:l threads i64.atomic.rmw8.or_u/0 i64.atomic.rmw16.or_u/1 i64.atomic.rmw32.or_u/2
			53A MEMORY ai:i threads i32.atomic.rmw.xor/2
			53B MEMORY al:l threads i64.atomic.rmw.xor/3
			53C MEMORY ai:i threads i32.atomic.rmw8.xor_u/0 i32.atomic.rmw16.xor_u/1
			53E MEMORY al:l threads i64.atomic.rmw8.xor_u/0 i64.atomic.rmw16.xor_u/1
			540 MEMORY al:l threads i64.atomic.rmw32.xor_u/2
			541 MEMORY ai:i threads i32.atomic.rmw.xchg/2
			542 MEMORY al:l threads i64.atomic.rmw.xchg/3
			543 MEMORY ai:i threads i32.atomic.rmw8.xchg_u/0 i32.atomic.rmw16.xchg_u/1
			545 MEMORY al:l threads i64.atomic.rmw8.xchg_u/0 i64.atomic.rmw16.xchg_u/1
			547 MEMORY al:l threads i64.atomic.rmw32.xchg_u/2
			548 MEMORY aii:i threads i32.atomic.rmw.cmpxchg/2
			549 MEMORY all:l threads i64.atomic.rmw.cmpxchg/3
			54A MEMORY aii:i threads i32.atomic.rmw8.cmpxchg_u/0 i32.atomic.rmw16.cmpxchg_u/1
			54C MEMORY all:l threads i64.atomic.rmw8.cmpxchg_u/0 i64.atomic.rmw16.cmpxchg_u/1
			54E MEMORY all:l threads i64.atomic.rmw32.cmpxchg_u/2
			""";

	private InstructionTable() {
	}

	/**
	 * Return the lines.
	 */
	static List<String> lines() {
		return List.of(PLAIN, GARBAGE_COLLECTION, BULK, VECTORS, ATOMIC).stream().flatMap(String::lines).toList();
	}

}
