;; A memory that starts with 4096 pages (256 MiB).
(module
  (memory $memory (export "memory") 4096)

  ;; The old size in pages, or -1.
  (func $grow (export "grow") (param $pages i32) (result i32)
    (memory.grow (local.get $pages)))

  (func $size (export "size") (result i32)
    (memory.size))

  ;; Stores the address at the address and loads it again.
  (func $touch (export "touch") (param $address i32) (result i32)
    (i32.store (local.get $address) (local.get $address))
    (i32.load (local.get $address))))
