//! The mails of the house, which are about no session.

use std::sync::LazyLock;

use magnetiq_mail::messages::{
    Invitation, PasswordChanged, ResetPassword, SecurityChange, SpeakerInvitation, SpeakerMessage, TestMail,
};
use magnetiq_mail::{Brand, Mail, Rendered, Renderer};
use magnetiq_shared::Language;
use magnetiq_shared::scopes::Role;

static RENDERER: LazyLock<Renderer> = LazyLock::new(|| Renderer::new().unwrap());

/// A mail in English and in German.
fn both(mail: &Mail) -> [Rendered; 2] {
    [Language::En, Language::De].map(|language| RENDERER.render(mail, language, &Brand::sample()).unwrap())
}

const HOUSE: [&str; 10] = [
    "invitation",
    "reset-password",
    "password-changed",
    "test-mail",
    "speaker-invitation",
    "speaker-message",
    "registration-digest",
    "performance-report",
    "privacy-code",
    "campaign",
];

#[test]
fn they_are_about_no_session_and_carry_no_calendar() {
    for mail in Mail::samples(Language::En) {
        assert_eq!(mail.session().is_none(), HOUSE.contains(&mail.kind()), "{}", mail.kind());
        if mail.session().is_none() {
            assert!(both(&mail).iter().all(|rendered| rendered.calendar.is_none()));
            assert!(both(&mail).iter().all(|rendered| rendered.subject.chars().count() < 60));
        }
    }
}

#[test]
fn their_templates_know_no_session() {
    let language = Language::En;
    for kind in HOUSE {
        let good = Renderer::built_in(kind, language).unwrap();
        Renderer::check(kind, language, &good).unwrap();
        for text in
            ["{{ session.title }}", "{{ session }}", "{% if session %}x{% endif %}", "[[> session.txt]]"]
        {
            let mut source = good.clone();
            source.text = text.into();
            let refused = Renderer::check(kind, language, &source);
            assert!(refused.is_err(), "{kind} {text}");
        }
        let mut source = good.clone();
        source.mjml = "[[> session.mjml]]".into();
        assert!(Renderer::check(kind, language, &source).is_err(), "{kind}");
    }
}

#[test]
fn an_invitation_says_who_invites_and_as_what() {
    let mail = Invitation::sample();
    let [english, german] = both(&Mail::Invitation(mail.clone()));
    assert!(english.text.contains("Hello Mara Okonkwo,\nGreta Lindholm has invited you"));
    assert!(english.text.contains("until 10:30 CET on Tuesday 8 December."));
    assert!(german.text.contains("Greta Lindholm hat Sie") && german.text.contains("von voltAIc Systems"));
    assert!(german.text.contains("bis Dienstag, 8. Dezember, 10:30 Uhr MEZ."));
    for (role, words) in Role::ALL.into_iter().zip(["Viewer", "Editor", "Admin"]) {
        let [english, german] = both(&Mail::Invitation(Invitation { role, ..mail.clone() }));
        assert!(english.text.contains(&format!("Your role: {words}\nYou ")), "{role:?}");
        assert!(german.text.contains("Ihre Rolle: ") && german.text.contains("\nSie "), "{role:?}");
        for text in [&english.text, &german.html, &german.text] {
            assert!(!text.contains("may_") && !text.contains("role_"), "{role:?}");
        }
    }
}

#[test]
fn nobody_of_the_house_invites_the_first_admin() {
    let first =
        Invitation { name: String::new(), inviter: String::new(), role: Role::Admin, ..Invitation::sample() };
    let [english, german] = both(&Mail::Invitation(first));
    assert!(english.text.contains("Hello,\nYou are invited to the panel"));
    assert!(german.text.contains("Guten Tag,\nSie wurden in die Webinar-Verwaltung von voltAIc Systems"));
}

#[test]
fn who_did_not_ask_reads_that_nothing_has_changed() {
    let [english, german] = both(&Mail::ResetPassword(ResetPassword::sample()));
    assert!(
        english.text.contains("Nothing has changed") && german.text.contains("Es hat sich nichts geändert")
    );
    assert!(english.text.contains("until 11:30 CET on Tuesday 1 December."));
}

#[test]
fn every_change_has_words_of_its_own() {
    let mut subjects = Vec::new();
    for change in SecurityChange::ALL {
        let mail = PasswordChanged { change, ..PasswordChanged::sample() };
        for rendered in both(&Mail::PasswordChanged(mail)) {
            assert!(rendered.html.contains(&rendered.subject) && rendered.text.contains(&rendered.subject));
            assert!(rendered.subject.contains(' '), "{change:?}: words, not a key");
            subjects.push(rendered.subject);
        }
    }
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), 2 * SecurityChange::ALL.len());
}

#[test]
fn a_test_mail_says_from_where_and_when() {
    let [english, german] = both(&Mail::TestMail(TestMail::sample()));
    assert!(english.text.contains("Site: webinars.example\nWhen: 10:30 CET on Tuesday 1 December\n"));
    assert!(german.text.contains("Website: webinars.example\nWann: Dienstag, 1. Dezember, 10:30 Uhr MEZ\n"));
    let new = Brand { footer_address: String::new(), support_email: String::new(), ..Brand::sample() };
    let mail = Mail::TestMail(TestMail { name: String::new(), ..TestMail::sample() });
    let rendered = Renderer::new().unwrap().render(&mail, Language::En, &new).unwrap();
    assert!(rendered.text.contains("Hello,\n"), "nothing needs to be set yet");
}

#[test]
fn a_speaker_reads_who_asks_and_whom_to_ask() {
    let mut mail = SpeakerInvitation::sample();
    let [english, german] = both(&Mail::SpeakerInvitation(mail.clone()));
    assert!(english.text.contains("Greta Lindholm of voltAIc Systems asks you"));
    assert!(english.text.contains("Write to Greta Lindholm, greta.lindholm@voltaic.example."));
    assert!(german.text.contains("bis Donnerstag, 31. Dezember, 11:30 Uhr OEZ"));
    (mail.inviter, mail.contact_email) = (String::new(), String::new());
    mail.organisation = "<b>A & B</b>\r\nBcc: x@y.example".into();
    let [english, _] = both(&Mail::SpeakerInvitation(mail));
    assert!(english.text.contains("write to help@voltaic.example."));
    assert!(!english.html.contains("<b>A") && !english.subject.contains('\n'));
}

#[test]
fn what_a_colleague_writes_reaches_a_speaker_as_it_was_written() {
    let mut mail = SpeakerMessage::sample();
    let [english, german] = both(&Mail::SpeakerMessage(mail.clone()));
    assert_eq!(english.subject, "Slides for Thursday");
    assert!(
        english.text.contains("by Tuesday?\nPDF is fine.\n\nThe room opens at 09:45.\n\nGreta Lindholm\n")
    );
    assert!(english.html.contains("by Tuesday?<br"));
    assert!(german.text.contains("greta.lindholm@voltaic.example") && german.text.contains("Sie erhalten"));
    mail.body = "<script>{{ brand }}</script>\r\n{% raw %}".into();
    mail.subject = "A\r\nBcc: x@y.example".into();
    let [english, _] = both(&Mail::SpeakerMessage(mail));
    assert!(
        !english.html.contains("<script>")
            && english.text.contains("<script>{{ brand }}</script>\n{% raw %}")
    );
    assert_eq!(english.subject, "A Bcc: x@y.example");
}
