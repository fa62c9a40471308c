;; Imports a memory, a table and globals, and shows what they are.
(module
  (import "env" "memory" (memory $memory 1 3))
  (import "env" "table" (table $table 2 funcref))
  (import "env" "answer" (global $answer i32))
  (import "env" "counter" (global $counter (mut i64)))
  (import "env" "ratio" (global $ratio f64))
  (import "env" "none" (global $none externref))

  (global $copy i32 (global.get $answer))

  (data (i32.const 16) "fixed")
  (data (global.get $answer) "moved")

  (elem (table $table) (i32.const 1) func $answer_of_table)

  (func $answer_of_table (result i32)
    (global.get $copy))

  (func (export "answer") (result i32)
    (call_indirect $table (result i32) (i32.const 1)))

  (func (export "count") (result i64)
    (global.set $counter (i64.add (global.get $counter) (i64.const 1)))
    (global.get $counter))

  (func (export "ratio") (result f64)
    (global.get $ratio))

  (func (export "is_none") (result i32)
    (ref.is_null (global.get $none)))

  (func (export "letter") (param $address i32) (result i32)
    (i32.load8_u (local.get $address)))

  (func (export "grow") (param $pages i32) (result i32)
    (memory.grow (local.get $pages))))
