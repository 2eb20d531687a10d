//! Addresses of the public site: English without prefix, German below `/de`. Server, mails and browser build
//! them here, so that a path is written once.

use uuid::Uuid;

use crate::Language;

/// The overview.
pub fn overview(language: Language) -> String {
    match language {
        Language::En => "/webinars".to_owned(),
        Language::De => "/de/webinare".to_owned(),
    }
}

/// The Atom feed of new sessions.
pub fn feed(language: Language) -> String {
    format!("{}/feed.atom", overview(language))
}

/// What a phone reads to install the site as an app.
pub fn manifest(language: Language) -> String {
    format!("{}/app.webmanifest", overview(language))
}

/// A session's landing page.
pub fn landing(language: Language, slug: &str) -> String {
    format!("{}/{slug}", overview(language))
}

/// A speaker's page.
pub fn speaker(language: Language, slug: &str) -> String {
    match language {
        Language::En => format!("/speakers/{slug}"),
        Language::De => format!("/de/referenten/{slug}"),
    }
}

/// Where the button of the validation mail leads: the landing page with the token in the fragment, which no
/// server and no referrer sees.
pub fn verify(language: Language, slug: &str, token: &str) -> String {
    format!("{}?step=confirm#token={token}", landing(language, slug))
}

/// "Not you? Forget me", in the validation mail.
pub fn forget(language: Language, token: &str) -> String {
    format!("{}?step=forget#token={token}", manage_page(language))
}

/// The page on which a person manages one registration.
pub fn manage(language: Language, token: &str) -> String {
    format!("{}#token={token}", manage_page(language))
}

/// The page of [`manage`], and of the visit's registrations, without a token.
pub fn manage_page(language: Language) -> String {
    match language {
        Language::En => "/my-registrations".to_owned(),
        Language::De => "/de/meine-anmeldungen".to_owned(),
    }
}

/// The page on which people ask for a copy of their data, or for its erasure.
pub fn my_data(language: Language) -> String {
    match language {
        Language::En => "/my-data".to_owned(),
        Language::De => "/de/meine-daten".to_owned(),
    }
}

/// Where the button of an offer leads.
pub fn claim(language: Language, slug: &str, token: &str) -> String {
    format!("{}?step=claim#token={token}", landing(language, slug))
}

/// The page that leads into the meeting.
pub fn join(token: &str) -> String {
    format!("/join/{token}")
}

/// The page to get no more news; what mail programs call by themselves, too. A fragment would not reach the server.
pub fn unsubscribe(token: &str) -> String {
    format!("/unsubscribe/{token}")
}

/// The page on which anybody checks a certificate.
pub fn certificate(number: &str) -> String {
    format!("/certificates/{number}")
}

/// The page from which its owner loads a certificate. The program loads the document itself from below it, so that no
/// fragment would do; the log knows the page by its pattern alone.
pub fn own_certificate(number: &str, token: &str) -> String {
    format!("{}/{token}", certificate(number))
}

/// The page on which a person says how a session was.
pub fn feedback(token: &str) -> String {
    format!("/feedback/{token}")
}

/// A session in the panel.
pub fn admin_session(id: Uuid) -> String {
    format!("/admin/webinars/sessions/{id}")
}

/// The panel's list of registrations.
pub const fn admin_registrations() -> &'static str {
    "/admin/webinars/registrations"
}

/// The panel's list of a session's registrations.
pub fn admin_registrations_of(session: Uuid) -> String {
    format!("{}?session={session}", admin_registrations())
}

/// A registration in the panel.
pub fn admin_registration(id: Uuid) -> String {
    format!("{}?registration={id}", admin_registrations())
}

/// The panel's dashboard.
pub const fn admin_dashboard() -> &'static str {
    "/admin/dashboard"
}

/// Terms, privacy notice or imprint.
pub fn legal(language: Language, kind: crate::site::LegalKind) -> String {
    use crate::site::LegalKind::{Imprint, Privacy, Terms};
    let path = match (language, kind) {
        (Language::En, Terms) => "/terms",
        (Language::En, Privacy) => "/privacy",
        (Language::En, Imprint) => "/imprint",
        (Language::De, Terms) => "/de/agb",
        (Language::De, Privacy) => "/de/datenschutz",
        (Language::De, Imprint) => "/de/impressum",
    };
    path.to_owned()
}
