;; Keeps what it is told in memory, in a global and in a table.
(module
  (type $supplier (func (result i32)))

  (memory $memory (export "memory") 1)
  (global $secret (mut i32) (i32.const 0))
  (table $table 1 funcref)
  (elem declare func $marker)

  (func $marker (result i32)
    (i32.const 1))

  (func $keep (export "keep") (param $value i32)
    (global.set $secret (local.get $value))
    (i32.store (i32.const 1000) (local.get $value))
    (drop (memory.grow (i32.const 1)))
    (i32.store (i32.const 70000) (local.get $value))
    (table.set $table (i32.const 0) (ref.func $marker)))

  (func $from_global (export "from_global") (result i32)
    (global.get $secret))

  (func $from_memory (export "from_memory") (result i32)
    (i32.load (i32.const 1000)))

  ;; Grows to get at what an earlier instance may have left there.
  (func $from_grown_memory (export "from_grown_memory") (result i32)
    (drop (memory.grow (i32.const 1)))
    (i32.load (i32.const 70000)))

  (func $from_table (export "from_table") (result i32)
    (i32.eqz (ref.is_null (table.get $table (i32.const 0))))))
