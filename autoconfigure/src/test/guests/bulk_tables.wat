;; Instructions on ranges of tables, with operands of the caller's choice, and what shows
;; their effect.
(module
  (type $number (func (result i32)))

  (table $first (export "first") 100000 150000 funcref)
  (table $second 60000 funcref)
  (table $outside 70000 90000 externref)

  (elem $functions func $one $two $three)
  (elem (table $first) (i32.const 0) func $one $two $three)

  (func $one (result i32)
    (i32.const 1))

  (func $two (result i32)
    (i32.const 2))

  (func $three (result i32)
    (i32.const 3))

  ;; at(i) -> what the function there returns, or 0
  (func $at (param $at i32) (result i32)
    (if (result i32) (ref.is_null (table.get $first (local.get $at)))
      (then (i32.const 0))
      (else (call_indirect $first (type $number) (local.get $at)))))

  ;; Give all elements of both tables a value that depends on their place.
  (func (export "pattern")
    (local $at i32)
    (loop $next
      (table.set $first (local.get $at)
        (table.get $first (i32.rem_u (i32.mul (local.get $at) (local.get $at)) (i32.const 3))))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (i32.const 90000))))
    (local.set $at (i32.const 0))
    (loop $next
      (table.set $second (local.get $at) (table.get $first (i32.rem_u (local.get $at) (i32.const 7))))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (i32.const 60000)))))

  ;; A number that depends on each element of the first table and the sizes of all.
  (func (export "hash") (result i32)
    (local $at i32)
    (local $hash i32)
    (loop $next
      (local.set $hash
        (i32.add (i32.mul (local.get $hash) (i32.const 31)) (call $at (local.get $at))))
      (br_if $next
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (table.size $first))))
    (i32.add
      (i32.mul (local.get $hash) (i32.const 31))
      (i32.add (table.size $first) (table.size $outside))))

  (func (export "fill") (param $to i32) (param $from i32) (param $size i32)
    (table.fill $first (local.get $to) (table.get $first (local.get $from)) (local.get $size)))

  (func (export "copy") (param $to i32) (param $from i32) (param $size i32)
    (table.copy $first $first (local.get $to) (local.get $from) (local.get $size)))

  (func (export "copy_other") (param $to i32) (param $from i32) (param $size i32)
    (table.copy $first $second (local.get $to) (local.get $from) (local.get $size)))

  (func (export "init") (param $to i32) (param $from i32) (param $size i32)
    (table.init $first $functions (local.get $to) (local.get $from) (local.get $size)))

  (func (export "init_dropped") (param $to i32) (param $from i32) (param $size i32)
    (elem.drop $functions)
    (table.init $first $functions (local.get $to) (local.get $from) (local.get $size)))

  (func (export "grow") (param $by i32) (param $from i32) (param $unused i32) (result i32)
    (table.grow $first (table.get $first (local.get $from)) (local.get $by)))

  (func (export "grow_outside") (param $by i32) (param $unused i32) (param $none i32) (result i32)
    (table.grow $outside (ref.null extern) (local.get $by)))

  (func (export "fill_outside") (param $to i32) (param $unused i32) (param $size i32)
    (table.fill $outside (local.get $to) (ref.null extern) (local.get $size))))
