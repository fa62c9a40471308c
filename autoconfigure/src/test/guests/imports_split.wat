;; Emscripten without -sWASM_BIGINT: the offset of fd_seek, which is an i64, arrives in two halves.
(module
  (import "wasi_snapshot_preview1" "fd_seek" (func $seek (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "rewind") (result i32)
    (call $seek (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 8))))
