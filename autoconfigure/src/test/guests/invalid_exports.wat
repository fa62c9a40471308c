;; Two exports of the same name, which no module may have.
(module
  (func (export "answer") (result i32)
    (i32.const 42))
  (func (export "answer") (result i32)
    (i32.const 43)))
