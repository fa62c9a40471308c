;; alloc and dealloc are there, but alloc takes an i64.
(module
  (memory $memory (export "memory") 1)

  (func $alloc (export "alloc") (param $size i64) (result i32)
    (i32.const 1024))

  (func $dealloc (export "dealloc") (param $pointer i32) (param $length i32))

  (func $length (export "length") (param $pointer i32) (param $length i32) (result i32)
    (local.get $length)))
