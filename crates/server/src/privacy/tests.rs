use std::collections::BTreeMap;

use chrono::Duration;
use magnetiq_integrations::outbound::AllowList;
use magnetiq_shared::scopes::Role;
use serde_json::json;

use crate::test_support::{SessionFixture, TestApp};

/// What the form's person typed that nobody else did.
const TYPED: [&str; 5] =
    ["victim@kestrel.example", "Juliette", "Morel", "kestrel-foods.example", "juliette morel"];

#[actix_web::test]
async fn nothing_that_the_person_typed_is_left_anywhere() {
    let app = TestApp::with(|config| config.outbound_allow = AllowList::parse(["127.0.0.1"]).unwrap()).await;
    let admin = app.staff(Role::Admin).await;
    // Nobody answers there: what is told is tried again and again.
    let hook = json!({ "url": "http://127.0.0.1:9/hook", "events": ["registration.created"] });
    app.post("/api/v1/webhooks", Some(&admin.access), hook).await.expect(201);
    SessionFixture::new("storage").create(&app).await;
    app.register("storage", TYPED[0]).await.expect(202);
    let token = app.mail_to(TYPED[0]).await.token("step=forget");
    let found = app.tables_with(TYPED[0]).await;
    for table in ["messages", "registrations", "visits", "webhook_deliveries"] {
        assert!(found.iter().any(|name| name == table), "{table} is looked through: {found:?}");
    }
    app.post("/api/v1/public/registrations/forget", None, json!({ "token": token })).await.expect(204);
    app.run_jobs().await;
    for typed in TYPED {
        assert_eq!(app.tables_with(typed).await, [""; 0], "{typed}");
    }
    assert!(app.mails().is_empty(), "the folder of mails");
    let queued = magnetiq_jobs::pending(app.app.db.read()).await.unwrap();
    assert!(queued.iter().all(|job| !job.payload.to_string().contains(TYPED[0])), "{queued:?}");
}

/// Asks, and gives the request's path and its code.
async fn ask(app: &TestApp, email: &str, kind: &str) -> (String, String) {
    let asked = app
        .post(
            "/api/v1/public/privacy-requests",
            None,
            json!({ "email": email, "kind": kind, "language": "en" }),
        )
        .await
        .expect(202)
        .json();
    app.run_jobs().await;
    let id = asked["id"].as_str().unwrap();
    (format!("/api/v1/public/privacy-requests/{id}/{kind}"), app.app.keys.code(id.parse().unwrap()))
}

/// Another code than this one.
fn other(code: &str) -> String {
    if code == "123456" { "654321" } else { "123456" }.to_owned()
}

#[actix_web::test]
async fn whoever_has_the_code_gets_a_copy_once() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    app.register_and_verify("storage", TYPED[0]).await;
    app.run_jobs().await;
    let (path, code) = ask(&app, "Victim@Kestrel.example", "export").await;
    let mail = app.mail_to(TYPED[0]).await;
    assert!(mail.text.replace(' ', "").contains(&code), "{}", mail.text);
    assert!(!mail.subject.contains(&code[..3]), "a locked screen shows the subject");
    app.post(&path, None, json!({ "code": other(&code) })).await.expect(422);
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let copy = app.post(&path, None, json!({ "code": spaced })).await.expect(200).json();
    let one = &copy["registrations"][0];
    assert_eq!((one["firstName"].as_str(), one["email"].as_str()), (Some("Juliette"), Some(TYPED[0])));
    assert!(one["messages"].as_array().unwrap().len() >= 2, "{one}");
    assert!(!one["consents"].as_array().unwrap().is_empty(), "{one}");
    assert_eq!(copy["visits"][0]["data"]["lastName"], "Morel");
    app.post(&path, None, json!({ "code": code })).await.expect(410);
}

#[actix_web::test]
async fn a_code_takes_five_tries_and_fifteen_minutes() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    app.register_and_verify("storage", TYPED[0]).await;
    let (path, code) = ask(&app, TYPED[0], "export").await;
    for _ in 0..5 {
        app.post(&path, None, json!({ "code": other(&code) })).await.expect(422);
    }
    app.post(&path, None, json!({ "code": code })).await.expect(410);
    let (path, code) = ask(&app, TYPED[0], "export").await;
    app.post(&path.replace("export", "erasure"), None, json!({ "code": code })).await.expect(410);
    app.advance(Duration::minutes(15)).await;
    app.post(&path, None, json!({ "code": code })).await.expect(410);
}

#[actix_web::test]
async fn an_unknown_address_is_answered_alike_and_gets_no_mail() {
    let app = TestApp::new().await;
    let before = app.mails().len();
    let (path, _) = ask(&app, "nobody@kestrel.example", "export").await;
    assert_eq!(app.mails().len(), before);
    app.post(&path, None, json!({ "code": "000000" })).await.expect(422);
    let wrong = json!({ "email": "nobody", "kind": "export" });
    app.post("/api/v1/public/privacy-requests", None, wrong).await.expect(422);
}

#[actix_web::test]
async fn an_address_gets_three_codes_an_hour_and_nobody_is_told() {
    let app = TestApp::with(|config| config.rate_limits = true).await;
    SessionFixture::new("storage").create(&app).await;
    app.register_and_verify("storage", TYPED[0]).await;
    app.run_jobs().await;
    let before = app.mails().len();
    let mut asked = Vec::new();
    for _ in 0..5 {
        asked.push(ask(&app, TYPED[0], "export").await);
    }
    assert_eq!(app.mails().len() - before, 3);
    for (at, (path, code)) in asked.iter().enumerate() {
        let opened = if at < 3 { 200 } else { 410 };
        app.post(path, None, json!({ "code": code })).await.expect(opened);
    }
}

/// Everything that somebody leaves behind who has been there.
async fn been_there(app: &TestApp) {
    SessionFixture::new("past").create(app).await;
    SessionFixture::new("storage").but(|row| row.capacity = Some(1)).create(app).await;
    app.register_and_verify("past", TYPED[0]).await;
    app.register_and_verify("storage", TYPED[0]).await;
    app.run_jobs().await;
}

#[actix_web::test]
async fn erased_by_the_person_nothing_is_left_and_the_next_gets_the_place() {
    let app = TestApp::new().await;
    been_there(&app).await;
    app.register_and_verify("storage", "next@osprey.example").await;
    let (path, code) = ask(&app, TYPED[0], "erasure").await;
    app.post(&path, None, json!({ "code": code })).await.expect(202);
    app.run_jobs().await;
    assert_eq!(app.tables_with(TYPED[0]).await, [""; 0]);
    let offered = app.mail_to("next@osprey.example").await;
    assert!(offered.text.contains("step=claim"), "{}", offered.text);
    assert!(app.mails().iter().all(|mail| mail.to != TYPED[0]), "the folder of mails");
}

#[actix_web::test]
async fn what_a_second_browser_typed_goes_too() {
    let app = TestApp::new().await;
    been_there(&app).await;
    // Typed as the form does it: the visit comes first, and the address is registered already.
    let visit = app.post("/api/v1/public/visits", None, json!({})).await.expect(201).json();
    let visit = visit["token"]["token"].as_str().unwrap();
    app.register_in("storage", TYPED[0], Some(visit)).await.expect(202);
    let (path, code) = ask(&app, TYPED[0], "export").await;
    let copy = app.post(&path, None, json!({ "code": code })).await.expect(200).json();
    // Of each registration the browser with the form and the one with the mail; and this one.
    assert_eq!(copy["visits"].as_array().unwrap().len(), 5, "{}", copy["visits"]);
    let (path, code) = ask(&app, TYPED[0], "erasure").await;
    app.post(&path, None, json!({ "code": code })).await.expect(202);
    app.run_jobs().await;
    for typed in TYPED {
        assert_eq!(app.tables_with(typed).await, [""; 0], "{typed}");
    }
}

#[actix_web::test]
async fn of_two_registrations_one_goes_and_the_address_keeps_its_word() {
    let app = TestApp::new().await;
    been_there(&app).await;
    let (admin, editor) = (app.staff(Role::Admin).await, app.staff(Role::Editor).await);
    let list = format!("/api/v1/registrations?search={}", TYPED[0]);
    let id = app.get_as(&editor.access, &list).await.expect(200).json()["data"][0]["id"].clone();
    let id: uuid::Uuid = id.as_str().unwrap().parse().unwrap();
    crate::registrations::unsubscribe(&app.ctx(), id).await.unwrap();
    let tx = app.app.db.begin().await.unwrap();
    let reason = magnetiq_shared::suppressions::SuppressionReason::Complained;
    crate::suppressions::suppress(&tx, &app.ctx(), TYPED[0], reason, None).await.unwrap();
    tx.commit().await.unwrap();
    let kept = async || {
        let complained = crate::suppressions::is_suppressed(app.app.db.read(), TYPED[0]).await.unwrap();
        let refused = crate::registrations::staff::unsubscribed(app.app.db.read(), [TYPED[0].to_owned()]);
        (complained, refused.await.unwrap().len())
    };
    crate::registrations::forget(&app.ctx(), id, "retention").await.unwrap();
    app.run_jobs().await;
    assert_eq!(kept().await, (true, 1), "there is another registration");
    let who = json!({ "email": TYPED[0] });
    let known = async || app.post("/api/v1/people/look-up", Some(&admin.access), who.clone()).await.json();
    assert_eq!(known().await["beside"], true);
    app.post("/api/v1/people/erase", Some(&admin.access), who.clone()).await.expect(202);
    app.run_jobs().await;
    assert_eq!((kept().await, &known().await["beside"]), ((false, 0), &json!(false)));
}

#[actix_web::test]
async fn staff_erase_somebody_and_the_log_does_not_name_them() {
    let app = TestApp::new().await;
    been_there(&app).await;
    let (admin, editor) = (app.staff(Role::Admin).await, app.staff(Role::Editor).await);
    let who = json!({ "email": TYPED[0] });
    app.post("/api/v1/people/erase", Some(&editor.access), who.clone()).await.expect(403);
    let known = app.post("/api/v1/people/look-up", Some(&admin.access), who.clone()).await.expect(200).json();
    assert_eq!((known["registrations"].as_u64(), known["upcoming"].as_u64()), (Some(2), Some(2)));
    let copy = app.post("/api/v1/people/export", Some(&admin.access), who.clone()).await.expect(200).json();
    assert_eq!(copy["registrations"].as_array().unwrap().len(), 2);
    app.post("/api/v1/people/erase", Some(&admin.access), who.clone()).await.expect(202);
    app.run_jobs().await;
    for typed in TYPED {
        assert_eq!(app.tables_with(typed).await, [""; 0], "{typed}");
    }
    let known = app.post("/api/v1/people/look-up", Some(&admin.access), who).await.expect(200).json();
    assert_eq!(known["registrations"], 0);
    let log = app.get_as(&admin.access, "/api/v1/audit-log").await.expect(200).json();
    let actions: Vec<_> = log["data"].as_array().unwrap().iter().map(|one| one["action"].clone()).collect();
    assert!(
        actions.contains(&json!("person.erased")) && actions.contains(&json!("person.exported")),
        "{log}"
    );
}

#[actix_web::test]
async fn what_is_older_than_it_may_be_kept_is_anonymised_and_figures_stay() {
    let app = TestApp::new().await;
    been_there(&app).await;
    let admin = app.staff(Role::Admin).await;
    app.patch("/api/v1/settings/privacy", &admin.access, json!({ "retentionMonths": 0 })).await.expect(422);
    app.patch("/api/v1/settings/privacy", &admin.access, json!({ "retentionMonths": 6 })).await.expect(200);
    let counts = async |app: &TestApp| -> BTreeMap<String, u64> {
        let found = app.get_as(&admin.access, "/api/v1/registrations/counts").await;
        serde_json::from_value(found.expect(200).json()).unwrap()
    };
    let before = counts(&app).await;
    app.advance(Duration::days(150)).await;
    app.run_jobs().await;
    assert!(app.tables_with(TYPED[0]).await.contains(&"registrations".to_owned()), "not yet");
    app.advance(Duration::days(100)).await;
    app.run_jobs().await;
    for typed in TYPED {
        assert_eq!(app.tables_with(typed).await, [""; 0], "{typed}");
    }
    let admin = app.sign_in(&admin.email).await;
    let found = app.get_as(&admin.access, "/api/v1/registrations/counts").await.expect(200).json();
    let after: BTreeMap<String, u64> = serde_json::from_value(found).unwrap();
    assert_eq!(after, before);
}

#[actix_web::test]
async fn the_page_leads_from_the_address_to_the_copy_without_scripts() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    app.register_and_verify("storage", TYPED[0]).await;
    app.run_jobs().await;
    let page = app.get("/de/meine-daten").await.expect(200);
    assert!(page.text().contains("Ihre Daten") && !page.text().contains("<script"));
    let form = |body: String| app.submit("/my-data", body);
    let refused = form("kind=export&email=nobody".into()).await.expect(422);
    assert!(refused.text().contains("role=\"alert\""));
    let asked = form(format!("kind=export&email={}", TYPED[0])).await.expect(200);
    app.run_jobs().await;
    let asked = asked.text().to_owned();
    let id = asked.split("name=\"request\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let code = app.app.keys.code(id.parse().unwrap());
    let wrong = form(format!("kind=export&request={id}&code={}", other(&code))).await.expect(422);
    assert!(wrong.text().contains(id), "the request is still there");
    let copy = form(format!("kind=export&request={id}&code={code}")).await.expect(200);
    assert!(copy.header("content-disposition").contains("my-data.json"));
    assert!(copy.text().contains("Juliette"));
    let gone = form(format!("kind=export&request={id}&code={code}")).await.expect(422);
    assert!(gone.text().contains("no longer good"));
}
