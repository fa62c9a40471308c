;; What Emscripten makes of setjmp and longjmp, by hand: functions are called through
;; invoke_ii, and a jump comes back there.
(module
  (import "env" "invoke_ii" (func $invoke_ii (param i32 i32) (result i32)))
  (import "env" "_emscripten_throw_longjmp" (func $longjmp))

  (table $table (export "__indirect_function_table") 4 4 funcref)
  (elem (i32.const 1) $half $other)

  (global $stack (mut i32) (i32.const 1024))
  (global $threw (mut i32) (i32.const 0))

  (func (export "setThrew") (param $threw i32) (param $value i32)
    (global.set $threw (local.get $threw)))

  (func (export "emscripten_stack_get_current") (result i32)
    (global.get $stack))

  (func (export "_emscripten_stack_restore") (param $stack i32)
    (global.set $stack (local.get $stack)))

  ;; Half of an even number; jumps if it is odd, and traps if it is 0.
  (func $half (export "half") (param $number i32) (result i32)
    (global.set $stack (i32.sub (global.get $stack) (i32.const 16)))
    (if (i32.eqz (local.get $number))
      (then (unreachable)))
    (if (i32.and (local.get $number) (i32.const 1))
      (then (call $longjmp)))
    (global.set $stack (i32.add (global.get $stack) (i32.const 16)))
    (i32.shr_u (local.get $number) (i32.const 1)))

  ;; A function of another type.
  (func $other (param i64) (result i64)
    (local.get 0))

  ;; What a call through the pointer returns, or -1 if it jumps.
  (func (export "try_half") (param $pointer i32) (param $number i32) (result i32)
    (local $half i32)
    (global.set $threw (i32.const 0))
    (local.set $half (call $invoke_ii (local.get $pointer) (local.get $number)))
    (if (global.get $threw)
      (then (return (i32.sub (i32.const 0) (i32.eq (global.get $stack) (i32.const 1024))))))
    (local.get $half)))
