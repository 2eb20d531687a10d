//! What the page says, in both languages.

use magnetiq_shared::Language;

/// The page's texts.
pub(super) struct Words {
    pub title: &'static str,
    pub ask: &'static str,
    pub button: &'static str,
    pub done_title: &'static str,
    pub done: &'static str,
    pub dead_title: &'static str,
    pub dead: &'static str,
    pub all: &'static str,
}

impl Words {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
        }
    }
}

const ENGLISH: Words = Words {
    title: "No more news?",
    ask: "We will then send you no more news of our webinars. Confirmations and reminders of webinars for which you registered still come.",
    button: "Unsubscribe",
    done_title: "You’re unsubscribed",
    done: "We send you no more news. Confirmations and reminders of webinars for which you registered still come.",
    dead_title: "This link doesn’t work any more",
    dead: "Perhaps it was not copied whole. Use the link in your newest mail from us, or answer that mail.",
    all: "All webinars",
};

const GERMAN: Words = Words {
    title: "Keine Neuigkeiten mehr?",
    ask: "Wir schicken Ihnen dann keine Neuigkeiten zu unseren Webinaren mehr. Bestätigungen und Erinnerungen zu Webinaren, für die Sie sich angemeldet haben, kommen weiterhin.",
    button: "Abmelden",
    done_title: "Sie sind abgemeldet",
    done: "Wir schicken Ihnen keine Neuigkeiten mehr. Bestätigungen und Erinnerungen zu Webinaren, für die Sie sich angemeldet haben, kommen weiterhin.",
    dead_title: "Dieser Link funktioniert nicht mehr",
    dead: "Vielleicht wurde er nicht ganz kopiert. Nehmen Sie den Link aus unserer neuesten E-Mail an Sie, oder antworten Sie auf diese E-Mail.",
    all: "Alle Webinare",
};
