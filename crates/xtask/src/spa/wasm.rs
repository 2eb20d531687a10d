//! From Rust to the modules that the browser loads: one at once, and the parts that the frontend marks as
//! fetched when they are needed (`frontend/src/bin/public.rs`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, anyhow, bail, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::tools::Tools;
use crate::assets::hash;

/// What the browser loads.
pub struct Bound {
    /// The module that is loaded at once.
    pub wasm: Vec<u8>,
    /// Name and content of each part that is fetched later.
    pub parts: Vec<(String, Vec<u8>)>,
    /// The folder with the two scripts that belong together: `<name>.js` around the module, and [`LINK_SCRIPT`].
    pub scripts: PathBuf,
}

/// The script that fetches parts, and knows their names.
pub const LINK_SCRIPT: &str = "parts.js";

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
    // The linker leaves notes on who calls whom: by them the module is taken apart.
    let mut flags = vec!["--cfg=erase_components".to_owned(), "-Clink-args=--emit-relocs".to_owned()];
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

/// Takes the module apart and writes the glue between it and the browser.
pub fn bind(compiled: &Path, name: &str) -> anyhow::Result<Bound> {
    let folder = compiled.with_file_name(format!("{name}-bound"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let main = folder.join("main.wasm");
    let parts = split(&fs::read(compiled)?, &folder, &main, name)?;
    Bindgen::new()
        .input_path(&main)
        .out_name(name)
        .web(true)?
        .typescript(false)
        // The parts find in the main module what they share with it.
        .keep_lld_exports(true)
        .generate(&folder)?;
    if folder.join("snippets").exists() {
        bail!("a crate brings scripts of its own (snippets), which this build does not deliver yet");
    }
    Ok(Bound { wasm: fs::read(folder.join(format!("{name}_bg.wasm")))?, parts, scripts: folder })
}

/// Writes the module that is loaded at once to `main` and gives the parts.
fn split(compiled: &[u8], folder: &Path, main: &Path, name: &str) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let (script, link) = (format!("./{name}.js"), format!("./{LINK_SCRIPT}"));
    let mut options = wasm_split_cli_support::Options::new(compiled);
    options.output_dir = folder;
    options.main_out_path = main;
    options.main_module = &script;
    options.link_name = &link;
    let split =
        wasm_split_cli_support::transform(options).map_err(|error| anyhow!("cannot split: {error:?}"))?;
    let read = |path: PathBuf| {
        let name = path.file_name().context("a part without a name")?.to_string_lossy().into_owned();
        Ok((name, fs::read(path)?))
    };
    split.split_modules.into_iter().map(read).collect()
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
