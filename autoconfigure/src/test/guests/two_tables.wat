;; Two tables with different functions (needs the reference types proposal).
(module
  (type $supplier (func (result i32)))

  (table $first (export "first") 2 funcref)
  (table $second (export "second") 2 funcref)

  (elem (table $first) (i32.const 0) func $ten $eleven)
  (elem (table $second) (i32.const 0) func $twenty $twenty_one)

  (func $ten (result i32) (i32.const 10))
  (func $eleven (result i32) (i32.const 11))
  (func $twenty (result i32) (i32.const 20))
  (func $twenty_one (result i32) (i32.const 21))

  (func $call_first (export "call_first") (param $index i32) (result i32)
    (call_indirect $first (type $supplier) (local.get $index)))

  (func $call_second (export "call_second") (param $index i32) (result i32)
    (call_indirect $second (type $supplier) (local.get $index))))
