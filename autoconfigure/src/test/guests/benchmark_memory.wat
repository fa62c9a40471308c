;; A memory of 16 MiB, of which a call uses little.
(module
  (memory $memory (export "memory") 256)

  ;; Stores the sum at one address and loads it again.
  (func $add (export "add") (param $a i32) (param $b i32) (result i32)
    (i32.store (i32.const 1048576) (i32.add (local.get $a) (local.get $b)))
    (i32.load (i32.const 1048576))))
