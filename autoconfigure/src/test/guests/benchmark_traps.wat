;; Traps below a number of frames.
(module
  (func $trap (export "trap") (param $depth i32) (result i32)
    (if (result i32) (local.get $depth)
      (then
        ;; The addition after the call keeps this from being a tail call.
        (i32.add
          (call $trap (i32.sub (local.get $depth) (i32.const 1)))
          (i32.const 1)))
      (else (unreachable)))))
