//! A plugin for Extism, by hand: the kernel's functions and nothing else.

mod kernel {
    #[link(wasm_import_module = "extism:host/env")]
    extern "C" {
        pub fn input_length() -> u64;
        pub fn input_load_u8(offset: u64) -> u8;
        pub fn alloc(length: u64) -> u64;
        pub fn store_u8(offset: u64, value: u8);
        pub fn output_set(offset: u64, length: u64);
        pub fn error_set(offset: u64);
    }
}

fn input() -> Vec<u8> {
    unsafe {
        (0..kernel::input_length())
            .map(|offset| kernel::input_load_u8(offset))
            .collect()
    }
}

/// A block of the kernel with a text in it.
fn block(text: &str) -> u64 {
    unsafe {
        let offset = kernel::alloc(text.len() as u64);
        for (index, byte) in text.bytes().enumerate() {
            kernel::store_u8(offset + index as u64, byte);
        }
        offset
    }
}

fn output(text: &str) {
    unsafe { kernel::output_set(block(text), text.len() as u64) }
}

fn error(message: &str) {
    unsafe { kernel::error_set(block(message)) }
}

/// The input is a text, the output a document such as `{"count": 3}`.
#[no_mangle]
pub extern "C" fn count_vowels() -> i32 {
    let text = input();
    if text.is_empty() {
        error("there is no text");
        return 1;
    }
    let count = text.iter().filter(|letter| b"aeiouAEIOU".contains(letter)).count();
    output(&format!("{{\"count\": {count}}}"));
    0
}
