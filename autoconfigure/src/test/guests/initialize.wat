;; A reactor that also exports _start: counter() is 1 when a new instance ran
;; _initialize once and left _start alone.
(module
  (global $counter (mut i32) (i32.const 0))

  (func $_initialize (export "_initialize")
    (global.set $counter (i32.add (global.get $counter) (i32.const 1))))

  (func $_start (export "_start")
    (global.set $counter (i32.add (global.get $counter) (i32.const 100))))

  (func $counter (export "counter") (result i32)
    (global.get $counter)))
