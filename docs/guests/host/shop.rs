//! Adds up what articles cost. The host knows the prices.

use std::{ptr, slice};

#[link(wasm_import_module = "shop")]
extern "C" {
    fn price_of(article: *const u8, length: usize) -> f64;
    fn log(message: *const u8, length: usize);
}

/// The price of several pieces of an article.
#[no_mangle]
pub unsafe extern "C" fn total(article: *const u8, length: usize, quantity: u32) -> f64 {
    let total = price_of(article, length) * f64::from(quantity);
    let name = String::from_utf8_lossy(slice::from_raw_parts(article, length));
    let message = format!("{quantity} x {name}: {total}");
    log(message.as_ptr(), message.len());
    total
}

/// A buffer of the given size.
#[no_mangle]
pub extern "C" fn alloc(size: usize) -> *mut u8 {
    Box::into_raw(vec![0; size].into_boxed_slice()) as *mut u8
}

/// Takes back what `alloc` returned.
#[no_mangle]
pub unsafe extern "C" fn dealloc(pointer: *mut u8, size: usize) {
    drop(Box::from_raw(ptr::slice_from_raw_parts_mut(pointer, size)));
}
