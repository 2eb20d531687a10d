//! The HTML with the names of this build's files. What stands between percent signs (`%TITLE%`) is left for the
//! server, which fills it in per request.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

use super::Entry;
use super::tools::Tools;
use crate::assets::Assets;

/// Where the server serves everything but the HTML.
const PREFIX: &str = "/assets/";

/// The names of an entry point's files.
pub struct Names {
    /// Its style sheet.
    pub style: String,
    /// The ES module that loads the program.
    pub script: String,
    /// The program.
    pub wasm: String,
}

/// Writes `<name>.html`, with the small scripts, the pictures and the icons that it names as `{{...}}`.
pub fn write(
    frontend: &Path,
    entry: &Entry,
    names: &Names,
    tools: &Tools,
    assets: &mut Assets,
) -> anyhow::Result<()> {
    let name = entry.name;
    let read =
        |file: &str| fs::read_to_string(frontend.join(file)).with_context(|| format!("cannot read {file}"));
    let addresses = [("style", &names.style), ("script", &names.script), ("wasm", &names.wasm)]
        .map(|(n, f)| (n, format!("{PREFIX}{f}")));
    let fill =
        |text: String| addresses.iter().fold(text, |text, (n, a)| text.replace(&format!("{{{{{n}}}}}"), a));

    let mut html = fill(read(&format!("{name}.html"))?);
    for script in ["theme.js", "start.js"] {
        let small = tools.minify(fill(read(&format!("boot/{script}"))?).as_bytes(), "js")?;
        let address = format!("{PREFIX}{}", assets.add(script, &small)?);
        html = html.replace(&format!("{{{{{script}}}}}"), &address);
    }
    for script in entry.scripts {
        let bundled = tools.bundle(&frontend.join("scripts").join(script))?;
        let address = format!("{PREFIX}{}", assets.add(script, &bundled)?);
        html = html.replace(&format!("{{{{{script}}}}}"), &address);
    }
    let logo = assets.add("logo.svg", read("pictures/logo.svg")?.as_bytes())?;
    html = html.replace("{{logo.svg}}", &format!("{PREFIX}{logo}"));
    let sprite = |icons: &&str| Ok(one_line(&read(&format!("pictures/{icons}.svg"))?));
    let sprites: String = entry.icons.iter().map(sprite).collect::<anyhow::Result<_>>()?;
    html = html.replace("{{icons}}", &sprites);
    ensure!(!html.contains("{{"), "{name}.html names something that this build does not write");
    assets.put(&format!("{name}.html"), html.as_bytes())
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect()
}
