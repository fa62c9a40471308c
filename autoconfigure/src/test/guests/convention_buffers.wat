;; A guest of pointers and lengths that does what guests of every convention do. The
;; allocator is that of abi_allocate.wat.
(module
  (import "wasmspring" "fail" (func $fail (param i32 i32)))
  (import "wasmspring" "fail_with_code" (func $fail_with_code (param i32 i32 i32)))
  (memory $memory (export "memory") 1)

  (global $next (mut i32) (i32.const 64))
  (global $live (mut i32) (i32.const 0))

  ;; Number of buffers that were not given back.
  (func $live (export "live") (result i32)
    (global.get $live))

  ;; Returns 0 when the memory can't grow.
  (func $allocate (export "allocate") (param $size i32) (result i32)
    (local $header i32)
    (local $end i32)
    (local $missing i32)
    (local.set $header (global.get $next))
    (local.set $end
      (i32.and
        (i32.add (i32.add (local.get $header) (local.get $size)) (i32.const 15))
        (i32.const -8)))
    (if (i32.lt_u (i32.sub (local.get $end) (local.get $header)) (local.get $size))
      (then (return (i32.const 0))))
    (local.set $missing
      (i32.sub
        (i32.add (i32.shr_u (local.get $end) (i32.const 16)) (i32.const 1))
        (memory.size)))
    (if (i32.gt_s (local.get $missing) (i32.const 0))
      (then
        (if (i32.eq (memory.grow (local.get $missing)) (i32.const -1))
          (then (return (i32.const 0))))))
    (global.set $next (local.get $end))
    (i32.store (local.get $header) (i32.const 0x4c495645))
    (i32.store offset=4 (local.get $header) (local.get $size))
    (global.set $live (i32.add (global.get $live) (i32.const 1)))
    (i32.add (local.get $header) (i32.const 8)))

  (func $deallocate (export "deallocate") (param $pointer i32)
    (local $header i32)
    (local.set $header (i32.sub (local.get $pointer) (i32.const 8)))
    ;; A pointer that is not alive traps.
    (if (i32.ne (i32.load (local.get $header)) (i32.const 0x4c495645))
      (then (unreachable)))
    (i32.store (local.get $header) (i32.const 0))
    (global.set $live (i32.sub (global.get $live) (i32.const 1)))
    (if (i32.eqz (global.get $live))
      (then (global.set $next (i32.const 64)))))

  ;; A copy of the argument as pointer << 32 | length.
  (func $echo (export "echo") (param $pointer i32) (param $length i32) (result i64)
    (local $copy i32)
    (local.set $copy (call $allocate (local.get $length)))
    (if (i32.eqz (local.get $copy))
      (then (unreachable)))
    (memory.copy (local.get $copy) (local.get $pointer) (local.get $length))
    (i64.or
      (i64.shl (i64.extend_i32_u (local.get $copy)) (i64.const 32))
      (i64.extend_i32_u (local.get $length))))

  (data (i32.const 16) "no such order")
  (data (i32.const 32) "out of pens\00")

  (func (export "fail")
    (call $fail (i32.const 16) (i32.const 13)))

  (func (export "fail_with_code")
    (call $fail_with_code (i32.const 3) (i32.const 32) (i32.const 11)))

  (func (export "fail_number") (param $code i32) (result i32)
    (call $fail_with_code (local.get $code) (i32.const 32) (i32.const 11))
    (i32.const 0))

  ;; A constant, which nobody may free.
  (func (export "constant") (result i64)
    (i64.const 0x0000_0010_0000_000d))

  (func (export "terminated") (result i32)
    (i32.const 32))

  (func (export "loop")
    (loop $again
      (br $again))))
