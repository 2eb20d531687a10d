//! What speaker and manager are told three days before.

use chrono::Duration;
use magnetiq_entity::speakers;
use magnetiq_shared::links;
use magnetiq_shared::messages::Reason;
use sea_orm::{ActiveModelTrait, Set, Unchanged};

use super::{at, left_out, pass, registered, session, session_start, told};
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
async fn who_takes_the_program_over_gets_a_summary_of_their_own() {
    let app = TestApp::new().await;
    app.appoint_manager("greta@voltaic.example").await;
    session(&app, "storage").await;
    pass(&app, at("2026-12-13T12:00:00Z")).await;
    app.appoint_manager("paul@voltaic.example").await;
    app.advance(Duration::minutes(1)).await;
    app.run_jobs().await;
    app.advance(Duration::minutes(1)).await;
    app.run_jobs().await;
    let summaries = told(&app).await.into_iter().filter(|row| row.0 == "wpm-summary");
    let readers: Vec<_> = summaries.map(|row| (row.1, row.2)).collect();
    let sent = |to: &str| (to.to_owned(), "sent".to_owned());
    assert_eq!(readers, [sent("greta@voltaic.example"), sent("paul@voltaic.example")]);
}

#[actix_web::test]
async fn a_summary_does_not_go_to_somebody_else_than_the_log_says() {
    let app = TestApp::new().await;
    app.appoint_manager("greta@voltaic.example").await;
    session(&app, "storage").await;
    app.set_clock(at("2026-12-12T07:59:00Z")).await;
    app.run_jobs().await;
    app.set_clock(at("2026-12-12T08:00:00Z")).await;
    super::super::round::run(&app.ctx()).await.unwrap();
    app.appoint_manager("paul@voltaic.example").await;
    app.run_jobs().await;
    let expected = [("wpm-summary".to_owned(), Reason::OtherReader.to_string())];
    assert_eq!(left_out(&app, "greta@voltaic.example").await, expected);
    assert!(!app.mails().iter().any(|mail| mail.to == "greta@voltaic.example"));
    assert_eq!(app.mails().iter().filter(|mail| mail.to == "paul@voltaic.example").count(), 1);
}

#[actix_web::test]
async fn a_speaker_who_wants_no_mails_gets_none_and_the_log_says_so() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    let (_, speaker) = app.topic_and_speaker(id).await;
    let tx = app.app.db.begin().await.unwrap();
    let quiet = speakers::ActiveModel {
        id: Unchanged(speaker),
        email_notifications: Set(false),
        ..Default::default()
    };
    quiet.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    pass(&app, session_start()).await;
    let expected = [("speaker-summary".to_owned(), Reason::SpeakerDeclines.to_string())];
    assert_eq!(left_out(&app, "hanna.rehwald@voltaic.example").await, expected);
    assert!(app.mails().is_empty());
}

#[actix_web::test]
async fn nobody_gets_the_managers_summary_where_nobody_manages() {
    let app = TestApp::new().await;
    session(&app, "storage").await;
    pass(&app, session_start()).await;
    let kinds: Vec<_> = told(&app).await.into_iter().map(|row| row.0).collect();
    assert_eq!(kinds, ["speaker-summary"]);
}
