//! What comes from npm, in the versions of `package-lock.json`: wasm-opt, esbuild, and the editor that it bundles.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

/// What browsers of today understand. `--all-features` would give a module that they refuse.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The installed tools.
pub struct Tools {
    bin: PathBuf,
    packages: PathBuf,
}

impl Tools {
    /// Installs the tools unless they are there in the versions of the lock file.
    pub fn ready(folder: &Path) -> anyhow::Result<Self> {
        let lock = fs::read(folder.join("package-lock.json")).context("no package-lock.json")?;
        let stamp = folder.join("node_modules/.installed");
        if fs::read(&stamp).ok().as_ref() != Some(&lock) {
            println!("          installing wasm-opt, esbuild and what they bundle");
            let status = Command::new("npm")
                .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
                .current_dir(folder)
                .status()
                .context("cannot start npm: is Node installed?")?;
            ensure!(status.success(), "npm ci failed");
            fs::write(&stamp, &lock)?;
        }
        let packages = folder.join("node_modules");
        Ok(Self { bin: packages.join(".bin"), packages })
    }

    /// Shrinks a module from one file into another.
    pub fn wasm_opt(&self, from: &Path, to: &Path) -> anyhow::Result<()> {
        let part = to.with_extension("part");
        let status = Command::new(self.bin.join("wasm-opt"))
            .arg("-Oz")
            .args(WASM_FEATURES)
            .arg(from)
            .arg("-o")
            .arg(&part)
            .status()
            .context("cannot start wasm-opt")?;
        ensure!(status.success(), "wasm-opt failed");
        // Only a whole file gets the name by which it is found again.
        Ok(fs::rename(part, to)?)
    }

    /// A script with all that it imports, without comments and space.
    pub fn bundle(&self, script: &Path) -> anyhow::Result<Vec<u8>> {
        let output = Command::new(self.bin.join("esbuild"))
            .args(["--bundle", "--format=esm", "--minify", "--charset=utf8", "--log-level=error"])
            .arg(script)
            // Scripts of the frontend find there what they import.
            .env("NODE_PATH", &self.packages)
            .stderr(Stdio::inherit())
            .output()
            .context("cannot start esbuild")?;
        ensure!(output.status.success(), "esbuild refuses {}", script.display());
        Ok(output.stdout)
    }

    /// Takes comments and space out of a style sheet (`css`) or a script (`js`).
    pub fn minify(&self, content: &[u8], loader: &str) -> anyhow::Result<Vec<u8>> {
        let mut child = Command::new(self.bin.join("esbuild"))
            .args(["--minify", "--charset=utf8", &format!("--loader={loader}")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start esbuild")?;
        // It reads all before it writes, so that neither side waits for the other.
        child.stdin.take().context("esbuild has no input")?.write_all(content)?;
        let output = child.wait_with_output()?;
        ensure!(output.status.success(), "esbuild refuses the {loader}");
        Ok(output.stdout)
    }
}
