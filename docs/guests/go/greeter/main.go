// Greets somebody.
package main

import "unsafe"

// Keeps what the host uses from the collector of garbage.
var buffers = map[unsafe.Pointer][]byte{}

//go:wasmexport alloc
func alloc(size uint32) unsafe.Pointer {
	return keep(make([]byte, max(size, 1)))
}

//go:wasmexport dealloc
func dealloc(pointer unsafe.Pointer) {
	delete(buffers, pointer)
}

//go:wasmexport greet
func greet(name unsafe.Pointer, length uint32) uint64 {
	greeting := "Hello, " + unsafe.String((*byte)(name), length) + "!"
	return uint64(uintptr(keep([]byte(greeting))))<<32 | uint64(len(greeting))
}

func keep(buffer []byte) unsafe.Pointer {
	pointer := unsafe.Pointer(unsafe.SliceData(buffer))
	buffers[pointer] = buffer
	return pointer
}

func main() {}
