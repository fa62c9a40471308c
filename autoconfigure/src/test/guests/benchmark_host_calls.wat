;; Calls functions of the host again and again: eight of different types, and one that
;; takes a text.
(module
  (import "env" "next" (func $next (param i32) (result i32)))
  (import "env" "mix" (func $mix (param i32 i64 f32 f64) (result f64)))
  (import "env" "sum" (func $sum (param i64 i64) (result i64)))
  (import "env" "half" (func $half (param f32) (result f32)))
  (import "env" "scale" (func $scale (param f64 i32) (result f64)))
  (import "env" "count" (func $count (result i64)))
  (import "env" "note" (func $note (param i32 i32)))
  (import "env" "is_small" (func $is_small (param i64) (result i32)))
  (import "env" "length" (func $length (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "twenty bytes of text")

  ;; calls each of the eight n times
  (func (export "numbers") (param $n i32) (result i32)
    (local $i i32) (local $l i64) (local $f f32) (local $d f64)
    (block $end
      (loop $again
        (br_if $end (i32.eqz (local.get $n)))
        (local.set $i (call $next (local.get $i)))
        (local.set $l (call $sum (local.get $l) (i64.const 3)))
        (local.set $f (call $half (local.get $f)))
        (local.set $d (call $scale (local.get $d) (local.get $n)))
        (local.set $l (i64.add (local.get $l) (call $count)))
        (call $note (local.get $i) (local.get $n))
        (local.set $d (call $mix (local.get $i) (local.get $l) (local.get $f) (local.get $d)))
        (local.set $i (i32.add (local.get $i) (call $is_small (local.get $l))))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $again)))
    (i32.add (local.get $i) (i32.wrap_i64 (i64.add (local.get $l) (i64.reinterpret_f64 (local.get $d))))))

  ;; passes 20 bytes n times
  (func (export "texts") (param $n i32) (result i32)
    (local $sum i32)
    (block $end
      (loop $again
        (br_if $end (i32.eqz (local.get $n)))
        (local.set $sum (i32.add (local.get $sum) (call $length (i32.const 64) (i32.const 20))))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $again)))
    (local.get $sum)))
