//! Who may import whom: the layers and slices of `docs/ARCHITECTURE.md`, checked on the files themselves.
//!
//! A test here fails with the line that breaks a rule and with what the rule is for. Where the rule is wrong, change
//! it here and in the document, in one commit that says why.

mod source;

use std::fmt::Write;
use std::fs;
use std::rc::Rc;

use source::{Import, Source, own_dependencies, root, sources};

/// Each crate: its folder, its name, what it may import of ours, and what its tests may import besides.
const LAYERS: &[(&str, &str, &[&str], &[&str])] = &[
    ("crates/shared", "magnetiq-shared", &[], &[]),
    ("crates/domain", "magnetiq-domain", &["magnetiq-shared"], &[]),
    ("crates/entity", "magnetiq-entity", &["magnetiq-shared"], &["magnetiq-migrations"]),
    ("crates/jobs", "magnetiq-jobs", &[], &["magnetiq-migrations"]),
    ("crates/mail", "magnetiq-mail", &["magnetiq-shared"], &[]),
    ("crates/integrations", "magnetiq-integrations", &["magnetiq-shared"], &[]),
    ("migrations", "magnetiq-migrations", &[], &[]),
    ("crates/server", "magnetiq", &SERVER, &SERVER),
    ("crates/xtask", "magnetiq-xtask", &[], &[]),
    ("crates/bench", "magnetiq-bench", &["magnetiq-shared", "magnetiq-mail"], &[]),
    ("frontend", "magnetiq-frontend", &["magnetiq-shared", "magnetiq-domain"], &[]),
    ("fuzz", "magnetiq-fuzz", &["magnetiq", "magnetiq-shared", "magnetiq-domain", "magnetiq-mail"], &[]),
];

const SERVER: [&str; 7] = [
    "magnetiq-shared",
    "magnetiq-domain",
    "magnetiq-entity",
    "magnetiq-jobs",
    "magnetiq-mail",
    "magnetiq-integrations",
    "magnetiq-migrations",
];

/// What lies below all slices: they use it, and it names none of them.
const GROUND: &[&str] =
    &["changes", "clock", "config", "crypto", "ctx", "db", "files", "html", "http", "press", "tokens"];

/// The slices in steps, from the ground up: each may call those of its own step and of the steps below. News go up
/// as queued jobs.
const SLICES: &[&[&str]] = &[
    &["settings", "media", "paper", "audit", "events", "accounts", "suppressions"],
    &["consultants", "speakers", "topics"],
    &["sessions"],
    &["site", "views", "visits", "registrations", "waitlist", "payments", "certificates", "feedback"],
    &["attendance", "campaigns", "join", "messages", "tidy", "unsubscribe"],
    &["automations", "templates"],
    &["integrations", "posts", "analytics", "dashboard", "webhooks", "privacy"],
];

/// What puts the program together, and so knows every slice.
const ASSEMBLY: &[&str] =
    &["main", "lib", "app", "commands", "demo", "health", "http/openapi", "http/server", "test_support"];

/// Files that may name sea_orm: the database's own folder, each slice's queries and desk, and tests, which look at
/// rows and make odd ones.
const NAMES_SEA_ORM: &[&str] = &["db", "queries", "desk", "test_support", "tests"];

/// Parts of the browser app, and what each must not know. `session` holds what public and admin both show of one.
const FRONTEND: &[(&str, &[&str])] = &[
    ("ui", &["api", "session", "public", "admin"]),
    ("format", &["api", "ui", "session", "public", "admin"]),
    ("api", &["ui", "session", "public", "admin"]),
    ("state", &["session", "public", "admin"]),
    ("session", &["public", "admin"]),
    ("public", &["admin"]),
    ("admin", &["public"]),
];

#[test]
fn crates_import_only_the_layers_below_them() {
    let mut broken =
        Broken::new("The crates are layers; the arrows between them stand in docs/ARCHITECTURE.md.");
    for (folder, name, may, tests_may) in LAYERS {
        let Ok(manifest) = fs::read_to_string(root().join(folder).join("Cargo.toml")) else {
            continue;
        };
        for (section, import) in own_dependencies(&manifest) {
            let test_only =
                section == "dev-dependencies" && (tests_may.contains(&&*import) || import == *name);
            if !may.contains(&&*import) && !test_only {
                broken.add(
                    &format!("{folder}/Cargo.toml"),
                    &format!("[{section}] {name} may not import {import}"),
                );
            }
        }
    }
    broken.check();
}

#[test]
fn every_crate_has_its_place_in_the_layers() {
    let mut broken =
        Broken::new("A new crate is a decision: give it a line in LAYERS of this test, and an ADR.");
    let crates = fs::read_dir(root().join("crates")).expect("the folder of crates").flatten();
    for folder in crates.filter(|entry| entry.path().join("Cargo.toml").exists()) {
        let folder = format!("crates/{}", folder.file_name().to_string_lossy());
        if !LAYERS.iter().any(|(known, ..)| *known == folder) {
            broken.add(&folder, "is a crate without a layer");
        }
    }
    broken.check();
}

#[test]
fn only_integrations_calls_others_over_http() {
    let mut broken = Broken::new("There is one way out, `integrations::outbound`: see docs/adr/0015.");
    for (folder, name, ..) in LAYERS {
        let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap_or_default();
        if *name != "magnetiq-integrations" && manifest.lines().any(|line| line.starts_with("reqwest")) {
            broken.add(&format!("{folder}/Cargo.toml"), "names reqwest");
        }
    }
    broken.check();
}

#[test]
fn only_queries_the_desk_and_the_database_folder_name_sea_orm() {
    let mut broken = Broken::new(
        "Services see `db::{Conn, Tx}`; statements stand in the slice's queries.rs (or the desk). \
         Move it there and give it a name.",
    );
    for file in sources("crates/server/src") {
        if file.module.iter().any(|name| NAMES_SEA_ORM.contains(&&**name)) {
            continue;
        }
        for crate_name in ["sea_orm", "sea_orm_migration"] {
            for import in file.imports_of(crate_name) {
                broken.at(&file, &import, &format!("names {crate_name}"));
            }
        }
    }
    broken.check();
}

#[test]
fn a_slice_calls_only_slices_below_it() {
    let mut broken = Broken::new(
        "Slices have an order, from the ground up (SLICES of this test). What stands above is told by a queued job, \
         in the same transaction.",
    );
    for (file, from, import, to) in slice_imports() {
        if height(to) > height(from) {
            broken.at(&file, &import, &format!("{from} calls {to}, which stands above it"));
        }
    }
    broken.check();
}

#[test]
fn a_slice_never_reaches_into_anothers_routes_or_jobs() {
    let mut broken = Broken::new("A slice calls another slice's service or read query, nothing else of it.");
    for (file, from, import, to) in slice_imports() {
        let part = import.names.get(1).map(String::as_str);
        if from != to && matches!(part, Some("routes" | "jobs" | "desk" | "tests")) {
            broken.at(&file, &import, &format!("{from} reaches into {}", import.names.join("::")));
        }
    }
    broken.check();
}

#[test]
fn the_ground_knows_no_slice() {
    let mut broken =
        Broken::new("What lies below all slices (GROUND of this test) is used by them and names none.");
    for file in sources("crates/server/src") {
        if !GROUND.contains(&&*file.module[0]) || is_assembly(&file) {
            continue;
        }
        for import in file.own_imports() {
            if let Some(to) = slice(&import.names) {
                broken.at(&file, &import, &format!("the ground names the slice {to}"));
            }
        }
    }
    broken.check();
}

#[test]
fn every_part_of_the_server_has_its_place() {
    let mut broken = Broken::new(
        "A new folder is a slice, ground below all slices, or part of the assembly above them: \
         give it its place in SLICES, GROUND or ASSEMBLY of this test.",
    );
    for file in sources("crates/server/src") {
        let part = &*file.module[0];
        if slice(&file.module).is_none() && !GROUND.contains(&part) && !is_assembly(&file) {
            broken.add(&file.path, &format!("{part} has no place"));
        }
    }
    broken.check();
}

#[test]
fn parts_of_the_browser_app_know_only_what_lies_below() {
    let mut broken = Broken::new(
        "public and admin don't know each other, what they share knows no page, ui knows neither API nor domain: \
         so each can be used and changed alone.",
    );
    for file in sources("frontend/src") {
        let Some((part, must_not)) = FRONTEND.iter().find(|(part, _)| file.module[0] == *part) else {
            continue;
        };
        for import in file.own_imports() {
            if let Some(to) = import.names.first().filter(|to| must_not.contains(&&***to)) {
                broken.at(&file, &import, &format!("{part} knows {to}"));
            }
        }
        if *part == "ui" {
            for import in ["magnetiq_shared", "magnetiq_domain"].iter().flat_map(|name| file.imports_of(name))
            {
                broken.at(&file, &import, "ui knows the product's types");
            }
        }
    }
    broken.check();
}

#[test]
fn the_reader_of_imports_sees_groups_parents_and_inline_paths() {
    let text = "use crate::{db, sessions::{queries, service as s}};\n// crate::hidden\n\
                use super::routes; use super::super::topics::queries::find;\nfn f() { crate::ctx::now(); }\n\
                use sea_orm::Set;\nuse not_sea_orm::X;";
    let file = Source::example("registrations/service.rs", text);
    let mut names: Vec<_> = file.own_imports().iter().map(|import| import.names.join("::")).collect();
    names.sort();
    assert_eq!(
        names,
        [
            "ctx::now",
            "db",
            "registrations::routes",
            "sessions::queries",
            "sessions::service",
            "topics::queries::find"
        ]
    );
    assert_eq!(file.imports_of("sea_orm").iter().map(|import| import.line).collect::<Vec<_>>(), [5]);
    let manifest = "[dependencies]\nmagnetiq-shared.workspace = true\nserde = \"1\"\n\
                    [target.'cfg(unix)'.dev-dependencies]\nmagnetiq = { path = \"x\" }\n[lints]\nworkspace = true";
    let own = |section: &str, name: &str| (section.to_owned(), name.to_owned());
    assert_eq!(
        own_dependencies(manifest),
        [own("dependencies", "magnetiq-shared"), own("dev-dependencies", "magnetiq")]
    );
}

/// Every import of the server that leads from a slice to a slice: file, from, import, to.
fn slice_imports() -> Vec<(Rc<Source>, &'static str, Import, &'static str)> {
    let mut found = Vec::new();
    for file in sources("crates/server/src") {
        let file = Rc::new(file);
        let Some(from) = slice(&file.module).filter(|_| !file.module.iter().any(|name| name == "tests"))
        else {
            continue;
        };
        for import in file.own_imports() {
            if let Some(to) = slice(&import.names) {
                found.push((file.clone(), from, import, to));
            }
        }
    }
    found
}

/// The slice that a path of names begins with.
fn slice(names: &[String]) -> Option<&'static str> {
    SLICES.iter().copied().flatten().copied().find(|slice| names.first().is_some_and(|name| name == slice))
}

/// Whether a file of the server knows every slice by its office.
fn is_assembly(file: &Source) -> bool {
    let path = file.module.join("/");
    ASSEMBLY.iter().any(|known| path == *known || path.starts_with(&format!("{known}/")))
}

/// The step on which a slice stands.
fn height(slice: &str) -> usize {
    SLICES.iter().position(|step| step.contains(&slice)).unwrap_or(usize::MAX)
}

/// Collects what breaks a rule, so that one run shows all of it.
struct Broken {
    rule: &'static str,
    places: String,
}

impl Broken {
    fn new(rule: &'static str) -> Self {
        Self { rule, places: String::new() }
    }

    fn add(&mut self, place: &str, what: &str) {
        let _ = writeln!(self.places, "  {place}: {what}");
    }

    fn at(&mut self, file: &Source, import: &Import, what: &str) {
        self.add(&format!("{}:{}", file.path, import.line), what);
    }

    fn check(self) {
        assert!(self.places.is_empty(), "\n{}\n{}", self.rule, self.places);
    }
}
