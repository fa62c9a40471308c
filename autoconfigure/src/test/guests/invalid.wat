;; Well-formed but invalid: the body leaves an i64 where the type says i32.
(module
  (func $wrong (export "wrong") (result i32)
    (i64.const 1)))
