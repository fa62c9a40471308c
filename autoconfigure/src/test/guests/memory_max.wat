;; A memory of one page that may grow to three.
(module
  (memory $memory (export "memory") 1 3)

  ;; The old size in pages, or -1.
  (func $grow (export "grow") (param $pages i32) (result i32)
    (memory.grow (local.get $pages)))

  (func $size (export "size") (result i32)
    (memory.size))

  ;; Stores the address at the address and loads it again.
  (func $touch (export "touch") (param $address i32) (result i32)
    (i32.store (local.get $address) (local.get $address))
    (i32.load (local.get $address))))
