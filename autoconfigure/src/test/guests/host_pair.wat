;; Gets a buffer from the host as two results: pointer and length.
(module
  (import "env" "upper" (func $upper (param i32 i32) (result i32 i32)))

  (memory $memory (export "memory") 1)
  (global $next (mut i32) (i32.const 1024))

  (func $alloc (export "alloc") (param $size i32) (result i32)
    (global.get $next)
    (global.set $next (i32.add (global.get $next) (local.get $size))))
  (func $dealloc (export "dealloc") (param $pointer i32) (param $size i32))

  (func $shout (export "shout") (param $pointer i32) (param $length i32) (result i32 i32)
    (call $upper (local.get $pointer) (local.get $length))))
