;; One export per kind of trap, endless loops and endless recursion.
(module
  (type $supplier (func (result i32)))
  (type $consumer (func (param i32)))

  (memory $memory (export "memory") 1)

  ;; Element 0 is $ok, elements 1 to 3 are null.
  (table $table 4 funcref)
  (elem (table $table) (i32.const 0) func $ok)

  (global $count (mut i32) (i32.const 0))

  (func $unreachable (export "unreachable")
    (unreachable))

  (func $div_by_zero (export "div_by_zero") (result i32)
    (i32.div_s (i32.const 1) (i32.const 0)))

  (func $overflow (export "overflow") (result i32)
    (i32.div_s (i32.const 0x80000000) (i32.const -1)))

  (func $conversion (export "conversion") (result i32)
    (i32.trunc_f64_s (f64.const nan)))

  (func $memory_load (export "memory_load") (param $address i32) (result i32)
    (i32.load (local.get $address)))

  (func $memory_store (export "memory_store") (param $address i32)
    (i32.store (local.get $address) (i32.const 1)))

  (func $memory_fill_oob (export "memory_fill_oob")
    (memory.fill (i32.const 65530) (i32.const 1) (i32.const 100)))

  (func $table_oob (export "table_oob") (result i32)
    (call_indirect $table (type $supplier) (i32.const 100)))

  (func $table_get_oob (export "table_get_oob")
    (drop (table.get $table (i32.const 100))))

  (func $indirect_type_mismatch (export "indirect_type_mismatch")
    (call_indirect $table (type $consumer) (i32.const 1) (i32.const 0)))

  (func $uninitialized_element (export "uninitialized_element") (result i32)
    (call_indirect $table (type $supplier) (i32.const 2)))

  ;; The addition after the call keeps this from being a tail call.
  (func $recurse (export "recurse") (param $depth i32) (result i32)
    (i32.add
      (call $recurse (i32.add (local.get $depth) (i32.const 1)))
      (i32.const 1)))

  (func $loop (export "loop")
    (loop $again
      (br $again)))

  (func $loop_br_if (export "loop_br_if")
    (loop $again
      (br_if $again (i32.const 1))))

  ;; Counts its calls: 1 says that the instance is new.
  (func $count (export "count") (result i32)
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (global.get $count))

  (func $ok (export "ok") (result i32)
    (i32.const 42))

  (func $middle
    (call $unreachable))

  (func $outer (export "outer")
    (call $middle)))
