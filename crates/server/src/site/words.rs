//! What the pages say before the app does. Where both say it, it is the app's own text, from its locale files.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use magnetiq_shared::Language;
use minijinja::Value;

/// Texts of the app, by section and key.
pub(super) type Texts = BTreeMap<&'static str, BTreeMap<String, String>>;

macro_rules! app_texts {
    ($language:literal: $($section:literal),+) => {
        LazyLock::new(|| BTreeMap::from([$((
            $section,
            // The files are part of the program and a test reads them: the fallback is never used.
            serde_json::from_str(include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"), "/../../frontend/locales/", $language, "/", $section, ".json",
            ))).unwrap_or_default(),
        )),+]))
    };
}

static ENGLISH: LazyLock<Texts> = app_texts!("en": "site", "overview", "landing", "session", "manage");
static GERMAN: LazyLock<Texts> = app_texts!("de": "site", "overview", "landing", "session", "manage");

/// The app's texts.
pub(super) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::En => &ENGLISH,
        Language::De => &GERMAN,
    }
}

/// One text of the app; a missing one shows as its key.
pub(super) fn text(language: Language, section: &str, key: &'static str) -> &'static str {
    texts(language).get(section).and_then(|texts| texts.get(key)).map_or(key, String::as_str)
}

/// The app's texts for templates: `t.landing.about`.
pub(super) fn values(language: Language) -> Value {
    static VALUES: LazyLock<[Value; 2]> = LazyLock::new(|| Language::ALL.map(to_value));
    fn to_value(language: Language) -> Value {
        let section = |texts: &'static BTreeMap<String, String>| {
            Value::from_pairs(texts.iter().map(|(key, text)| (key.as_str(), text.as_str())))
        };
        Value::from_pairs(texts(language).iter().map(|(name, texts)| (*name, section(texts))))
    }
    VALUES[language as usize].clone()
}

/// What only the server says: `{…}` stands for a value.
pub(super) struct Words {
    pub overview_lead: &'static str,
    pub to_come: &'static str,
    pub live: &'static str,
    pub held: &'static str,
    pub cancelled: &'static str,
    pub speaker: &'static str,
    pub sessions_of: &'static str,
    pub legal: &'static str,
    pub card: &'static str,
    pub program: &'static str,
    pub category: &'static str,
    pub news: &'static str,
    pub by_mail: &'static str,
    pub found: &'static str,
    pub preview: &'static str,
    pub preview_session: &'static str,
    pub preview_topic: &'static str,
}

impl Words {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &WORDS_EN,
            Language::De => &WORDS_DE,
        }
    }
}

const WORDS_EN: Words = Words {
    overview_lead: "Real projects, real numbers, and time for your questions. In English and German.",
    to_come: "Live online on {when}, with {speaker}.",
    live: "Live now, with {speaker}.",
    held: "Held on {when} by {speaker}.",
    cancelled: "This session, planned for {when}, was cancelled.",
    speaker: "{who}. Webinars, biography and fields of expertise.",
    sessions_of: "Webinars with {speaker}",
    legal: "{title} of {organisation}.",
    card: "{title}. {when}, with {speaker}",
    program: "The program as a calendar",
    category: "{category} as a calendar",
    news: "New sessions",
    found: "{count} sessions, times of their hosts",
    preview: "Preview – not public",
    preview_session: "Nobody can register here.",
    preview_topic: "The date is a placeholder. Nobody can register here.",
    by_mail: "Registering here needs scripts. Or write to us, and we will do it for you:",
};

const WORDS_DE: Words = Words {
    overview_lead: "Echte Projekte, echte Zahlen und Zeit für Ihre Fragen. Auf Deutsch und Englisch.",
    to_come: "Live im Internet am {when}, mit {speaker}.",
    live: "Gerade live, mit {speaker}.",
    held: "Gehalten am {when} von {speaker}.",
    cancelled: "Dieser Termin, geplant für {when}, wurde abgesagt.",
    speaker: "{who}. Webinare, Werdegang und Fachgebiete.",
    sessions_of: "Webinare mit {speaker}",
    legal: "{title} von {organisation}.",
    card: "{title}. {when}, mit {speaker}",
    program: "Das Programm als Kalender",
    category: "{category} als Kalender",
    news: "Neue Termine",
    found: "{count} Termine, Zeiten der Gastgeber",
    preview: "Vorschau – nicht öffentlich",
    preview_session: "Hier kann sich niemand anmelden.",
    preview_topic: "Der Zeitpunkt ist ein Platzhalter. Hier kann sich niemand anmelden.",
    by_mail: "Die Anmeldung hier braucht Skripte. Oder schreiben Sie uns, dann melden wir Sie an:",
};

/// The text with each `{name}` or `{{ name }}` replaced by its value. Braces inside values stay as they are.
pub(super) fn say(text: &str, values: &[(&str, &str)]) -> String {
    let text = text.replace("{{ ", "{").replace(" }}", "}");
    let mut said = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        said.push_str(before);
        let value = values.iter().find(|(known, _)| *known == name);
        said.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    said + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_apps_texts_can_be_read() {
        for language in Language::ALL {
            assert!(texts(language).values().all(|section| !section.is_empty()), "{language}");
        }
        assert_ne!(text(Language::De, "landing", "gone_title"), "gone_title");
    }

    #[test]
    fn values_are_put_in_once() {
        assert_eq!(say("{{ n }} minutes", &[("n", "60")]), "60 minutes");
        assert_eq!(say("{who} in {where}", &[("who", "{where}"), ("where", "Berlin")]), "{where} in Berlin");
    }
}
