;; Ends itself at once, below a host function that calls back, and has no memory.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "env" "call_back" (func $call_back (param i32)))
  (func (export "leave") (param i32)
    local.get 0
    call $exit
    unreachable)
  (func (export "leave_nested") (param i32)
    local.get 0
    call $call_back
    unreachable))
