# Writes the text of a module with an interpreter of 160 instructions in one
# function, as compilers write a `switch` in a loop: blocks within blocks, a table of
# branches in the innermost, and behind the end of each block the code of a case.
#   run(steps) executes so many instructions of a program in memory and returns what
#   was computed; instruction 159 goes on at that of the next case, 158 returns early,
#   157 divides by what may be zero
BEGIN {
	cases = 160
	print "(module"
	print "  (memory (export \"memory\") 1)"
	print "  (func $fill (export \"fill\") (param $seed i32) (local $i i32)"
	print "    (loop $next"
	print "      (local.set $seed (i32.add (i32.mul (local.get $seed) (i32.const 1103515245)) (i32.const 12345)))"
	print "      (i32.store8 (local.get $i) (i32.rem_u (i32.shr_u (local.get $seed) (i32.const 16)) (i32.const 156)))"
	print "      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 4096)))))"
	print "  (func $poke (export \"poke\") (param $at i32) (param $instruction i32)"
	print "    (i32.store8 (local.get $at) (local.get $instruction)))"
	print "  (func $run (export \"run\") (param $steps i32) (result i64)"
	print "    (local $pc i32) (local $a i32) (local $b i32) (local $c i64) (local $d f64) (local $t i32) (local $u i64)"
	print "    (loop $continue"
	print "      (block $done"
	print "        (br_if $done (i32.eqz (local.get $steps)))"
	print "        (local.set $steps (i32.sub (local.get $steps) (i32.const 1)))"
	print "        (local.set $t (i32.load8_u (local.get $pc)))"
	print "        (local.set $pc (i32.and (i32.add (local.get $pc) (i32.const 1)) (i32.const 4095)))"
	for (i = cases - 1; i >= 0; i--) {
		print "        (block $case" i
	}
	printf "        (br_table"
	for (i = 0; i < cases; i++) {
		printf " $case%d", i
	}
	print " $done (local.get $t))"
	for (i = 0; i < cases; i++) {
		print "        ) ;; case " i
		if (i == 159) {
			print "        (local.set $b (i32.add (local.get $b) (i32.const 1)))"
			continue
		}
		if (i == 158) {
			print "        (return (i64.extend_i32_u (local.get $a)))"
			continue
		}
		if (i == 157) {
			print "        (local.set $a (i32.div_u (local.get $a) (local.get $steps)))"
			print "        (br $continue)"
			continue
		}
		k = i + 3
		print "        (local.set $t (i32.load offset=" 4096 + 8 * (i % 64) " (i32.and (local.get $a) (i32.const 1020))))"
		print "        (local.set $a (i32.add (i32.xor (local.get $a) (i32.mul (local.get $t) (i32.const " 2 * k + 1 "))) (i32.rotl (local.get $b) (i32.const " i % 31 "))))"
		if (i % 3 == 0) {
			print "        (local.set $u (i64.mul (i64.add (local.get $c) (i64.extend_i32_u (local.get $a))) (i64.const " 1000003 * k ")))"
			print "        (local.set $c (i64.xor (local.get $u) (i64.shr_u (local.get $u) (i64.const " 7 + i % 17 "))))"
		}
		if (i % 3 == 1) {
			print "        (local.set $b (i32.sub (local.get $b) (i32.shr_u (local.get $a) (i32.const " 1 + i % 13 "))))"
			print "        (i32.store offset=" 4096 + 8 * (i % 50) " (i32.and (local.get $b) (i32.const 1020)) (i32.add (local.get $a) (local.get $t)))"
		}
		if (i % 3 == 2) {
			print "        (local.set $d (f64.add (f64.mul (local.get $d) (f64.const 0.5)) (f64.convert_i32_s (local.get $a))))"
			print "        (if (i32.lt_s (local.get $a) (local.get $b)) (then (local.set $b (i32.add (local.get $a) (i32.const " k "))))"
			print "          (else (local.set $c (i64.add (local.get $c) (i64.const " k ")))))"
		}
		if (i % 7 == 6) {
			print "        (br_if $continue (i32.and (local.get $b) (i32.const 1)))"
			print "        (local.set $a (i32.add (local.get $a) (i32.const 1)))"
		}
		if (i % 11 != 10) {
			print "        (br $continue)"
		}
	}
	print "        (br $continue)"
	print "      )"
	print "    )"
	print "    (i64.xor (i64.add (local.get $c) (i64.extend_i32_u (local.get $a)))"
	print "      (i64.xor (i64.reinterpret_f64 (local.get $d)) (i64.shl (i64.extend_i32_u (local.get $b)) (i64.const 20))))"
	print "  )"
	print ")"
}
