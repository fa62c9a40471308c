;; Reads and writes memory in every way, at addresses of the caller's choice.
(module
  (memory $memory (export "memory") 1 3)
  (data (i32.const 65535) "z")
  (data $text "text")

  (func (export "load8") (param $address i32) (result i32)
    (i32.load8_u (local.get $address)))

  (func (export "load64") (param $address i32) (result i64)
    (i64.load offset=1 align=1 (local.get $address)))

  (func (export "load_far") (param $address i32) (result i32)
    (i32.load8_u offset=4294967295 (local.get $address)))

  (func (export "store8") (param $address i32)
    (i32.store8 (local.get $address) (i32.const 7)))

  (func (export "store64") (param $address i32)
    (i64.store offset=1 align=1 (local.get $address) (i64.const 7)))

  (func (export "store_far") (param $address i32)
    (i64.store offset=4294967288 (local.get $address) (i64.const 7)))

  (func (export "fill") (param $address i32)
    (memory.fill (local.get $address) (i32.const 7) (i32.const 8)))

  (func (export "copy_to") (param $address i32)
    (memory.copy (local.get $address) (i32.const 16) (i32.const 8)))

  (func (export "copy_from") (param $address i32)
    (memory.copy (i32.const 16) (local.get $address) (i32.const 8)))

  (func (export "fill_some") (param $address i32) (param $size i32)
    (memory.fill (local.get $address) (i32.const 7) (local.get $size)))

  (func (export "copy_some") (param $to i32) (param $from i32) (param $size i32)
    (memory.copy (local.get $to) (local.get $from) (local.get $size)))

  (func (export "init") (param $address i32)
    (memory.init $text (local.get $address) (i32.const 0) (i32.const 4)))

  (func (export "init_some") (param $to i32) (param $from i32) (param $size i32)
    (memory.init $text (local.get $to) (local.get $from) (local.get $size)))

  (func (export "size") (result i32)
    (memory.size))

  (func (export "grow") (param $pages i32) (result i32)
    (memory.grow (local.get $pages))))
