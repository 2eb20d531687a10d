//! What the page says, in both languages.

use magnetiq_shared::Language;

/// The page's texts.
pub(super) struct Words {
    pub early: &'static str,
    pub no_link_yet: &'static str,
    pub no_place: &'static str,
    pub cancelled: &'static str,
    pub over: &'static str,
    pub recording: &'static str,
    pub watch: &'static str,
    pub about: &'static str,
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
    early: "You’re early. The door opens 15 minutes before the start; this page then takes you in by itself.",
    no_link_yet: "The link into the meeting will be here in a moment. This page looks again every minute.",
    no_place: "This registration has no place in the webinar (any more). The webinar’s page shows what you can do.",
    cancelled: "This webinar was cancelled.",
    over: "This webinar is over. Thank you for being there.",
    recording: "This webinar is over. Its recording is here for you.",
    watch: "Watch the recording",
    about: "About this webinar",
    dead_title: "This link doesn’t work any more",
    dead: "Perhaps it was not copied whole, or the registration no longer exists. Use the link in your newest mail from us.",
    all: "All webinars",
};

const GERMAN: Words = Words {
    early: "Sie sind früh dran. 15 Minuten vor Beginn öffnet sich die Tür; diese Seite bringt Sie dann von selbst hinein.",
    no_link_yet: "Der Zugang zum Webinar erscheint hier in Kürze. Diese Seite schaut jede Minute nach.",
    no_place: "Zu dieser Anmeldung gehört kein Platz (mehr). Was Sie tun können, steht auf der Seite des Webinars.",
    cancelled: "Dieses Webinar wurde abgesagt.",
    over: "Dieses Webinar ist vorbei. Danke, dass Sie dabei waren.",
    recording: "Dieses Webinar ist vorbei. Die Aufzeichnung steht für Sie bereit.",
    watch: "Aufzeichnung ansehen",
    about: "Zu diesem Webinar",
    dead_title: "Dieser Link funktioniert nicht mehr",
    dead: "Vielleicht wurde er nicht ganz kopiert, oder die Anmeldung gibt es nicht mehr. Nehmen Sie den Link aus unserer neuesten E-Mail an Sie.",
    all: "Alle Webinare",
};
