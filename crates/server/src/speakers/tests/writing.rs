use actix_web::test::TestRequest;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::json;

use super::with_aino;
use crate::test_support::Staff;

#[actix_web::test]
async fn what_is_written_to_a_speaker_goes_out_and_is_kept() {
    let (app, editor, _, path) = with_aino().await;
    let messages = format!("{path}/messages");
    let body = json!({ "subject": " Slides\nfor Thursday ", "body": "Could you send them?\r\n\r\nThe room opens at 9." });
    let written = app.post(&messages, Some(&editor.access), body).await.expect(202).json();
    assert_eq!(
        (written["state"].as_str(), written["senderName"].as_str()),
        (Some("queued"), Some("The editor"))
    );
    let mail = app.mail_to("aino@outside.example").await;
    assert_eq!(mail.subject, "Slides for Thursday");
    let text = mail.text.replace("\r\n", "\n");
    assert!(text.contains("Could you send them?\n\nThe room opens at 9."), "{text}");
    assert!(mail.text.contains("editor@house.example"));
    let list = app.get_as(&editor.access, &messages).await.expect(200).json();
    assert_eq!(list["data"][0]["state"], "sent");
    assert_eq!(list["data"][0]["id"], written["id"]);
    app.run_jobs().await;
    assert_eq!(app.mails().len(), 1, "once");
}

#[actix_web::test]
async fn a_message_needs_words_and_a_right() {
    let (app, editor, _, path) = with_aino().await;
    let messages = format!("{path}/messages");
    for (body, pointer) in [
        (json!({ "subject": "", "body": "x" }), "/subject"),
        (json!({ "subject": "x", "body": " \n " }), "/body"),
        (json!({ "subject": "x".repeat(121), "body": "x" }), "/subject"),
        (json!({ "subject": "x", "body": "x".repeat(5_001) }), "/body"),
        (json!({ "subject": "x", "body": "a\u{202e}b" }), "/body"),
        (json!({ "subject": "x" }), "/body"),
    ] {
        let refused = app.post(&messages, Some(&editor.access), body).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
    let viewer = app.staff(Role::Viewer).await;
    let body = json!({ "subject": "x", "body": "y" });
    app.post(&messages, Some(&viewer.access), body.clone()).await.expect(403);
    app.get_as(&viewer.access, &messages).await.expect(200);
    let admin = app.staff(Role::Admin).await;
    let token = app.api_token(&admin, &[Scope::SpeakersWrite]).await;
    app.post(&messages, Some(&token), body).await.expect(403);
    assert!(app.mails().is_empty());
}

#[actix_web::test]
async fn the_same_request_writes_once_also_after_the_sign_in_was_renewed() {
    let (app, editor, _, path) = with_aino().await;
    let send = async |bearer: &str, subject: &str| {
        let request = TestRequest::post()
            .uri(&format!("{path}/messages"))
            .insert_header(("authorization", format!("Bearer {bearer}")))
            .insert_header(("idempotency-key", "one"))
            .set_json(json!({ "subject": subject, "body": "Could you send them?" }));
        app.send(request).await
    };
    let first = send(&editor.access, "Slides").await.expect(202).json();
    app.advance(chrono::Duration::minutes(10)).await;
    let renewed = Staff::of("", &app.refresh_sign_in(&editor.cookie).await.expect(200));
    let second = send(&renewed.access, "Slides").await.expect(202).json();
    assert_eq!(first["id"], second["id"]);
    assert_eq!(send(&renewed.access, "Other").await.expect(422).problem(), "idempotency-mismatch");
    app.run_jobs().await;
    assert_eq!(app.mails().len(), 1);
    let admin = app.staff(Role::Admin).await;
    let token = app.api_token(&admin, &[Scope::MessagesWrite]).await;
    let other = send(&token, "Other").await.expect(202).json();
    assert_ne!(first["id"], other["id"], "a token is somebody else");
}
