;; An export named _initialize with a parameter is not the reactor entry point
;; and must not be called: counter() stays 0.
(module
  (global $counter (mut i32) (i32.const 0))

  (func $_initialize (export "_initialize") (param $value i32)
    (global.set $counter (i32.add (global.get $counter) (i32.const 1))))

  (func $counter (export "counter") (result i32)
    (global.get $counter)))
