//! The program as it is called. That it is tested as a program has a second use: `cargo test` builds it, and
//! `just test` proves crowds and crashes with it.

use std::process::Command;

#[test]
fn it_says_what_it_can_do() {
    let output = Command::new(env!("CARGO_BIN_EXE_magnetiq-bench")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && help.contains("proof"), "{help}");
}
