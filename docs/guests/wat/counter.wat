(module
  (global $count (export "count") (mut i32) (i32.const 0))

  ;; Counts up and returns the new count.
  (func (export "next") (result i32)
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (global.get $count))

  (func (export "fail")
    (unreachable))

  ;; Never ends.
  (func (export "spin")
    (loop $again
      (br $again))))
