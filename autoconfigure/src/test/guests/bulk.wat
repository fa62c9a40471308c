;; Bulk memory instructions, with a passive segment.
(module
  (memory $memory (export "memory") 1)
  (data $letters "abcde")

  (func $init (export "init") (param $to i32) (param $from i32) (param $size i32)
    (memory.init $letters (local.get $to) (local.get $from) (local.get $size)))

  (func $drop (export "drop")
    (data.drop $letters))

  (func $copy (export "copy") (param $to i32) (param $from i32) (param $size i32)
    (memory.copy (local.get $to) (local.get $from) (local.get $size)))

  (func $fill (export "fill") (param $to i32) (param $value i32) (param $size i32)
    (memory.fill (local.get $to) (local.get $value) (local.get $size))))
