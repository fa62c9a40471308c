;; A command: its entry point is _start. ran() counts how often that ran.
(module
  (memory $memory (export "memory") 1)

  (global $ran (mut i32) (i32.const 0))

  (func $_start (export "_start")
    (global.set $ran (i32.add (global.get $ran) (i32.const 1))))

  (func $ran (export "ran") (result i32)
    (global.get $ran)))
