//! Templates over HTTP: what is checked, what takes effect, and the way back.

use actix_web::test::TestRequest;
use magnetiq_entity::mail_templates;
use magnetiq_shared::scopes::Role;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::{Value, json};

use crate::test_support::{Answer, SessionFixture, Staff, TestApp, form};

const PATH: &str = "/api/v1/mail-templates/validate-address/en";

async fn read(app: &TestApp, who: &Staff) -> Value {
    app.get_as(&who.access, PATH).await.expect(200).json()
}

/// The template with another subject.
fn with_subject(template: &Value, subject: &str) -> Value {
    let mut source = template["source"].clone();
    source["subject"] = json!(subject);
    source
}

async fn put(app: &TestApp, who: &Staff, version: i64, source: Value) -> Answer {
    changing(app, TestRequest::put().uri(PATH), who, version, source).await
}

/// A request about what somebody saw in that version.
async fn changing(app: &TestApp, request: TestRequest, who: &Staff, version: i64, body: Value) -> Answer {
    let request = request
        .insert_header(("authorization", format!("Bearer {}", who.access)))
        .insert_header(("if-match", format!("\"{version}\"")))
        .insert_header(("content-type", "application/json"))
        .set_payload(body.to_string());
    app.send(request).await
}

/// The subject of the mail that somebody gets who registers now.
async fn subject_to(app: &TestApp, email: &str) -> String {
    app.post("/api/v1/public/sessions/storage/registrations", None, form(email)).await.expect(202);
    app.mail_to(email).await.subject
}

#[actix_web::test]
async fn a_change_is_in_force_at_once_and_a_reset_takes_it_back() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    let admin = app.staff(Role::Admin).await;
    let first = read(&app, &admin).await;
    assert_eq!((first["version"].as_i64(), first["isChanged"].as_bool()), (Some(0), Some(false)));
    assert_eq!(first["source"], first["builtIn"]);
    assert!(first["placeholders"].as_array().unwrap().iter().any(|one| one["name"] == "mail.first_name"));

    let source = with_subject(&first, "Please check, {{ mail.first_name }}");
    let changed = put(&app, &admin, 0, source.clone()).await.expect(200).json();
    assert_eq!((changed["version"].as_i64(), changed["isChanged"].as_bool()), (Some(1), Some(true)));
    assert!(subject_to(&app, "anna@kestrel.example").await.starts_with("Please check, "));
    put(&app, &admin, 0, source.clone()).await.expect(412);
    let same = put(&app, &admin, 1, source).await.expect(200).json();
    assert_eq!(same["version"], 1, "what is in force already makes no version");

    let list = app.get_as(&admin.access, "/api/v1/mail-templates").await.expect(200).json();
    let row = list["data"].as_array().unwrap().iter().find(|row| row["kind"] == "validate-address").unwrap();
    assert_eq!(row["changed"], json!(["en"]));

    let reset = app.delete_seen(PATH, &admin.access, "\"1\"").await.expect(200).json();
    assert_eq!((reset["version"].as_i64(), reset["isChanged"].as_bool()), (Some(2), Some(false)));
    assert!(!subject_to(&app, "bob@acme.example").await.starts_with("Please check"));
    let versions = app.get_as(&admin.access, &format!("{PATH}/versions")).await.expect(200).json();
    assert_eq!(versions["data"][0]["source"], Value::Null);
    assert_eq!((versions["total"].as_u64(), versions["data"][1]["by"].is_string()), (Some(2), true));

    let restore = async |number: i64, seen: i64| {
        let path = format!("{PATH}/versions/{number}/restore");
        changing(&app, TestRequest::post().uri(&path), &admin, seen, json!({})).await
    };
    let restored = restore(1, 2).await.expect(200).json();
    assert_eq!((restored["version"].as_i64(), restored["isChanged"].as_bool()), (Some(3), Some(true)));
    restore(9, 3).await.expect(404);
}

#[actix_web::test]
async fn what_is_wrong_is_named_with_its_line() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let template = read(&app, &admin).await;
    for (field, text, code) in [
        ("subject", "Hello {{ mail.shoe_size }}", "unknown"),
        ("subject", "Hello {{ mail.first_name", "type"),
        ("subject", "Two\nlines", "characters"),
        ("subject", " ", "required"),
        ("text", "One\n\n{% if mail.first_name %}no end", "type"),
        ("text", "[[> nothing]]", "unknown"),
        ("mjml", "<mj-section><mj-column>", "type"),
    ] {
        let mut source = template["source"].clone();
        source[field] = json!(text);
        let preview = app.post(&format!("{PATH}/preview"), Some(&admin.access), source.clone()).await;
        for answer in [put(&app, &admin, 0, source).await, preview] {
            let error = answer.expect(422).json()["errors"][0].clone();
            let told = (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap());
            assert_eq!(told, (format!("/{field}").as_str(), code), "{text}: {error}");
            assert!(!error["detail"].as_str().unwrap().is_empty());
        }
    }
    assert_eq!(read(&app, &admin).await["version"], 0);
}

#[actix_web::test]
async fn a_preview_and_a_test_show_what_is_being_written() {
    let app = TestApp::new().await;
    let (admin, viewer) = (app.staff(Role::Admin).await, app.staff(Role::Viewer).await);
    let source = with_subject(&read(&app, &admin).await, "Nearly there, {{ mail.first_name }}");
    let preview =
        app.post(&format!("{PATH}/preview"), Some(&admin.access), source.clone()).await.expect(200).json();
    assert!(preview["subject"].as_str().unwrap().starts_with("Nearly there, "));
    assert!(preview["html"].as_str().unwrap().contains("<html"));
    let sent =
        app.post(&format!("{PATH}/test"), Some(&admin.access), source.clone()).await.expect(200).json();
    assert_eq!(sent["sent"], true);
    let mail = app.mails().into_iter().rev().find(|mail| mail.to == admin.email).unwrap();
    assert!(mail.subject.starts_with("Nearly there, "), "{}", mail.subject);
    app.post(&format!("{PATH}/test"), Some(&viewer.access), source.clone()).await.expect(403);
    put(&app, &viewer, 0, source).await.expect(403);
    for unknown in ["/api/v1/mail-templates/test-mail/en", "/api/v1/mail-templates/confirmation/fr"] {
        app.get_as(&admin.access, unknown).await.expect(404);
    }
}

#[actix_web::test]
async fn a_row_that_cannot_be_used_gives_way_and_another_process_hears_of_changes() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    let admin = app.staff(Role::Admin).await;
    let row = |version, body: &str| mail_templates::Model {
        kind: "validate-address".to_owned(),
        language: "en".to_owned(),
        version,
        subject: "Broken".to_owned(),
        body: body.to_owned(),
        created_by: None,
        created_at: app.ctx().now.into(),
    };
    let unusable = r#"{"preheader":"","mjml":"<mj-section>{{ mail.gone }}</mj-section>","text":""}"#;
    for (version, body) in [(1, "no json"), (2, unusable)] {
        let tx = app.app.db.begin_change(crate::db::Kept::MailTemplates).await.unwrap();
        row(version, body).into_active_model().reset_all().insert(&tx).await.unwrap();
        tx.commit().await.unwrap();
        app.refresh().await;
        let subject = subject_to(&app, &format!("p{version}@acme.example")).await;
        assert_ne!(subject, "Broken");
    }
    let template = read(&app, &admin).await;
    assert!(template["fault"].is_string(), "{template}");
}
