//! Reads what a Rust file or a manifest imports, well enough for rules about layers: by text, without a compiler.

use std::fs;
use std::path::{Path, PathBuf};

/// The repository's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// One Rust file of the repository.
pub struct Source {
    /// Its path from the repository's folder, with `/`.
    pub path: String,
    /// Its path from the folder that was walked, without `.rs`, as names: `["sessions", "queries"]`.
    pub module: Vec<String>,
    text: String,
}

/// A path that a file names, and where.
pub struct Import {
    /// The line, from 1.
    pub line: usize,
    /// Names from the crate's root on: `["sessions", "queries", "find"]`.
    pub names: Vec<String>,
}

/// Every Rust file under a folder of the repository, in order of their paths.
pub fn sources(folder: &str) -> Vec<Source> {
    let base = root().join(folder);
    let mut files = Vec::new();
    walk(&base, &mut files);
    files.sort();
    let source = |file: PathBuf| {
        let inside = file.strip_prefix(&base).expect("was found there").to_string_lossy().replace('\\', "/");
        Source {
            path: format!("{folder}/{inside}"),
            module: inside.trim_end_matches(".rs").split('/').map(str::to_owned).collect(),
            text: without_comments(&fs::read_to_string(&file).expect("a Rust file is readable text")),
        }
    };
    files.into_iter().map(source).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Blanks line comments and doc comments, keeping the lines.
fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| if line.trim_start().starts_with("//") { "" } else { line })
        .collect::<Vec<_>>()
        .join("\n")
}

impl Source {
    /// A file made up for a test of the reader.
    pub fn example(path: &str, text: &str) -> Self {
        let module = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        Self { path: path.to_owned(), module, text: without_comments(text) }
    }

    /// What it names of its own crate, by `crate::` or by `super::`, groups taken apart.
    pub fn own_imports(&self) -> Vec<Import> {
        let mut imports = self.imports_of("crate");
        for import in self.imports_of("super") {
            let ups = 1 + import.names.iter().take_while(|name| *name == "super").count();
            // `a/mod.rs` and `a.rs` are both the module `a`; each `super` leaves one.
            let mut names: Vec<_> = self.module.iter().filter(|name| *name != "mod").cloned().collect();
            names.truncate(names.len().saturating_sub(ups));
            names.extend(import.names.into_iter().skip(ups - 1));
            imports.push(Import { line: import.line, names });
        }
        imports
    }

    /// What it names behind `start::`; a bare `use start` counts too, with no names.
    pub fn imports_of(&self, start: &str) -> Vec<Import> {
        let mut found = Vec::new();
        for (at, _) in self.text.match_indices(start) {
            let before = self.text[..at].chars().next_back();
            let after = &self.text[at + start.len()..];
            if before.is_some_and(|c| c.is_alphanumeric() || "_:$\"".contains(c)) {
                continue;
            }
            if after.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let line = 1 + self.text[..at].matches('\n').count();
            match after.strip_prefix("::") {
                Some(tree) => {
                    expand(tree, &[], &mut |names| found.push(Import { line, names }));
                }
                None if self.text[..at].ends_with("use ") => found.push(Import { line, names: Vec::new() }),
                None => {}
            }
        }
        found
    }
}

/// Takes `a::{b, c::{d, e}}` apart into `a::b`, `a::c::d`, `a::c::e`; gives back what follows the tree.
fn expand<'t>(tree: &'t str, above: &[String], found: &mut dyn FnMut(Vec<String>)) -> &'t str {
    let tree = tree.trim_start();
    if let Some(mut rest) = tree.strip_prefix('{') {
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            if rest.is_empty() || rest.starts_with('}') {
                return rest.strip_prefix('}').unwrap_or(rest);
            }
            let left = expand(rest, above, found);
            // Whatever is no path (an alias, a star) is passed over up to the next comma.
            let skip = left.find([',', '}']).unwrap_or(left.len());
            rest = &left[skip..];
        }
    }
    let end = tree.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(tree.len());
    let mut names = above.to_vec();
    if end > 0 {
        names.push(tree[..end].to_owned());
    }
    match tree[end..].strip_prefix("::") {
        Some(below) if end > 0 => expand(below, &names, found),
        _ => {
            found(names);
            &tree[end..]
        }
    }
}

/// Our own crates that a manifest names: (section, crate), as `("dependencies", "magnetiq-shared")`.
pub fn own_dependencies(manifest: &str) -> Vec<(String, String)> {
    let mut section = String::new();
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name.rsplit('.').next().unwrap_or(name).to_owned();
            if let Some((above, name)) = name.rsplit_once("dependencies.") {
                section = format!("{above}dependencies");
                found.push((section.clone(), name.to_owned()));
            }
        } else if section.ends_with("dependencies") {
            let end = line.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(0);
            found.push((section.clone(), line[..end].to_owned()));
        }
    }
    found.retain(|(_, name)| name == "magnetiq" || name.starts_with("magnetiq-"));
    found
}
