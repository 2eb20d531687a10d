//! What a template may name: read from the values of a kind's sample, so that the list is never out of date; the
//! descriptions stand in `locales/placeholders.*.json`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use magnetiq_shared::Language;
use minijinja::Value;
use minijinja::value::ValueKind;

use crate::brand::Brand;
use crate::message::Mail;

/// The longest example in characters.
const EXAMPLE: usize = 120;

type Sections = BTreeMap<String, BTreeMap<String, String>>;

static EN: LazyLock<Sections> = LazyLock::new(|| read(include_str!("../locales/placeholders.en.json")));
static DE: LazyLock<Sections> = LazyLock::new(|| read(include_str!("../locales/placeholders.de.json")));

/// A value that a template may show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// As it is written: `mail.first_name`; within a list the name behind the loop's own, such as `title`.
    pub name: String,
    /// What it is, in the language asked for; with `yes or no`, whether it can only be asked for.
    pub description: String,
    /// The sample's value, shortened; empty for lists.
    pub example: String,
    /// What each entry has, where the value is a list: `{% for one in mail.next %}{{ one.title }}{% endfor %}`. A
    /// list of plain texts has one entry without a name.
    pub entries: Vec<Placeholder>,
}

impl Placeholder {
    /// Everything that the templates of a kind may name, in groups; nothing where no kind has that name.
    pub fn of(kind: &str, language: Language) -> Option<Vec<Placeholder>> {
        let mail = Mail::sample(kind, language)?;
        let values = mail.values(language, &Brand::sample());
        let mut all = Vec::new();
        for group in ["mail", "session", "brand"] {
            let values = values.get_attr(group).unwrap_or_default();
            collect(&values, group, "", kind, language, &mut all);
        }
        Some(all)
    }
}

/// Adds what a map has, and what the maps in it have; `path` is what comes behind the group's name.
fn collect(
    values: &Value,
    group: &str,
    path: &str,
    kind: &str,
    language: Language,
    all: &mut Vec<Placeholder>,
) {
    for key in values.try_iter().into_iter().flatten() {
        let value = values.get_item(&key).unwrap_or_default();
        let path = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
        if value.kind() == ValueKind::Map {
            collect(&value, group, &path, kind, language, all);
            continue;
        }
        let mut entries = Vec::new();
        if value.kind() == ValueKind::Seq {
            let first = value.get_item_by_index(0).unwrap_or_default();
            if first.kind() == ValueKind::Map {
                collect(&first, group, &path, kind, language, &mut entries);
                for entry in &mut entries {
                    entry.name = entry.name.split_off(group.len() + path.len() + 2);
                }
            }
        }
        let list = value.kind() == ValueKind::Seq;
        all.push(Placeholder {
            name: format!("{group}.{path}"),
            description: describe(group, &path, kind, language).to_owned(),
            example: if list { String::new() } else { shortened(&value) },
            entries,
        });
    }
}

/// The kind's own words, else those of the group, else those of a session, which may stand within other values.
fn describe(group: &str, path: &str, kind: &str, language: Language) -> &'static str {
    let sections: &'static Sections = match language {
        Language::En => &EN,
        Language::De => &DE,
    };
    let find = |section: &str, key: &str| sections.get(section).and_then(|texts| texts.get(key));
    let leaf = path.rsplit('.').next().unwrap_or(path);
    let own = || if group == "mail" { find(kind, path) } else { None };
    own().or_else(|| find(group, path)).or_else(|| find("session", leaf)).map_or("", String::as_str)
}

fn shortened(value: &Value) -> String {
    if value.is_none() || value.is_undefined() {
        return String::new();
    }
    value.to_string().chars().take(EXAMPLE).collect()
}

/// The files are part of the program and a test reads them, so the fallback is never used.
fn read(json: &str) -> Sections {
    serde_json::from_str(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(kind: &str, language: Language, all: &[Placeholder], out: &mut Vec<String>) {
        for one in all {
            if one.description.is_empty() {
                out.push(format!("{language} {kind} {}", one.name));
            }
            missing(&format!("{kind} {}", one.name), language, &one.entries, out);
        }
    }

    #[test]
    fn every_placeholder_is_described_in_both_languages() {
        let mut out = Vec::new();
        for language in Language::ALL {
            for kind in Mail::KINDS {
                let all = Placeholder::of(kind, language).unwrap();
                assert!(all.len() > 10, "{kind}");
                missing(kind, language, &all, &mut out);
            }
        }
        assert!(out.is_empty(), "{}", out.join("\n"));
        assert_eq!(Placeholder::of("no-such-mail", Language::En), None);
    }

    #[test]
    fn no_description_is_left_over() {
        let keys = |sections: &Sections| -> Vec<String> {
            sections.iter().flat_map(|(s, t)| t.keys().map(move |key| format!("{s} {key}"))).collect()
        };
        assert_eq!(keys(&EN), keys(&DE));
        let samples = Mail::samples(Language::En);
        let used = |section: &str, key: &str| {
            samples.iter().filter(|mail| ["mail", "session", "brand", mail.kind()].contains(&section)).any(
                |mail| {
                    let group = if section == mail.kind() { "mail" } else { section };
                    let mut value =
                        mail.values(Language::En, &Brand::sample()).get_attr(group).unwrap_or_default();
                    for step in key.split('.') {
                        if value.kind() == ValueKind::Seq {
                            value = value.get_item_by_index(0).unwrap_or_default();
                        }
                        value = value.get_attr(step).unwrap_or_default();
                    }
                    !value.is_undefined()
                },
            )
        };
        let unused: Vec<_> = (EN.iter())
            .flat_map(|(s, texts)| texts.keys().map(move |key| (s, key)))
            .filter(|(s, key)| !used(s, key))
            .collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn a_list_says_what_its_entries_have() {
        let all = Placeholder::of("session-cancelled", Language::En).unwrap();
        let next = all.iter().find(|one| one.name == "mail.next").unwrap();
        let names: Vec<_> = next.entries.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["title", "at", "url"]);
        assert!(all.iter().any(|one| one.name == "session.title" && !one.example.is_empty()));
        let changed = Placeholder::of("session-changed", Language::En).unwrap();
        assert!(changed.iter().any(|one| one.name == "mail.before.date"));
    }
}
