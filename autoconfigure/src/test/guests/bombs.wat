;; Exports that take all that they can get: memory, table, stack, time in host functions.
(module
  (import "env" "ping" (func $ping))

  (memory $memory (export "memory") 1)
  (table $table (export "table") 1 funcref)

  ;; Grows by a page until it may not, and returns how many pages it has then.
  (func $grow_memory (export "grow_memory") (result i32)
    (loop $again
      (br_if $again (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
    (memory.size))

  ;; Asks for as many pages as there can be, at once.
  (func $grow_memory_at_once (export "grow_memory_at_once") (result i32)
    (memory.grow (i32.const 65535)))

  ;; Grows by a million elements until it may not, and returns how many it has then.
  (func $grow_table (export "grow_table") (result i32)
    (loop $again
      (br_if $again (i32.ne (table.grow $table (ref.null func) (i32.const 1000000)) (i32.const -1))))
    (table.size $table))

  (func $recurse (export "recurse") (param $depth i32) (result i32)
    (i32.add
      (call $recurse (i32.add (local.get $depth) (i32.const 1)))
      (i32.const 1)))

  (func $ping_for_ever (export "ping_for_ever")
    (loop $again
      (call $ping)
      (br $again)))

  ;; Fills its memory again and again.
  (func $fill_for_ever (export "fill_for_ever")
    (loop $again
      (memory.fill (i32.const 0) (i32.const 1) (i32.const 65536))
      (br_if $again (i32.const 1)))))
