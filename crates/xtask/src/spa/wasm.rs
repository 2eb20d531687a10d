//! From Rust to the module that the browser loads.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::tools::Tools;
use crate::assets::hash;

/// The module for the browser and the script that loads it.
pub struct Bound {
    /// The module.
    pub wasm: Vec<u8>,
    /// The ES module around it.
    pub script: Vec<u8>,
}

/// Compiles a binary of the frontend, in a target directory of its own so that it never waits for the server's.
pub fn compile(root: &Path, name: &str, release: bool) -> anyhow::Result<PathBuf> {
    let target = root.join("target/spa");
    let (profile, folder) = if release { ("spa", "spa") } else { ("dev", "debug") };
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(root)
        .args(["build", "-p", "magnetiq-frontend", "--target", "wasm32-unknown-unknown", "--bin", name])
        .args(["--profile", profile, "--target-dir"])
        .arg(&target)
        .env("CARGO_ENCODED_RUSTFLAGS", flags(root, release))
        // Debugging information would make the module for quick looks five times as big; panics name their place
        // without it.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .status()
        .context("cannot start cargo")?;
    ensure!(status.success(), "the frontend does not compile");
    Ok(target.join(format!("wasm32-unknown-unknown/{folder}/{name}.wasm")))
}

/// What the compiler is told besides the profile.
fn flags(root: &Path, release: bool) -> String {
    // Leptos then keeps views behind one type, instead of compiling a renderer for each shape of markup.
    let mut flags = vec!["--cfg=erase_components".to_owned()];
    if release {
        // Panics name their place: without the folders of the machine that built it, and so in fewer bytes.
        let home = std::env::var("CARGO_HOME").ok();
        let home = home.or_else(|| std::env::var("HOME").ok().map(|home| home + "/.cargo"));
        flags.push(format!("--remap-path-prefix={}/=", root.display()));
        flags.extend(home.map(|home| format!("--remap-path-prefix={home}/registry/src/=")));
    }
    // Cargo splits them at this character.
    flags.join("\u{1f}")
}

/// Writes the glue between module and browser.
pub fn bind(compiled: &Path, name: &str) -> anyhow::Result<Bound> {
    let folder = compiled.with_file_name(format!("{name}-bound"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    Bindgen::new().input_path(compiled).out_name(name).web(true)?.typescript(false).generate(&folder)?;
    if folder.join("snippets").exists() {
        bail!("a crate brings scripts of its own (snippets), which this build does not deliver yet");
    }
    Ok(Bound {
        wasm: fs::read(folder.join(format!("{name}_bg.wasm")))?,
        script: fs::read(folder.join(format!("{name}.js")))?,
    })
}

/// Shrinks a module. What was shrunk before is taken from `cache`.
pub fn optimise(tools: &Tools, cache: &Path, wasm: &[u8]) -> anyhow::Result<Vec<u8>> {
    fs::create_dir_all(cache)?;
    let (before, after) = (cache.join("input.wasm"), cache.join(format!("{}.wasm", hash(wasm))));
    if !after.exists() {
        fs::write(&before, wasm)?;
        tools.wasm_opt(&before, &after)?;
    }
    Ok(fs::read(after)?)
}
