;; Uses what AssemblyScript, Emscripten and guests of pointers and lengths import.
(module
  (import "env" "abort" (func $abort (param i32 i32 i32 i32)))
  (import "env" "seed" (func $seed (result f64)))
  (import "env" "trace" (func $trace (param i32 i32 f64 f64 f64 f64 f64)))
  (import "env" "__assert_fail" (func $assert_fail (param i32 i32 i32 i32)))
  (import "env" "emscripten_resize_heap" (func $resize (param i32) (result i32)))
  (import "env" "emscripten_memcpy_js" (func $copy (param i32 i32 i32)))
  (import "env" "__syscall_openat" (func $openat (param i32 i32 i32 i32) (result i32)))
  (import "env" "_setitimer_js" (func $setitimer (param i32 f64) (result i32)))
  (import "env" "exit" (func $exit (param i32)))
  (import "env" "__handle_stack_overflow" (func $overflow (param i32)))
  (import "wasmspring" "fail" (func $fail (param i32 i32)))

  (memory (export "memory") 1 4)

  ;; "too big" and "pricing.ts" in UTF-16, each behind its length in bytes.
  (data (i32.const 12) "\0e\00\00\00t\00o\00o\00 \00b\00i\00g\00")
  (data (i32.const 60) "\14\00\00\00p\00r\00i\00c\00i\00n\00g\00.\00t\00s\00")
  (data (i32.const 100) "x > 0\00")
  (data (i32.const 110) "main.c\00")
  (data (i32.const 120) "price")
  (data (i32.const 130) "no such \c3\b6rder")

  (func (export "abort")
    (call $abort (i32.const 16) (i32.const 64) (i32.const 7) (i32.const 3)))

  ;; Addresses that are none.
  (func (export "abort_anywhere")
    (call $abort (i32.const -1) (i32.const 3) (i32.const 7) (i32.const 3)))

  (func (export "seed") (result f64)
    (call $seed))

  (func (export "trace")
    (call $trace (i32.const 16) (i32.const 2) (f64.const 1) (f64.const 2) (f64.const 0) (f64.const 0) (f64.const 0)))

  (func (export "assertion")
    (call $assert_fail (i32.const 100) (i32.const 110) (i32.const 12) (i32.const 120)))

  (func (export "resize") (param $size i32) (result i32)
    (call $resize (local.get $size)))

  (func (export "copied") (result i32)
    (call $copy (i32.const 1000) (i32.const 120) (i32.const 5))
    (i32.load8_u (i32.const 1004)))

  (func (export "open") (result i32)
    (call $openat (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))

  (func (export "timer") (result i32)
    (call $setitimer (i32.const 0) (f64.const 10)))

  (func (export "exit")
    (call $exit (i32.const 3)))

  (func (export "overflow")
    (call $overflow (i32.const 0)))

  (func (export "fail")
    (call $fail (i32.const 130) (i32.const 14))))
