;; Functions with everything that a piece of a function may have to deal with.
(module
  (type $unary (func (param i32) (result i32)))
  (type $pair (func (param i32 i32) (result i32 i32)))
  (memory (export "memory") 1)
  (table funcref (elem $double $boom))
  (global $count (mut i32) (i32.const 0))
  (func $double (type $unary) (i32.mul (local.get 0) (i32.const 2)))
  (func $boom (type $unary) (unreachable))

  ;; several variables of all types leave a loop
  (func (export "loop") (param $n i32) (result i64)
    (local $a i32) (local $b i32) (local $c i64) (local $d f32) (local $e f64)
    (block $out
      (loop $next
        (br_if $out (i32.eqz (local.get $n)))
        (local.set $a (i32.add (local.get $a) (i32.mul (local.get $n) (i32.const 3))))
        (local.set $b (i32.xor (local.get $b) (local.get $a)))
        (local.set $c (i64.add (i64.mul (local.get $c) (i64.const 31)) (i64.extend_i32_s (local.get $b))))
        (local.set $d (f32.add (local.get $d) (f32.convert_i32_s (local.get $a))))
        (local.set $e (f64.sub (f64.const 1) (f64.mul (local.get $e) (f64.promote_f32 (local.get $d)))))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $next)))
    (i64.add (local.get $c) (i64.add (i64.reinterpret_f64 (local.get $e))
      (i64.add (i64.extend_i32_u (i32.reinterpret_f32 (local.get $d))) (i64.extend_i32_u (local.get $b))))))

  ;; branches that take values along, out of several blocks
  (func (export "values") (param $n i32) (result i64)
    (local $x i64)
    (block $a (result i64)
      (block $b (result i64 i32)
        (local.set $x (i64.const 7))
        (drop (br_if $a (i64.const 11) (i32.eq (local.get $n) (i32.const 1))))
        (local.set $x (i64.add (local.get $x) (i64.const 1)))
        (i64.const 21) (i32.const 4)
        (br_if $b (i32.eq (local.get $n) (i32.const 2)))
        (drop) (drop)
        (local.set $x (i64.mul (local.get $x) (i64.const 3)))
        (br_if $a (i64.const 31) (i32.eq (local.get $n) (i32.const 3)))
        (drop)
        (if (i32.eq (local.get $n) (i32.const 4)) (then (return (i64.add (local.get $x) (i64.const 1000)))))
        (i64.const 41) (local.get $n))
      (i64.extend_i32_u)
      (i64.add))
    (i64.add (local.get $x)))

  ;; a loop with parameters, and a call with several results
  (func $swap (type $pair) (local.get 1) (local.get 0))
  (func (export "parameters") (param $n i32) (result i32)
    (i32.const 1) (i32.const 100)
    (loop $again (type $pair)
      (call $swap)
      (i32.add (local.get $n))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br_if $again (i32.gt_s (local.get $n) (i32.const 0))))
    (i32.sub))

  ;; a table of branches out of a piece, with cases that go on at the next
  (func (export "table") (param $n i32) (result i32)
    (local $r i32)
    (block $e (block $d (block $c (block $b (block $a
      (br_table $a $b $c $d $e (local.get $n)))
      (local.set $r (i32.add (local.get $r) (i32.const 1)))
      (br_if $c (i32.load (i32.const 64))))
      (local.set $r (i32.add (local.get $r) (i32.const 10))))
      (local.set $r (i32.add (local.get $r) (i32.const 100)))
      (br $e))
      (local.set $r (i32.add (local.get $r) (i32.const 1000))))
    (local.get $r))

  ;; code that is never reached, with operands out of nowhere
  (func (export "dead") (param $n i32) (result i32)
    (block $a (result i32)
      (br $a (i32.add (local.get $n) (i32.const 5)))
      (i64.add) (drop) (br_if $a) (local.set $n) (unreachable)
      (if (then (br $a (i32.const 1)) (nop)))
      (local.get $n)))

  ;; references as variables, and indirect calls
  (func (export "references") (param $n i32) (result i32)
    (local $f funcref) (local $r i32)
    (local.set $f (table.get 0 (i32.const 0)))
    (local.set $r (call_indirect (type $unary) (local.get $n) (i32.const 0)))
    (if (ref.is_null (local.get $f)) (then (return (i32.const -1))))
    (local.set $f (ref.null func))
    (i32.add (local.get $r) (ref.is_null (local.get $f))))

  ;; recursion through pieces, with values that are returned at several depths
  (func $tree (export "tree") (param $n i32) (result i32)
    (local $i i32) (local $sum i32) (local $other i32)
    (if (i32.le_s (local.get $n) (i32.const 0)) (then (return (i32.const 1))))
    (loop $next
      (local.set $other (i32.add (local.get $other) (i32.const 3)))
      (local.set $sum (i32.add (local.get $sum) (call $tree (i32.sub (local.get $n) (i32.add (local.get $i) (i32.const 1))))))
      (local.set $other (i32.xor (local.get $other) (local.get $sum)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_s (local.get $i) (i32.const 3))))
    (i32.add (local.get $sum) (local.get $other)))

  ;; a trap keeps what was done before
  (func $outer (export "trap") (param $n i32) (result i32)
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (loop $next
      (i32.store (i32.const 128) (local.get $n))
      (if (i32.eqz (local.get $n)) (then (drop (call_indirect (type $unary) (i32.const 0) (i32.const 1)))))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br $next))
    (unreachable))
  (func (export "count") (param $n i32) (result i32) (i32.add (global.get $count) (i32.load (i32.const 128))))

  ;; never ends
  (func (export "spin") (param $n i32) (result i32)
    (local $a i32) (local $b i32)
    (loop $next
      (local.set $a (i32.add (local.get $a) (local.get $n)))
      (local.set $b (i32.xor (local.get $b) (local.get $a)))
      (br $next))
    (unreachable))

  ;; the end of the function as a target, which Chicory takes unless a block ends there
  (func (export "end") (param $n i32) (result i32)
    (local.get $n)
    (br_if 0 (i32.gt_s (local.get $n) (i32.const 5)))
    (drop)
    (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 77)) (else (i32.const 78)))
    (nop)))
