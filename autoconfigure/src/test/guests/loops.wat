;; Endless loops of every shape, and a call that ends.
(module
  (import "env" "nothing" (func $nothing))
  (import "env" "sleep" (func $sleep))

  (type $action (func))

  (memory (export "memory") 16)
  (table 1 funcref)
  (elem (i32.const 0) func $indirect)

  (global $turns (export "counter") (mut i64) (i64.const 0))

  (func (export "add") (param i32 i32) (result i32)
    (i32.add (local.get 0) (local.get 1)))

  (func (export "turns") (result i64)
    (global.get $turns))

  (func (export "br")
    (loop $again
      (global.set $turns (i64.add (global.get $turns) (i64.const 1)))
      (br $again)))

  (func (export "br_if")
    (loop $again
      (br_if $again (i32.const 1))))

  (func (export "br_table") (param $index i32)
    (loop $again
      (block $out
        (br_table $again $again $out (local.get $index)))
      (unreachable)))

  (func (export "nested")
    (loop $outer
      (loop $inner
        (br_if $inner (i32.const 0)))
      (br $outer)))

  (func (export "store") (local $address i32)
    (loop $again
      (i32.store (local.get $address)
        (i32.add (i32.load (local.get $address)) (i32.const 1)))
      (local.set $address
        (i32.and (i32.add (local.get $address) (i32.const 64)) (i32.const 0xFFFFC)))
      (br $again)))

  (func (export "fill")
    (loop $again
      (memory.fill (i32.const 0) (i32.const 0) (i32.const 1048576))
      (br $again)))

  (func $return (param i32) (result i32)
    (local.get 0))

  (func (export "calls")
    (loop $again
      (drop (call $return (i32.const 1)))
      (br_if $again (i32.const 1))))

  (func $indirect
    (nop))

  (func (export "indirect_calls")
    (loop $again
      (call_indirect (type $action) (i32.const 0))
      (br_if $again (i32.const 1))))

  ;; Takes about 2 to the power of the argument calls.
  (func $tree (export "tree") (param $depth i32) (result i32)
    (if (result i32) (local.get $depth)
      (then
        (i32.add
          (call $tree (i32.sub (local.get $depth) (i32.const 1)))
          (call $tree (i32.sub (local.get $depth) (i32.const 1)))))
      (else (i32.const 1))))

  (func (export "host_calls")
    (loop $again
      (call $nothing)
      (br $again)))

  (func (export "sleep_then_loop")
    (call $sleep)
    (loop $again
      (br_if $again (i32.const 1)))))
