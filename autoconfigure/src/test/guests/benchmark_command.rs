//! A command that counts the words of what it reads, or of a text of its own if there is
//! nothing to read, with what programs use anyhow: maps, sorting, formatted numbers.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read};

const TEXT: &str = "some words to count\nand a line more\n";

fn main() {
    count();
}

/// What the program does, for whoever calls it on an instance of another program.
#[no_mangle]
pub extern "C" fn count() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    if text.is_empty() {
        text = TEXT.repeat(10);
    }
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_default() += 1;
    }
    let sorted: BTreeMap<_, _> = counts.into_iter().collect();
    println!("{:?}, {:.3} on average", sorted, text.len() as f64 / sorted.len() as f64);
    if std::env::args().nth(1).as_deref() == Some("files") {
        println!("{:?}", std::fs::read_dir(".").map(|files| files.count()));
    }
}
