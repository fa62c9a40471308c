;; Counts primes by trial division, which takes long for large limits.
(module
  (func $is_prime (param $number i32) (result i32)
    (local $divisor i32)
    (local.set $divisor (i32.const 2))
    (loop $next
      (if (i64.gt_u
            (i64.mul (i64.extend_i32_u (local.get $divisor)) (i64.extend_i32_u (local.get $divisor)))
            (i64.extend_i32_u (local.get $number)))
        (then (return (i32.const 1))))
      (if (i32.eqz (i32.rem_u (local.get $number) (local.get $divisor)))
        (then (return (i32.const 0))))
      (local.set $divisor (i32.add (local.get $divisor) (i32.const 1)))
      (br $next))
    (unreachable))

  (func (export "count_primes") (param $limit i32) (result i32)
    (local $number i32)
    (local $count i32)
    (local.set $number (i32.const 2))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $number) (local.get $limit)))
        (local.set $count (i32.add (local.get $count) (call $is_prime (local.get $number))))
        (local.set $number (i32.add (local.get $number) (i32.const 1)))
        (br $next)))
    (local.get $count)))
