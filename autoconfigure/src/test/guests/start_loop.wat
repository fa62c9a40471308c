;; Never ends to start.
(module
  (func $start
    (loop $again
      (br_if $again (i32.const 1))))
  (start $start))
