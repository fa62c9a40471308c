;; An allocator that traps when something is freed that it did not allocate, and
;; functions whose results are not what the host takes them for.
(module
  (memory (export "memory") 2)
  (data (i32.const 16) "constant\00")
  (global $next (mut i32) (i32.const 4096))
  (global $freed (mut i32) (i32.const 0))

  (func $alloc (export "alloc") (param $size i32) (result i32)
    (local $pointer i32)
    (local.set $pointer (global.get $next))
    (global.set $next (i32.add (global.get $next) (local.get $size)))
    (local.get $pointer))

  (func (export "dealloc") (param $pointer i32) (param $size i32)
    (if (i32.or (i32.lt_u (local.get $pointer) (i32.const 4096))
                (i32.eq (local.get $pointer) (global.get $freed)))
      (then unreachable))
    (global.set $freed (local.get $pointer)))

  (func $pack (param $upper i32) (param $lower i32) (result i64)
    (i64.or (i64.shl (i64.extend_i32_u (local.get $upper)) (i64.const 32))
            (i64.extend_i32_u (local.get $lower))))

  (func $copy (param $pointer i32) (param $length i32) (result i32)
    (local $target i32)
    (local.set $target (call $alloc (local.get $length)))
    (memory.copy (local.get $target) (local.get $pointer) (local.get $length))
    (local.get $target))

  ;; right
  (func (export "copied") (param i32 i32) (result i64)
    (call $pack (call $copy (local.get 0) (local.get 1)) (local.get 1)))

  ;; the halves are swapped
  (func (export "swapped") (param i32 i32) (result i64)
    (call $pack (local.get 1) (call $copy (local.get 0) (local.get 1))))

  (func (export "swapped_far") (param i32 i32) (result i64)
    (call $pack (local.get 1) (i32.const 131072)))

  ;; a constant, and the memory of the argument
  (func (export "constant") (result i64) (call $pack (i32.const 16) (i32.const 8)))
  (func (export "terminated") (result i32) (i32.const 16))
  (func (export "same") (param i32 i32) (result i64) (call $pack (local.get 0) (local.get 1)))

  ;; numbers
  (func (export "count_vowels") (param i32 i32) (result i32) (i32.const 3))
  (func (export "big_number") (param i32 i32) (result i32) (i32.const -1))
  (func (export "total") (param i32 i32) (result i64) (i64.const 7_000_000_000_000))

  ;; the guest frees its argument
  (func (export "consumed") (param i32 i32) (result i32)
    (global.set $freed (local.get 0))
    (local.get 1)))
