use actix_web::test::TestRequest;
use chrono::Duration;
use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};

use super::API;
use super::desk::kinds;
use crate::test_support::{Answer, SessionFixture, Staff, TestApp};

const FILE: &str = "Vorname;Nachname;E-Mail;Firma;Einwilligung\r\n\
    J\u{fc}rgen;Gro\u{df};juergen@kestrel.example;Kestrel;ja\r\n\
    Anna;Fuchs;anna@other.example;;nein\r\n\
    Anna;Fuchs;ANNA@other.example;;\r\n\
    X;Fuchs;no-address;;vielleicht\r\n\
    Ben;Stein;ben@third.example;Drittes Haus;\r\n";

async fn import(app: &TestApp, who: &Staff, query: &str, key: Option<&str>, file: &[u8]) -> Answer {
    let mut request = TestRequest::post()
        .uri(&format!("{API}/imports?{query}"))
        .insert_header(("content-type", "text/csv"))
        .insert_header(("authorization", format!("Bearer {}", who.access)))
        .set_payload(file.to_vec());
    if let Some(key) = key {
        request = request.insert_header(("idempotency-key", key));
    }
    app.send(request).await
}

fn fates(report: &Value) -> Vec<String> {
    report["rows"].as_array().unwrap().iter().map(|row| row["fate"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn a_file_is_previewed_and_then_taken_in_once() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("full").but(|s| s.capacity = Some(1)).create(&app).await;
    // As a German spreadsheet saves it.
    let file: Vec<u8> = FILE.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let query = format!("session={session}&confirmed=true&waitlist=true&language=de");
    let preview =
        import(&app, &editor, &format!("{query}&dryRun=true"), None, &file).await.expect(200).json();
    let expected = ["registered", "waitlisted", "known", "wrong", "waitlisted"];
    assert_eq!(fates(&preview), expected);
    assert_eq!((&preview["id"], &preview["rows"][0]["name"]), (&json!(null), &json!("Jürgen Groß")));
    assert_eq!(preview["columns"][4]["field"], "marketingConsent");
    let errors: Vec<_> =
        preview["rows"][3]["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
    assert_eq!(errors, ["/marketingConsent", "/email", "/firstName"]);
    assert_eq!(app.counters(session).await, (0, 0, 0), "a preview does nothing");

    let done = import(&app, &editor, &query, Some("once"), &file).await.expect(201);
    let report = done.json();
    assert_eq!(fates(&report), expected);
    assert_eq!(
        report["counts"],
        json!({ "registered": 1, "waitlisted": 2, "known": 1, "full": 0, "wrong": 1, "failed": 0 })
    );
    assert_eq!((&report["rows"][0]["name"], &report["rows"][0]["line"]), (&json!(null), &json!(2)));
    assert_eq!(app.counters(session).await, (1, 2, 1));
    let again = import(&app, &editor, &query, Some("once"), &file).await.expect(201).json();
    assert_eq!(again, report, "the same key gives the same answer");
    assert_eq!(app.get_as(&editor.access, done.header("location")).await.expect(200).json(), report);
    let other = import(&app, &editor, &query, Some("once"), b"email,name\nx@y.example,Xenia Young\n").await;
    assert_eq!(other.expect(422).problem(), "idempotency-mismatch");

    let id = report["rows"][0]["registrationId"].as_str().unwrap();
    let one = app.get_as(&editor.access, &format!("{API}/{id}")).await.expect(200).json();
    assert_eq!(
        (&one["firstName"], &one["lastName"], &one["language"]),
        (&json!("Jürgen"), &json!("Groß"), &json!("de"))
    );
    assert_eq!((&one["source"], &one["marketingConsent"]), (&json!("import"), &json!(true)));
    assert_eq!(one["consents"][0]["source"], "staff");
    assert!(kinds(&app, &editor, id).await.contains(&"confirmation".to_owned()));
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn a_file_that_is_none_is_refused_whole() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("storage").create(&app).await;
    let query = format!("session={session}&dryRun=true");
    for (file, pointer) in [("", ""), ("email,name\n", ""), ("Firma,Vorname\nKestrel,Anna\n", "/email")] {
        let answer = import(&app, &editor, &query, None, file.as_bytes()).await.expect(422).json();
        assert_eq!(answer["errors"][0]["pointer"], pointer, "{file}");
    }
    let good = "email,name\nx@y.example,Xenia Young\n".as_bytes();
    let nowhere = format!("session={}&dryRun=true", app.ctx().new_id());
    import(&app, &editor, &nowhere, None, good).await.expect(404);
    import(&app, &editor, "dryRun=perhaps", None, good).await.expect(422);
    let viewer = app.staff(Role::Viewer).await;
    import(&app, &viewer, &query, None, good).await.expect(403);
    // Without leave to wait, a full session takes nobody.
    app.change_session(session, |row| row.capacity = sea_orm::Set(Some(1))).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    let report = import(&app, &editor, &query, None, good).await.expect(200).json();
    assert_eq!(fates(&report), ["full"]);
    app.advance(Duration::days(30)).await;
    let editor = app.sign_in(&editor.email).await;
    assert_eq!(import(&app, &editor, &query, None, good).await.expect(409).problem(), "registration-closed");
}

#[actix_web::test]
async fn a_preview_names_nobody_who_is_not_there_and_says_who_would_wait() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("full").but(|s| s.capacity = Some(1)).create(&app).await;
    app.register_and_verify("full", "a@kestrel.example").await;
    let file = "email,name\nx@y.example,Xenia Young\nX@y.example,Xenia Young\n";
    let query = format!("session={session}&waitlist=true&dryRun=true");
    let preview = import(&app, &editor, &query, None, file.as_bytes()).await.expect(200).json();
    assert_eq!(fates(&preview), ["waitlisted", "known"], "not vouched for, and no seat is free");
    assert_eq!(preview["rows"][1]["registrationId"], json!(null));
}
