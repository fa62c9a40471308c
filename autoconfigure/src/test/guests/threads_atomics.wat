;; A shared memory and the atomic instructions of the threads proposal.
(module
  (memory $memory (export "memory") 1 3 shared)
  (data $passive "shared")

  ;; The value before.
  (func $add (export "add") (param $address i32) (param $value i32) (result i32)
    (i32.atomic.rmw.add (local.get $address) (local.get $value)))

  (func $add_long (export "add_long") (param $address i32) (param $value i64) (result i64)
    (i64.atomic.rmw.add (local.get $address) (local.get $value)))

  (func $exchange_byte (export "exchange_byte") (param $address i32) (param $value i32) (result i32)
    (i32.atomic.rmw8.xchg_u (local.get $address) (local.get $value)))

  (func $compare_and_exchange (export "compare_and_exchange")
    (param $address i32) (param $expected i32) (param $value i32) (result i32)
    (i32.atomic.rmw.cmpxchg (local.get $address) (local.get $expected) (local.get $value)))

  (func $load (export "load") (param $address i32) (result i32)
    (atomic.fence)
    (i32.atomic.load (local.get $address)))

  (func $store (export "store") (param $address i32) (param $value i32)
    (i32.atomic.store (local.get $address) (local.get $value)))

  ;; Without atomic instructions, at any address.
  (func $plain_load (export "plain_load") (param $address i32) (result i32)
    (i32.load (local.get $address)))

  (func $plain_store (export "plain_store") (param $address i32) (param $value i64)
    (i64.store (local.get $address) (local.get $value)))

  (func $init (export "init") (param $address i32) (param $length i32)
    (memory.init $passive (local.get $address) (i32.const 0) (local.get $length)))

  (func $fill (export "fill") (param $address i32) (param $length i32)
    (memory.fill (local.get $address) (i32.const 7) (local.get $length)))

  ;; The old size in pages, or -1.
  (func $grow (export "grow") (param $pages i32) (result i32)
    (memory.grow (local.get $pages)))

  (func $size (export "size") (result i32)
    (memory.size))

  ;; 1 if the value is another, 2 after so many nanoseconds.
  (func $wait (export "wait") (param $address i32) (param $expected i32) (param $timeout i64) (result i32)
    (memory.atomic.wait32 (local.get $address) (local.get $expected) (local.get $timeout)))

  ;; How many were woken.
  (func $notify (export "notify") (param $address i32) (result i32)
    (memory.atomic.notify (local.get $address) (i32.const 1))))
