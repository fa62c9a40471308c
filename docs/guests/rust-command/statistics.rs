//! Reads a text from standard input, and writes what is in it as JSON.

use std::io::{self, Read};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut text = String::new();
    if let Err(error) = io::stdin().read_to_string(&mut text) {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    if text.is_empty() {
        eprintln!("there is no text");
        return ExitCode::FAILURE;
    }
    let lines = text.matches('\n').count();
    let words = text.split_whitespace().count();
    let bytes = text.len();
    print!("{{\"lines\": {lines}, \"words\": {words}, \"bytes\": {bytes}}}");
    ExitCode::SUCCESS
}
