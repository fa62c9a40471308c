;; A table that the guest can grow.
(module
  (table $table (export "table") 2 10 funcref)

  ;; grow(n) -> the size before, or -1
  (func $grow (export "grow") (param $by i32) (result i32)
    (table.grow $table (ref.null func) (local.get $by))))
