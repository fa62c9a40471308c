;; The start function traps: no instance can be made.
(module
  (func $fail
    (unreachable))

  (func $ok (export "ok") (result i32)
    (i32.const 42))

  (start $fail))
