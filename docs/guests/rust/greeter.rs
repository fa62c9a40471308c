//! Greets somebody. Needs no crates.

use std::{ptr, slice, str};

/// A buffer of the given size.
#[no_mangle]
pub extern "C" fn alloc(size: usize) -> *mut u8 {
    Box::into_raw(vec![0; size].into_boxed_slice()) as *mut u8
}

/// Takes back what `alloc` or `greet` returned.
#[no_mangle]
pub unsafe extern "C" fn dealloc(pointer: *mut u8, size: usize) {
    drop(Box::from_raw(ptr::slice_from_raw_parts_mut(pointer, size)));
}

/// "Hello, <name>!" as `pointer << 32 | length`.
#[no_mangle]
pub unsafe extern "C" fn greet(name: *const u8, length: usize) -> u64 {
    let name = str::from_utf8(slice::from_raw_parts(name, length)).unwrap();
    hand_over(format!("Hello, {name}!"))
}

/// Gives a text to the host, which passes it to `dealloc` once it has a copy.
fn hand_over(text: String) -> u64 {
    let bytes = Box::leak(text.into_bytes().into_boxed_slice());
    (bytes.as_mut_ptr() as u64) << 32 | bytes.len() as u64
}
