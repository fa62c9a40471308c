;; Uses a vector instruction inside; the signature has only i32.
(module
  (func $splat (export "splat") (param $value i32) (result i32)
    (i32x4.extract_lane 3 (i32x4.splat (local.get $value)))))
