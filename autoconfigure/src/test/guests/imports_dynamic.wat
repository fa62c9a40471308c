;; A dynamic library that needs no other module.
(module
  (import "env" "memory" (memory 1))
  (import "env" "__indirect_function_table" (table 1 funcref))
  (import "env" "__memory_base" (global $memory_base i32))
  (import "env" "__table_base" (global $table_base i32))
  (import "env" "__stack_pointer" (global $stack_pointer (mut i32)))

  (type $number (func (result i32)))

  (data (global.get $memory_base) "\2a\00\00\00\00\00\00\00")
  (elem (global.get $table_base) func $answer)

  (func $answer (result i32)
    (i32.load (global.get $memory_base)))

  ;; Where the data is, is known when the library is loaded.
  (func (export "__wasm_apply_data_relocs")
    (i32.store offset=4 (global.get $memory_base) (global.get $memory_base)))

  (func (export "__wasm_call_ctors")
    (i32.store (global.get $memory_base) (i32.add (i32.load (global.get $memory_base)) (i32.const 1))))

  ;; Reads its answer through a pointer and a table, with a stack.
  (func (export "answer") (result i32)
    (local $frame i32)
    (local.set $frame (i32.sub (global.get $stack_pointer) (i32.const 16)))
    (i32.store (local.get $frame)
      (call_indirect (type $number) (global.get $table_base)))
    (i32.sub (i32.add (i32.load (local.get $frame)) (i32.load (i32.load offset=4 (global.get $memory_base))))
      (i32.load (local.get $frame)))))
