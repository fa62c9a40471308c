;; Every number type as parameter and result, long parameter lists, several
;; results, a name in kebab case and both kinds of global.
(module
  (global $counter (export "counter") (mut i32) (i32.const 0))
  (global $limit (export "limit") i64 (i64.const 1234567890123))

  (func $add (export "add") (param $a i32) (param $b i32) (result i32)
    (i32.add (local.get $a) (local.get $b)))

  (func $add_long (export "add-long") (param $a i64) (param $b i64) (result i64)
    (i64.add (local.get $a) (local.get $b)))

  (func $add_float (export "add_float") (param $a f32) (param $b f32) (result f32)
    (f32.add (local.get $a) (local.get $b)))

  (func $add_double (export "add_double") (param $a f64) (param $b f64) (result f64)
    (f64.add (local.get $a) (local.get $b)))

  (func $id_i32 (export "id_i32") (param $value i32) (result i32)
    (local.get $value))

  (func $id_i64 (export "id_i64") (param $value i64) (result i64)
    (local.get $value))

  (func $id_f32 (export "id_f32") (param $value f32) (result f32)
    (local.get $value))

  (func $id_f64 (export "id_f64") (param $value f64) (result f64)
    (local.get $value))

  ;; Traps for a zero divisor and for -2147483648 / -1.
  (func $div (export "div") (param $a i32) (param $b i32) (result i32)
    (i32.div_s (local.get $a) (local.get $b)))

  (func $div_mod (export "div_mod") (param $a i32) (param $b i32) (result i32 i32)
    (i32.div_s (local.get $a) (local.get $b))
    (i32.rem_s (local.get $a) (local.get $b)))

  (func $mixed (export "mixed") (result i32 i64 f32 f64)
    (i32.const 1)
    (i64.const 2)
    (f32.const 3.5)
    (f64.const 4.25))

  (func $is_even (export "is_even") (param $value i32) (result i32)
    (i32.eqz (i32.and (local.get $value) (i32.const 1))))

  ;; The sum of all parameters, each sign-extended to i64.
  (func $sum20 (export "sum20")
    (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (result i64)
    (i64.extend_i32_s (local.get 0))
    (i64.add (i64.extend_i32_s (local.get 1)))
    (i64.add (i64.extend_i32_s (local.get 2)))
    (i64.add (i64.extend_i32_s (local.get 3)))
    (i64.add (i64.extend_i32_s (local.get 4)))
    (i64.add (i64.extend_i32_s (local.get 5)))
    (i64.add (i64.extend_i32_s (local.get 6)))
    (i64.add (i64.extend_i32_s (local.get 7)))
    (i64.add (i64.extend_i32_s (local.get 8)))
    (i64.add (i64.extend_i32_s (local.get 9)))
    (i64.add (i64.extend_i32_s (local.get 10)))
    (i64.add (i64.extend_i32_s (local.get 11)))
    (i64.add (i64.extend_i32_s (local.get 12)))
    (i64.add (i64.extend_i32_s (local.get 13)))
    (i64.add (i64.extend_i32_s (local.get 14)))
    (i64.add (i64.extend_i32_s (local.get 15)))
    (i64.add (i64.extend_i32_s (local.get 16)))
    (i64.add (i64.extend_i32_s (local.get 17)))
    (i64.add (i64.extend_i32_s (local.get 18)))
    (i64.add (i64.extend_i32_s (local.get 19))))

  ;; The sum of all parameters as f64.
  (func $mix20 (export "mix20")
    (param i32 i64 f32 f64 i32 i64 f32 f64 i32 i64)
    (param f32 f64 i32 i64 f32 f64 i32 i64 f32 f64)
    (result f64)
    (f64.convert_i32_s (local.get 0))
    (f64.add (f64.convert_i64_s (local.get 1)))
    (f64.add (f64.promote_f32 (local.get 2)))
    (f64.add (local.get 3))
    (f64.add (f64.convert_i32_s (local.get 4)))
    (f64.add (f64.convert_i64_s (local.get 5)))
    (f64.add (f64.promote_f32 (local.get 6)))
    (f64.add (local.get 7))
    (f64.add (f64.convert_i32_s (local.get 8)))
    (f64.add (f64.convert_i64_s (local.get 9)))
    (f64.add (f64.promote_f32 (local.get 10)))
    (f64.add (local.get 11))
    (f64.add (f64.convert_i32_s (local.get 12)))
    (f64.add (f64.convert_i64_s (local.get 13)))
    (f64.add (f64.promote_f32 (local.get 14)))
    (f64.add (local.get 15))
    (f64.add (f64.convert_i32_s (local.get 16)))
    (f64.add (f64.convert_i64_s (local.get 17)))
    (f64.add (f64.promote_f32 (local.get 18)))
    (f64.add (local.get 19)))

  (func $nothing (export "nothing"))

  ;; Adds 1 to the exported global and returns the new value.
  (func $increment (export "increment") (result i32)
    (global.set $counter (i32.add (global.get $counter) (i32.const 1)))
    (global.get $counter)))
