//! The program `magnetiq`.
fn main() {}
