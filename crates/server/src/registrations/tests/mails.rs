//! Which mails go out, to whom, in which language.

use crate::test_support::{SessionFixture, TestApp, form};

#[actix_web::test]
async fn a_confirmation_carries_the_invitation_and_the_manager_hears_of_it() {
    let app = TestApp::new().await;
    app.appoint_manager("lena@voltaic.example").await;
    SessionFixture::new("storage").create(&app).await;
    app.register_and_verify("storage", "juliette@kestrel.example").await;
    let confirmation = app.mail_to("juliette@kestrel.example").await;
    assert!(confirmation.calendar.contains("METHOD:REQUEST"), "{}", confirmation.raw);
    assert!(confirmation.text.contains("#token="), "it carries a manage link");
    assert!(confirmation.html.contains("Battery storage that pays its way"));
    let to_manager = app.mail_to("lena@voltaic.example").await;
    assert!(to_manager.text.contains("Juliette Morel") && to_manager.text.contains("Kestrel Foods"));
    assert!(to_manager.text.contains("Batteriespeicher"), "in the manager's language");
}

#[actix_web::test]
async fn mails_speak_the_registrants_language() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    let mut german = form("anna@kestrel.example");
    (german["language"], german["timezone"]) = ("de".into(), "Europe/Berlin".into());
    app.post("/api/v1/public/sessions/storage/registrations", None, german).await.expect(202);
    let mail = app.mail_to("anna@kestrel.example").await;
    assert!(
        mail.text.contains("Batteriespeicher") && mail.text.contains("/de/webinare/storage"),
        "{}",
        mail.text
    );
    assert!(mail.text.contains("Dezember"));
}

#[actix_web::test]
async fn before_validation_nothing_typed_but_the_first_name_goes_out() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    let mut nasty = form("victim@kestrel.example");
    nasty["firstName"] = "Win.a/prize7 http://evil.example".into();
    nasty["lastName"] = "Bcc: everyone@evil.example".into();
    nasty["company"] = "Buy at evil.example".into();
    app.post("/api/v1/public/sessions/storage/registrations", None, nasty).await.expect(202);
    let mail = app.mail_to("victim@kestrel.example").await;
    assert!(!mail.raw.contains("evil.example") && !mail.text.contains("evil"), "{}", mail.raw);
}

#[actix_web::test]
async fn every_mail_is_logged_with_its_state() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    app.run_jobs().await;
    let log = crate::messages::log(&app.ctx()).await.unwrap();
    let seen: Vec<_> = log.iter().map(|row| (row.kind.as_str(), row.state.as_str())).collect();
    for expected in [("validate-address", "sent"), ("confirmation", "sent"), ("new-registration", "skipped")]
    {
        assert!(seen.contains(&expected), "{expected:?} in {seen:?}");
    }
}
