;; A loop that uses its memory while it grows it page by page.
(module
  (memory $memory (export "memory") 16)

  ;; Grows so many times, with loads and stores up to the last byte in between, and
  ;; returns a sum of what it has loaded.
  (func $grow (export "grow") (param $times i32) (result i64)
    (local $sum i64) (local $address i32)
    (loop $again
      (local.set $address (i32.const 0))
      (loop $words
        (i64.store (local.get $address)
          (i64.add (i64.load (local.get $address)) (i64.const 1)))
        (local.set $sum (i64.add (local.get $sum) (i64.load (local.get $address))))
        (local.set $address (i32.add (local.get $address) (i32.const 8)))
        (br_if $words (i32.lt_u (local.get $address) (i32.const 4096))))
      (i32.store8 (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 1)) (i32.const 1))
      (if (i32.eqz (local.get $times)) (then (return (local.get $sum))))
      (local.set $times (i32.sub (local.get $times) (i32.const 1)))
      (drop (memory.grow (i32.const 1)))
      (br $again))
    (unreachable))

  ;; The same, and then a load that begins one byte before the end.
  (func $grow_and_cross (export "grow_and_cross") (param $times i32) (result i64)
    (drop (call $grow (local.get $times)))
    (i64.load (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 1))))

  ;; A load right behind the end.
  (func $load_behind (export "load_behind") (result i32)
    (i32.load8_u (i32.mul (memory.size) (i32.const 65536))))

  ;; A store that begins one byte before the end.
  (func $store_across (export "store_across")
    (i32.store (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 1)) (i32.const -1))))
