//! What speaker and manager are told three days before.

use magnetiq_shared::links;

use super::{at, pass, registered, session, session_start, told};
use crate::test_support::TestApp;

#[actix_web::test]
async fn speaker_and_manager_get_their_summary_in_their_own_morning() {
    let app = TestApp::new().await;
    app.appoint_manager("greta@voltaic.example").await;
    let id = session(&app, "storage").await;
    registered(&app, "storage", "anna@kestrel.example", "Asia/Tokyo").await;
    pass(&app, at("2026-12-12T07:59:00Z")).await;
    assert!(!told(&app).await.iter().any(|row| row.0.ends_with("summary")));
    pass(&app, session_start()).await;
    let summaries: Vec<_> = told(&app).await.into_iter().filter(|row| row.0.ends_with("summary")).collect();
    assert_eq!(summaries.len(), 2, "{summaries:?}");
    assert!(
        summaries.iter().all(|row| row.2 == "sent" && row.3 == at("2026-12-12T08:00:00Z")),
        "{summaries:?}"
    );
    let mail = app.mails().into_iter().rev().find(|mail| mail.to == "greta@voltaic.example").unwrap();
    assert!(mail.text.contains(&links::admin_session(id)), "{}", mail.text);
    assert!(
        mail.text.contains("/de/webinare/storage") && mail.text.contains("https://meet.example/host"),
        "{}",
        mail.text
    );
    let message = mail_parser::MessageParser::default().parse(mail.raw.as_bytes()).unwrap();
    let file = message
        .attachments()
        .find(|part| mail_parser::MimeHeaders::attachment_name(*part).is_some())
        .unwrap();
    let text = String::from_utf8(file.contents().to_vec()).unwrap();
    assert!(text.lines().any(|line| line == "Juliette Morel\tKestrel Foods"), "{text}");
}

#[actix_web::test]
async fn nobody_gets_the_managers_summary_where_nobody_manages() {
    let app = TestApp::new().await;
    session(&app, "storage").await;
    pass(&app, session_start()).await;
    let kinds: Vec<_> = told(&app).await.into_iter().map(|row| row.0).collect();
    assert_eq!(kinds, ["speaker-summary"]);
}
