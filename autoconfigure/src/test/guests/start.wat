;; The start function runs at instantiation: value() is 7, not 0.
(module
  (global $value (mut i32) (i32.const 0))

  (func $init
    (global.set $value (i32.add (global.get $value) (i32.const 7))))

  (func $value (export "value") (result i32)
    (global.get $value))

  (start $init))
