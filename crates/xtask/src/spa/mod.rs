//! Builds the browser side: cargo, wasm-split and wasm-bindgen as libraries, wasm-opt, styles, hashed and compressed files.
//! Neither Trunk nor an installed command-line tool of wasm-bindgen is needed, and `Cargo.lock` alone says which
//! version is used.

mod page;
mod styles;
mod tools;
mod wasm;

use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::assets::Assets;

/// One entry point: a binary of the frontend with its page `frontend/<name>.html`.
struct Entry {
    /// Name of the binary and of the page.
    name: &'static str,
    /// Folders below `frontend/` whose stylesheets make its sheet, in this order.
    styles: &'static [&'static str],
    /// The sprites below `frontend/pictures/` that its page brings along.
    icons: &'static [&'static str],
    /// Scripts in `frontend/scripts/` that its pages load when they need them; the page names their addresses.
    scripts: &'static [&'static str],
}

const ENTRIES: &[Entry] = &[
    Entry {
        name: "public",
        styles: &["styles", "src/ui", "src/crash", "src/session", "src/registration", "src/public"],
        icons: &["icons"],
        scripts: &[],
    },
    Entry {
        name: "admin",
        styles: &["styles", "src/ui", "src/crash", "src/admin"],
        icons: &["icons", "admin-icons"],
        scripts: &["editor.js"],
    },
];

/// Builds every entry point into `dist/`.
pub fn build(root: &Path, release: bool) -> anyhow::Result<()> {
    let start = Instant::now();
    let tools = tools::Tools::ready(&root.join("crates/xtask"))?;
    let mut assets = Assets::open(&root.join("dist"), release)?;
    for entry in ENTRIES {
        say(start, &format!("{}: compiling", entry.name));
        let compiled = wasm::compile(root, entry.name, release)?;
        say(start, &format!("{}: wasm-bindgen", entry.name));
        let bound = wasm::bind(&compiled, entry.name)?;
        if release {
            say(start, &format!("{}: wasm-opt", entry.name));
        }
        let cache = root.join("target/spa/optimised");
        let shrink = |wasm: Vec<u8>| match release {
            true => wasm::optimise(&tools, &cache, &wasm),
            false => Ok(wasm),
        };
        let parts = name_parts(&bound, &shrink, &mut assets)?;
        let wasm = shrink(bound.wasm)?;
        say(start, &format!("{}: styles, scripts, page", entry.name));
        let sheet = styles::collect(&root.join("frontend"), entry.styles)?;
        let script = bound.scripts.join(format!("{}.js", entry.name));
        let names = page::Names {
            style: assets.add(&format!("{}.css", entry.name), &tools.minify(&sheet, "css")?)?,
            script: assets.add(&format!("{}.js", entry.name), &tools.bundle(&script)?)?,
            wasm: assets.add(&format!("{}.wasm", entry.name), &wasm)?,
        };
        page::write(&root.join("frontend"), entry, &names, &tools, &mut assets)?;
        for name in [&names.wasm, &names.script, &names.style].into_iter().chain(&parts) {
            report(&assets, name);
        }
    }
    assets.close()?;
    say(start, "dist/ is ready");
    Ok(())
}

/// Writes the parts under their hashed names, and these names into the script that fetches them.
fn name_parts(
    bound: &wasm::Bound,
    shrink: &impl Fn(Vec<u8>) -> anyhow::Result<Vec<u8>>,
    assets: &mut Assets,
) -> anyhow::Result<Vec<String>> {
    let path = bound.scripts.join(wasm::LINK_SCRIPT);
    let mut script = fs::read_to_string(&path)?;
    let mut names = Vec::new();
    for (name, part) in &bound.parts {
        let hashed = assets.add(name, &shrink(part.clone())?)?;
        script = script.replace(&format!("\"./{name}\""), &format!("\"./{hashed}\""));
        names.push(hashed);
    }
    fs::write(path, script)?;
    Ok(names)
}

fn say(start: Instant, what: &str) {
    println!("{:>6.1} s  {what}", start.elapsed().as_secs_f32());
}

fn report(assets: &Assets, name: &str) {
    let kilobytes = |bytes: u64| bytes as f64 / 1000.0;
    match assets.size(name) {
        (plain, Some(small)) => {
            println!("          {name}: {:.1} kB, {:.1} kB brotli", kilobytes(plain), kilobytes(small))
        }
        (plain, None) => println!("          {name}: {:.1} kB", kilobytes(plain)),
    }
}
