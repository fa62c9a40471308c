//! Text functions over UTF-8 in linear memory.

use std::alloc::{self, Layout};
use std::arch::wasm32::unreachable;

/// A buffer for the host to write an argument to.
#[no_mangle]
pub unsafe extern "C" fn alloc(size: usize) -> *mut u8 {
    alloc::alloc(layout(size))
}

/// Takes back what `alloc` or a function of this module returned.
#[no_mangle]
pub unsafe extern "C" fn dealloc(pointer: *mut u8, size: usize) {
    if !pointer.is_null() {
        alloc::dealloc(pointer, layout(size));
    }
}

/// Counts the letters a, e, i, o and u.
#[no_mangle]
pub unsafe extern "C" fn count_vowels(pointer: *const u8, length: usize) -> i32 {
    let is_vowel = |c: &u8| matches!(c.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u');
    text(pointer, length).bytes().filter(is_vowel).count() as i32
}

/// Reverses the order of the characters (Unicode scalar values).
#[no_mangle]
pub unsafe extern "C" fn reverse(pointer: *const u8, length: usize) -> u64 {
    result(text(pointer, length).chars().rev().collect())
}

/// Turns a title into a part of a URL: "Hello, Wörld!" becomes "hello-world".
#[no_mangle]
pub unsafe extern "C" fn slug(pointer: *const u8, length: usize) -> u64 {
    let mut slug = String::new();
    let mut gap = false;
    for c in text(pointer, length).chars().flat_map(char::to_lowercase) {
        if is_combining_accent(c) {
            continue;
        }
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        match without_accent(c) {
            Some(plain) => slug.push_str(plain),
            None => slug.push(c),
        }
    }
    result(slug)
}

fn is_combining_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn without_accent(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

unsafe fn layout(size: usize) -> Layout {
    Layout::from_size_align_unchecked(size.max(1), 1)
}

/// The argument. Anything but UTF-8 is a trap.
unsafe fn text<'a>(pointer: *const u8, length: usize) -> &'a str {
    match std::str::from_utf8(std::slice::from_raw_parts(pointer, length)) {
        Ok(text) => text,
        Err(_) => unreachable(),
    }
}

/// Hands a text over to the host as `pointer << 32 | length`.
fn result(text: String) -> u64 {
    if text.is_empty() {
        return 0;
    }
    let bytes: &'static mut [u8] = Box::leak(text.into_bytes().into_boxed_slice());
    (bytes.as_mut_ptr() as u64) << 32 | bytes.len() as u64
}
