;; Tries what a sandbox is for.
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))

  (memory (export "memory") 2)
  (data (i32.const 16) "etc/passwd")
  ;; Where a piece of 64 KB begins, and how long it is
  (data (i32.const 32) "\00\00\01\00\00\00\01\00")

  ;; Never ends.
  (func (export "endless_loop")
    (loop $again
      (br $again)))

  ;; Asks for memory until it gets none, and returns how many pages it has then.
  (func (export "memory_bomb") (result i32)
    (loop $again
      (br_if $again (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
    (memory.size))

  ;; Calls itself and never returns.
  (func $recursion (export "recursion") (param $depth i32) (result i32)
    (i32.add
      (call $recursion (i32.add (local.get $depth) (i32.const 1)))
      (i32.const 1)))

  ;; Writes pieces of 64 KB, lines of 64 bytes, and returns how many bytes that were.
  (func (export "log_bomb") (param $pieces i32) (result i64)
    (local $at i32)
    (local $bytes i64)
    (memory.fill (i32.const 65536) (i32.const 97) (i32.const 65536))
    (local.set $at (i32.const 65599))
    (loop $line
      (i32.store8 (local.get $at) (i32.const 10))
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br_if $line (i32.lt_u (local.get $at) (i32.const 131072))))
    (loop $again
      (drop (call $fd_write (i32.const 1) (i32.const 32) (i32.const 1) (i32.const 48)))
      (local.set $bytes (i64.add (local.get $bytes) (i64.load32_u (i32.const 48))))
      (local.set $pieces (i32.sub (local.get $pieces) (i32.const 1)))
      (br_if $again (local.get $pieces)))
    (local.get $bytes))

  ;; Opens a file below the first directory that a host may have granted, and returns the
  ;; number of the error, or 0.
  (func (export "read_file") (result i32)
    (call $path_open (i32.const 3) (i32.const 1) (i32.const 16) (i32.const 10) (i32.const 0)
      (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 48)))

  (func (export "alloc") (param i32) (result i32)
    (i32.const 1024))

  (func (export "dealloc") (param i32 i32))

  ;; Says that its text is a gigabyte of memory that it does not have.
  (func (export "lying_pointer") (param i32 i32) (result i64)
    (i64.or
      (i64.shl (i64.const 0x40000000) (i64.const 32))
      (i64.const 0x40000000))))
