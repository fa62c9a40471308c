;; A reactor that never ends its _initialize when the host says so.
(module
  (import "env" "stuck" (func $stuck (result i32)))

  (func $_initialize (export "_initialize")
    (if (call $stuck)
      (then (loop $forever (br $forever)))))

  (func $add (export "add") (param $left i32) (param $right i32) (result i32)
    (i32.add (local.get $left) (local.get $right))))
