use actix_web::http::Method;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::json;

use crate::test_support::{Answer, SessionFixture, TestApp, files};

const API: &str = "/api/v1/settings";

#[actix_web::test]
async fn the_brand_is_changed_and_seen_at_once() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let path = format!("{API}/brand");
    let before = app.get_as(&admin.access, &path).await.expect(200).json();
    assert_eq!((&before["name"], &before["accentContrast"]), (&json!("Magnetiq Webinars"), &json!(5.7)));
    let patch = json!({
        "name": "voltAIc Live", "tagline": { "en": "Live.", "de": "Live!" }, "accent": "#0F766E",
        "contactEmail": "hello@voltaic.example", "homeUrl": "voltaic.example", "supportPhone": null,
    });
    let after = app.patch(&path, &admin.access, patch).await.expect(200).json();
    assert_eq!((&after["accent"], &after["homeUrl"]), (&json!("#0f766e"), &json!("https://voltaic.example")));
    assert_eq!(after["version"], 1);
    let site = app.get("/api/v1/public/site").await.expect(200).json();
    assert_eq!(
        (&site["name"], &site["contactEmail"]),
        (&json!("voltAIc Live"), &json!("hello@voltaic.example"))
    );
    let stale = app.patch_seen(&path, &admin.access, "\"0\"", json!({ "name": "X" })).await;
    assert_eq!(stale.expect(412).problem(), "stale");
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=settings").await.expect(200).json();
    assert_eq!(log["data"][0]["subjectName"], "brand");
    let fields: Vec<_> = log["data"][0]["changes"].as_array().unwrap().iter().map(|c| &c["field"]).collect();
    assert!(fields.contains(&&json!("accent")) && !fields.contains(&&json!("organisation")), "{fields:?}");
}

#[actix_web::test]
async fn each_wrong_field_is_named_and_nothing_is_written() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let id = app.ctx().new_id();
    for (section, patch, expected) in [
        (
            "brand",
            json!({ "name": " ", "accent": "#ffe600" }),
            vec![("/name", "required"), ("/accent", "contrast")],
        ),
        ("brand", json!({ "accent": "violet" }), vec![("/accent", "type")]),
        (
            "brand",
            json!({ "contactEmail": "x", "homeUrl": "x" }),
            vec![("/contactEmail", "email"), ("/homeUrl", "url")],
        ),
        ("brand", json!({ "logoMediaId": id }), vec![("/logoMediaId", "unknown")]),
        ("brand", json!({ "colour": "#000000" }), vec![("/colour", "unknown-field")]),
        ("mail", json!({ "replyTo": "nobody" }), vec![("/replyTo", "email")]),
        (
            "program",
            json!({ "timezone": "Mars", "capacity": 0 }),
            vec![("/capacity", "type"), ("/timezone", "timezone")],
        ),
        (
            "program",
            json!({ "registrationWindowDays": 1000, "taxRateBp": 9000 }),
            vec![("/registrationWindowDays", "type"), ("/taxRateBp", "type")],
        ),
        ("program", json!({ "manager": { "consultantId": id } }), vec![("/manager/consultantId", "unknown")]),
        (
            "program",
            json!({ "reminders": [
                { "amount": 2, "unit": "days", "isOn": true }, { "amount": 0, "unit": "hours", "isOn": true },
                { "amount": 1, "unit": "days", "at": "9:00", "isOn": true }, { "amount": 2, "unit": "days", "at": "25:00", "isOn": true },
            ] }),
            vec![
                ("/reminders/0/at", "type"),
                ("/reminders/1/amount", "type"),
                ("/reminders/2/at", "type"),
                ("/reminders/3/at", "type"),
                ("/reminders/3", "taken"),
            ],
        ),
    ] {
        let path = format!("{API}/{section}");
        let before = app.get_as(&admin.access, &path).await.expect(200).json();
        let refused = app.patch(&path, &admin.access, patch.clone()).await.expect(422).json();
        let errors = refused["errors"].as_array().unwrap().iter();
        let named: Vec<_> =
            errors.map(|e| (e["pointer"].as_str().unwrap(), e["code"].as_str().unwrap())).collect();
        assert_eq!(named, expected, "{patch}");
        assert_eq!(app.get_as(&admin.access, &path).await.json(), before);
    }
}

#[actix_web::test]
async fn the_program_has_a_manager_and_defaults() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let path = format!("{API}/program");
    app.appoint_manager("lena@voltaic.example").await;
    let before = app.get_as(&admin.access, &path).await.expect(200).json();
    assert_eq!(before["reminders"].as_array().unwrap().len(), 4);
    assert_eq!((&before["taxRateBp"], &before["manager"]["newRegistrations"]), (&json!(1900), &json!(true)));
    let patch = json!({
        "capacity": null, "registrationWindowDays": 60, "timezone": "Europe/Vienna", "allowWaitlist": false,
        "manager": { "newRegistrations": false },
        "reminders": [{ "amount": 2, "unit": "hours", "isOn": true }, { "amount": 3, "unit": "days", "at": "08:30", "isOn": true }],
    });
    let after = app.patch(&path, &admin.access, patch).await.expect(200).json();
    assert_eq!(after["manager"]["consultantId"], before["manager"]["consultantId"]);
    assert_eq!(
        (&after["capacity"], &after["reminders"][0]["amount"]),
        (&json!(null), &json!(3)),
        "the earliest first"
    );
    SessionFixture::new("storage").create(&app).await;
    app.register_and_verify("storage", "jo@kestrel.example").await;
    app.run_jobs().await;
    assert!(
        app.mails().iter().all(|mail| mail.to != "lena@voltaic.example"),
        "the manager wants no such mails"
    );
    assert!(after["version"].as_i64() > before["version"].as_i64());
    let stale = format!("\"{}\"", before["version"]);
    app.patch_seen(&path, &admin.access, &stale, json!({ "capacity": 5 })).await.expect(412);
}

#[actix_web::test]
async fn mails_come_from_whom_the_settings_name() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let path = format!("{API}/mail");
    let patch = json!({ "senderName": "Webinars at voltAIc", "replyTo": "lena@voltaic.example" });
    let after = app.patch(&path, &admin.access, patch).await.expect(200).json();
    assert_eq!(
        (&after["fromEmail"], &after["smtp"]),
        (&json!("webinars@webinars.example"), &json!("memory:"))
    );
    let sent = app.post(&format!("{path}/test"), Some(&admin.access), json!({})).await.expect(200).json();
    assert_eq!(sent, json!({ "sent": true, "error": null }));
    let mail = app.mails().remove(0);
    assert_eq!(mail.to, admin.email);
    assert!(
        mail.raw.contains("Webinars at voltAIc") && mail.raw.contains("Reply-To: lena@voltaic.example"),
        "{}",
        mail.raw
    );
}

#[actix_web::test]
async fn a_text_is_published_in_versions_that_never_change() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let scopes = [Scope::SettingsRead, Scope::SettingsWrite, Scope::RegistrationsRead];
    let token = app.api_token(&admin, &scopes).await;
    let terms = format!("{API}/legal/terms");
    let post = async |en: &str, de: &str| {
        app.post(&terms, Some(&token), json!({ "body": { "en": en, "de": de } })).await
    };
    let first = post("<p>Be kind.<script>x()</script></p>", "<p>Seien Sie freundlich.</p>").await.expect(201);
    assert_eq!(first.header("location"), "/api/v1/settings/legal/terms/1");
    assert_eq!(first.json()["body"]["en"], "<p>Be kind.</p>");
    assert_eq!(app.get("/api/v1/public/legal/terms").await.expect(200).json()["version"], 1);
    app.advance(chrono::Duration::days(1)).await;
    post("<p>Be very kind.</p>", "<p>Seien Sie sehr freundlich.</p>").await.expect(201);
    let list = app.get_as(&token, &format!("{API}/legal")).await.expect(200).json();
    let shown: Vec<_> = list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| (v["version"].as_i64(), v["isCurrent"].as_bool()))
        .collect();
    assert_eq!(shown, [(Some(2), Some(true)), (Some(1), Some(false))]);
    let old = app.get_as(&token, &format!("{terms}/1")).await.expect(200).json();
    assert_eq!(old["body"]["en"], "<p>Be kind.</p>");
    for (en, de, pointer) in [("<p>A</p>", "", "/body/de"), ("<p> </p>", "<p>A</p>", "/body/en")] {
        assert_eq!(post(en, de).await.expect(422).json()["errors"][0]["pointer"], pointer);
    }
    app.get_as(&token, &format!("{terms}/9")).await.expect(404);
    app.get_as(&token, &format!("{API}/legal/nonsense/1")).await.expect(404);
    SessionFixture::new("storage").create(&app).await;
    app.register("storage", "jo@kestrel.example").await.expect(202);
    let list = app.get_as(&token, "/api/v1/registrations").await.expect(200).json();
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn viewers_see_settings_and_admins_change_them() {
    let app = TestApp::new().await;
    let (admin, viewer) = (app.staff(Role::Admin).await, app.staff(Role::Viewer).await);
    for section in ["brand", "program", "mail"] {
        let path = format!("{API}/{section}");
        app.get_as(&viewer.access, &path).await.expect(200);
        app.patch_seen(&path, &viewer.access, "\"0\"", json!({})).await.expect(403);
        app.request(Method::PATCH, &path, Some(&admin.access), Some(json!({}))).await.expect(428);
    }
    let reader = app.api_token(&admin, &[Scope::SettingsRead]).await;
    app.get_as(&reader, &format!("{API}/legal")).await.expect(200);
    app.post(&format!("{API}/mail/test"), Some(&reader), json!({})).await.expect(403);
}

#[actix_web::test]
async fn the_logo_stands_in_pages_and_mails() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let plain = text(app.get("/webinars").await.expect(200));
    assert!(!plain.contains("/brand.css"));
    let picture = app
        .upload(&admin.access, "logo.png", &files::file(64, 64, image::ImageFormat::Png))
        .await
        .expect(201)
        .json();
    app.patch(&format!("{API}/brand"), &admin.access, json!({ "logoMediaId": picture["id"] }))
        .await
        .expect(200);
    let page = text(app.get("/webinars").await.expect(200));
    assert!(page.contains(&format!("/brand.css?v={}", picture["id"].as_str().unwrap())), "{page}");
    let sheet = app.get("/brand.css").await.expect(200);
    assert!(sheet.header("content-type").starts_with("text/css"));
    let sheet = text(sheet);
    assert!(sheet.contains(picture["url"].as_str().unwrap()));
    let ctx = app.ctx();
    let brand = crate::sessions::brand(&ctx.program.at(ctx.now).program, &ctx.config);
    assert!(brand.logo_url.is_some_and(|url| url.ends_with(picture["url"].as_str().unwrap())));
}

fn text(answer: Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}
