;; Imported functions of two modules.
(module
  (import "env" "log" (func $log (param $pointer i32) (param $length i32)))
  (import "env" "now" (func $now (result i64)))
  (import "math" "pow" (func $pow (param $base f64) (param $exponent f64) (result f64)))

  (memory $memory (export "memory") 1)

  ;; "Hello, wörld!" in UTF-8: 14 bytes.
  (data (i32.const 16) "Hello, w\c3\b6rld!")

  ;; Logs one message.
  (func $run (export "run")
    (call $log (i32.const 16) (i32.const 14)))

  ;; Logs any range, also one outside of the memory.
  (func $log_range (export "log_range") (param $pointer i32) (param $length i32)
    (call $log (local.get $pointer) (local.get $length)))

  (func $time (export "time") (result i64)
    (call $now))

  (func $power (export "power") (param $base f64) (param $exponent f64) (result f64)
    (call $pow (local.get $base) (local.get $exponent))))
