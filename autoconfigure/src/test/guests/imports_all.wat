;; One import of every kind.
(module
  (import "env" "log" (func $log (param $pointer i32) (param $length i32)))
  (import "env" "memory" (memory $memory 1))
  (import "env" "base" (global $base i32))
  (import "env" "table" (table $table 1 funcref))

  (func $run (export "run")
    (call $log (global.get $base) (i32.const 4)))

  (func $base (export "base") (result i32)
    (global.get $base))

  (func $memory_size (export "memory_size") (result i32)
    (memory.size))

  (func $table_size (export "table_size") (result i32)
    (table.size $table)))
