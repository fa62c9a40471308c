;; Exports a memory, and no function, as a module whose functions are not marked.
(module
  (memory (export "memory") 1)
  (func $count_vowels (param i32 i32) (result i32) (i32.const 0)))
