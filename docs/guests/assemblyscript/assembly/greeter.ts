// Greets somebody.

/** A buffer of the given size. */
export function alloc(size: usize): usize {
  return heap.alloc(size);
}

/** Takes back what `alloc` or `greet` returned. */
export function dealloc(pointer: usize): void {
  heap.free(pointer);
}

/** "Hello, <name>!" as `pointer << 32 | length`. */
export function greet(name: usize, length: usize): u64 {
  return handOver("Hello, " + String.UTF8.decodeUnsafe(name, length) + "!");
}

/** Gives a text to the host, which passes it to `dealloc` once it has a copy. */
function handOver(text: string): u64 {
  const length = String.UTF8.byteLength(text);
  const pointer = heap.alloc(length);
  String.UTF8.encodeUnsafe(changetype<usize>(text), text.length, pointer);
  return ((pointer as u64) << 32) | (length as u64);
}
