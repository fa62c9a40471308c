;; Calls the host from great depth.
(module
  (import "env" "ask" (func $ask (result i32)))

  (func $descend (export "descend") (param $depth i32) (result i32)
    (if (result i32) (local.get $depth)
      (then
        (i32.add
          (call $descend (i32.sub (local.get $depth) (i32.const 1)))
          (i32.const 1)))
      (else (call $ask))))

  ;; Calls the host at each depth, until the stack is at its end.
  (func $sink (export "sink") (result i32)
    (i32.add
      (call $ask)
      (call $sink))))
