//! The mails whose templates may be changed: what each is called, who gets it and when.

use magnetiq_shared::TranslatedText;
use magnetiq_shared::mail_templates::MailAudience::{self, Colleagues, Registrants, Team};

/// One kind of mail.
pub(super) struct Entry {
    /// Such as `confirmation`.
    pub kind: &'static str,
    /// Who it goes to.
    pub audience: MailAudience,
    name: (&'static str, &'static str),
    purpose: (&'static str, &'static str),
}

impl Entry {
    /// What it is called.
    pub(super) fn name(&self) -> TranslatedText {
        TranslatedText::new(self.name.0, self.name.1)
    }

    /// Who gets it when.
    pub(super) fn purpose(&self) -> TranslatedText {
        TranslatedText::new(self.purpose.0, self.purpose.1)
    }
}

const fn entry(
    kind: &'static str,
    audience: MailAudience,
    name: (&'static str, &'static str),
    purpose: (&'static str, &'static str),
) -> Entry {
    Entry { kind, audience, name, purpose }
}

/// The entry of a kind.
pub(super) fn find(kind: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.kind == kind)
}

/// Every one, in the order in which people meet them.
pub(super) const ALL: &[Entry] = &[
    entry(
        "validate-address",
        Registrants,
        ("Check your address", "Adresse prüfen"),
        ("At once, to whoever fills in the form", "Sofort, an alle, die das Formular ausfüllen"),
    ),
    entry(
        "confirmation",
        Registrants,
        ("Confirmation", "Bestätigung"),
        (
            "When a place is confirmed; with the calendar entry",
            "Sobald ein Platz bestätigt ist; mit dem Kalendereintrag",
        ),
    ),
    entry(
        "already-registered",
        Registrants,
        ("Already registered", "Schon angemeldet"),
        ("To whoever registers again", "An alle, die sich noch einmal anmelden"),
    ),
    entry(
        "waitlist-joined",
        Registrants,
        ("On the waitlist", "Auf der Warteliste"),
        ("When somebody waits for a place", "Sobald jemand auf einen Platz wartet"),
    ),
    entry(
        "request-received",
        Registrants,
        ("Request received", "Anfrage eingegangen"),
        (
            "When somebody asked for a place on which the team decides",
            "Wenn jemand um einen Platz gebeten hat, über den das Team entscheidet",
        ),
    ),
    entry(
        "place-offered",
        Registrants,
        ("A place is free", "Ein Platz ist frei"),
        (
            "To the next on the waitlist, with the link that takes the place",
            "An die Nächsten auf der Warteliste, mit dem Link zum Platz",
        ),
    ),
    entry(
        "reminder",
        Registrants,
        ("Reminder", "Erinnerung"),
        (
            "Days or hours before the session, as the schedule says",
            "Tage oder Stunden vor dem Termin, wie im Zeitplan",
        ),
    ),
    entry(
        "session-changed",
        Registrants,
        ("The session has changed", "Der Termin hat sich geändert"),
        (
            "When time or way in change; updates the calendar",
            "Wenn sich Zeit oder Zugang ändern; aktualisiert den Kalender",
        ),
    ),
    entry(
        "session-cancelled",
        Registrants,
        ("The session is cancelled", "Der Termin ist abgesagt"),
        (
            "When the house cancels it; takes it out of the calendar",
            "Wenn das Haus ihn absagt; entfernt ihn aus dem Kalender",
        ),
    ),
    entry(
        "cancelled",
        Registrants,
        ("Registration cancelled", "Anmeldung storniert"),
        ("When a registration is cancelled", "Wenn eine Anmeldung storniert wird"),
    ),
    entry(
        "registration-declined",
        Registrants,
        ("Request declined", "Anfrage abgelehnt"),
        ("When the team declines a request", "Wenn das Team eine Anfrage ablehnt"),
    ),
    entry(
        "follow-up",
        Registrants,
        ("Follow-up", "Nachbereitung"),
        ("After the session, to those who came", "Nach dem Termin, an alle, die da waren"),
    ),
    entry(
        "no-show",
        Registrants,
        ("Sorry we missed you", "Schade, dass Sie nicht da waren"),
        ("After the session, to those who did not come", "Nach dem Termin, an alle, die nicht da waren"),
    ),
    entry(
        "recording",
        Registrants,
        ("Recording", "Aufzeichnung"),
        (
            "When the recording comes after the follow-up",
            "Wenn die Aufzeichnung erst nach der Nachbereitung da ist",
        ),
    ),
    entry(
        "certificate",
        Registrants,
        ("Certificate", "Zertifikat"),
        ("After the session, with the certificate", "Nach dem Termin, mit dem Zertifikat"),
    ),
    entry(
        "campaign",
        Registrants,
        ("Mail to a group", "Mail an eine Gruppe"),
        ("What surrounds words of the team to a group", "Was die Worte des Teams an eine Gruppe umgibt"),
    ),
    entry(
        "privacy-code",
        Registrants,
        ("Code for one's own data", "Code für die eigenen Daten"),
        (
            "To whoever asks for their data or its erasure",
            "An alle, die ihre Daten oder deren Löschung verlangen",
        ),
    ),
    entry(
        "new-registration",
        Team,
        ("New registration", "Neue Anmeldung"),
        (
            "To the program's manager, for each confirmed place",
            "An die Programmleitung, für jeden bestätigten Platz",
        ),
    ),
    entry(
        "registration-digest",
        Team,
        ("Many registrations", "Viele Anmeldungen"),
        (
            "To the program's manager, instead of single mails when there are many in an hour",
            "An die Programmleitung, statt einzelner Mails, wenn es in einer Stunde viele sind",
        ),
    ),
    entry(
        "manager-summary",
        Team,
        ("Summary for the program manager", "Übersicht für die Programmleitung"),
        (
            "Three days before a session, with the list of those who come",
            "Drei Tage vor einem Termin, mit der Liste der Angemeldeten",
        ),
    ),
    entry(
        "speaker-summary",
        Team,
        ("Summary for the speaker", "Übersicht für Vortragende"),
        ("Three days before a session", "Drei Tage vor einem Termin"),
    ),
    entry(
        "performance-report",
        Team,
        ("Monthly report", "Monatsbericht"),
        (
            "To the program's manager on the first of each month",
            "An die Programmleitung am Ersten jedes Monats",
        ),
    ),
    entry(
        "speaker-invitation",
        Team,
        ("Invitation to the speaker's profile", "Einladung zum Profil"),
        (
            "To a speaker from outside who is to fill in their profile",
            "An Vortragende von außen, die ihr Profil ausfüllen sollen",
        ),
    ),
    entry(
        "speaker-message",
        Team,
        ("Message to a speaker", "Nachricht an Vortragende"),
        ("What surrounds words of the team to a speaker", "Was die Worte des Teams an Vortragende umgibt"),
    ),
    entry(
        "invitation",
        Colleagues,
        ("Invitation of a colleague", "Einladung ins Team"),
        ("To a colleague who may sign in from now on", "An alle im Team, die sich ab jetzt anmelden dürfen"),
    ),
    entry(
        "reset-password",
        Colleagues,
        ("New password", "Neues Passwort"),
        ("To a colleague who forgot theirs", "An alle im Team, die ihres vergessen haben"),
    ),
    entry(
        "password-changed",
        Colleagues,
        ("Security notice", "Sicherheitshinweis"),
        ("When a password or second factor changes", "Wenn sich Passwort oder zweiter Faktor ändern"),
    ),
];

#[cfg(test)]
mod tests {
    use magnetiq_mail::Mail;

    use super::*;

    #[test]
    fn every_kind_of_mail_is_listed_but_the_one_that_only_tries_the_way_out() {
        let mut listed: Vec<&str> = ALL.iter().map(|entry| entry.kind).chain(["test-mail"]).collect();
        let mut kinds = Mail::KINDS.to_vec();
        listed.sort_unstable();
        kinds.sort_unstable();
        assert_eq!(listed, kinds);
    }
}
