;; Calls the host from its start section.
(module
  (import "env" "started" (func $started (param $pointer i32) (param $length i32)))

  (memory $memory (export "memory") 1)
  (data (i32.const 8) "ready")

  (func $start
    (call $started (i32.const 8) (i32.const 5)))
  (start $start))
