//! What the page says, in both languages.

use magnetiq_shared::Language;
use minijinja::Value;

/// The page's texts by their names.
pub(super) struct Words(&'static [(&'static str, &'static str)]);

impl Words {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
        }
    }

    /// The text of this name.
    pub(super) fn get(&self, name: &str) -> &'static str {
        self.0.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
    }

    /// All of them, for the template.
    pub(super) fn values(&self) -> Value {
        Value::from_pairs(self.0.iter().copied())
    }
}

const ENGLISH: Words = Words(&[
    ("title", "Your data"),
    (
        "intro",
        "See everything we keep about you, or have it erased. We send a code to your address first, so that nobody else can ask for you.",
    ),
    ("email", "Your email address"),
    ("wish", "What would you like?"),
    ("export", "A copy of my data"),
    ("export_hint", "Registrations, messages and consents, as one file."),
    ("erase", "Erase my data"),
    ("erase_hint", "Places in upcoming webinars are given up. This can’t be undone."),
    ("send", "Send me a code"),
    ("code_title", "Check your mail"),
    (
        "code_intro",
        "If we keep anything about this address, a code of six digits is on its way. It is good for 15 minutes.",
    ),
    ("code", "Code from the mail"),
    ("take", "Download my data"),
    ("take_hint", "The file opens in any text editor, and other programs can read it."),
    ("erase_now", "Erase everything"),
    (
        "erase_warning",
        "All that we keep about you will be erased, and places in upcoming webinars go to others. This can’t be undone.",
    ),
    ("again", "Ask for another code"),
    ("erased_title", "Your data are being erased"),
    (
        "erased",
        "It takes a few minutes. You get no more mails from us about it, for then we no longer know your address.",
    ),
    ("home", "All webinars"),
    ("wrong_email", "Please enter a complete email address, such as name@company.com."),
    ("wrong_code", "This is not the code of our newest mail to you. Please look again."),
    ("code_gone", "This code is no longer good. Ask for a new one here."),
    ("too_often", "That was often within a short time. Please try again in ten minutes."),
    ("file", "my-data.json"),
]);

const GERMAN: Words = Words(&[
    ("title", "Ihre Daten"),
    (
        "intro",
        "Sehen Sie alles, was wir über Sie gespeichert haben, oder lassen Sie es löschen. Zuerst senden wir einen Code an Ihre Adresse, damit niemand sonst für Sie fragen kann.",
    ),
    ("email", "Ihre E-Mail-Adresse"),
    ("wish", "Was wünschen Sie?"),
    ("export", "Eine Kopie meiner Daten"),
    ("export_hint", "Anmeldungen, Nachrichten und Einwilligungen in einer Datei."),
    ("erase", "Meine Daten löschen"),
    ("erase_hint", "Plätze in kommenden Webinaren werden frei. Das lässt sich nicht rückgängig machen."),
    ("send", "Code zusenden"),
    ("code_title", "Schauen Sie in Ihr Postfach"),
    (
        "code_intro",
        "Wenn wir zu dieser Adresse etwas gespeichert haben, ist ein Code mit sechs Ziffern unterwegs. Er gilt 15 Minuten.",
    ),
    ("code", "Code aus der E-Mail"),
    ("take", "Meine Daten herunterladen"),
    ("take_hint", "Die Datei öffnet sich in jedem Texteditor, und andere Programme können sie lesen."),
    ("erase_now", "Alles löschen"),
    (
        "erase_warning",
        "Alles, was wir über Sie gespeichert haben, wird gelöscht, und Plätze in kommenden Webinaren gehen an andere. Das lässt sich nicht rückgängig machen.",
    ),
    ("again", "Neuen Code anfordern"),
    ("erased_title", "Ihre Daten werden gelöscht"),
    (
        "erased",
        "Das dauert wenige Minuten. Sie erhalten dazu keine E-Mail mehr, denn dann kennen wir Ihre Adresse nicht mehr.",
    ),
    ("home", "Alle Webinare"),
    ("wrong_email", "Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@firma.de."),
    (
        "wrong_code",
        "Das ist nicht der Code aus unserer neuesten E-Mail an Sie. Bitte sehen Sie noch einmal nach.",
    ),
    ("code_gone", "Dieser Code gilt nicht mehr. Fordern Sie hier einen neuen an."),
    ("too_often", "Das war in kurzer Zeit sehr oft. Bitte versuchen Sie es in zehn Minuten noch einmal."),
    ("file", "meine-daten.json"),
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_texts() {
        let names = |words: &Words| words.0.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        assert_eq!(names(&ENGLISH), names(&GERMAN));
    }
}
