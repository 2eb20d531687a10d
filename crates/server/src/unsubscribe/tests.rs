//! Getting no more news: by one click, by the page, and not by forged links.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};

use crate::test_support::{Answer, SessionFixture, Staff, TestApp, form};

const ANNA: &str = "anna@kestrel.example";

/// Somebody who wants news, and the link of the first they got.
async fn told(app: &TestApp) -> (Staff, String) {
    SessionFixture::new("storage").create(app).await;
    let editor = app.staff(Role::Editor).await;
    let mut form = form(ANNA);
    form["marketingConsent"] = json!(true);
    app.post("/api/v1/public/sessions/storage/registrations", None, form).await.expect(202);
    let token = app.mail_to(ANNA).await.token("step=confirm");
    app.post("/api/v1/public/registrations/verify", None, json!({ "token": token })).await.expect(200);
    let body = json!({
        "purpose": "marketing", "subject": { "en": "News" }, "body": { "en": "<p>New sessions.</p>" },
    });
    let made = app.post("/api/v1/campaigns", Some(&editor.access), body).await.expect(201).json();
    let path = format!("/api/v1/campaigns/{}", made["id"].as_str().unwrap());
    app.act(&path, "send", &editor.access, json!({})).await.expect(202);
    let mail = app.mail_to(ANNA).await;
    assert!(mail.raw.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{}", mail.raw);
    let raw = mail.raw.replace("\r\n ", " ");
    let link = raw.lines().find(|line| line.starts_with("List-Unsubscribe: ")).unwrap();
    let link = link.trim_start_matches("List-Unsubscribe: ").trim().trim_matches(['<', '>']).to_owned();
    assert!(mail.text.contains(&link), "{}", mail.text);
    (editor, link.trim_start_matches("https://webinars.example").to_owned())
}

async fn one_click(app: &TestApp, path: &str) -> Answer {
    let request = TestRequest::with_uri(path)
        .method(Method::POST)
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .set_payload("List-Unsubscribe=One-Click");
    app.send(request).await
}

async fn registration(app: &TestApp, who: &Staff) -> Value {
    let list = format!("/api/v1/registrations?search={ANNA}");
    let row = app.get_as(&who.access, &list).await.expect(200).json()["data"][0]["id"].clone();
    app.get_as(&who.access, &format!("/api/v1/registrations/{}", row.as_str().unwrap())).await.json()
}

fn refusals(registration: &Value) -> usize {
    let consents = registration["consents"].as_array().unwrap().iter();
    consents.filter(|one| one["source"] == "unsubscribe" && one["granted"] == false).count()
}

#[actix_web::test]
async fn one_click_takes_the_consent_back_once() {
    let app = TestApp::new().await;
    let (editor, link) = told(&app).await;
    let token = link.trim_start_matches("/unsubscribe/");
    for _ in 0..2 {
        one_click(&app, &format!("/api/v1/public/unsubscribe/{token}")).await.expect(204);
        one_click(&app, &link).await.expect(200);
    }
    let now = registration(&app, &editor).await;
    assert_eq!((&now["marketingConsent"], refusals(&now)), (&json!(false), 1));
    assert_eq!(now["status"], "confirmed", "the place stays");
    let count = json!({ "purpose": "marketing" });
    let path = "/api/v1/campaigns/recipients";
    let counted = app.post(path, Some(&editor.access), count).await.expect(200).json();
    assert_eq!((&counted["recipients"], &counted["leftOut"]["unsubscribed"]), (&json!(0), &json!(1)));
}

#[actix_web::test]
async fn the_page_asks_and_only_its_button_does_it() {
    let app = TestApp::new().await;
    let (editor, link) = told(&app).await;
    let page = app.get(&link).await.expect(200);
    let html = String::from_utf8_lossy(&page.body).into_owned();
    assert!(html.contains("<form method=\"post\">") && html.contains("No more news?"), "{html}");
    assert_eq!(registration(&app, &editor).await["marketingConsent"], true, "to look is not to press");
    let done = one_click(&app, &link).await.expect(200);
    assert!(String::from_utf8_lossy(&done.body).contains("unsubscribed"));
    assert_eq!(registration(&app, &editor).await["marketingConsent"], false);
    // What concerns the session still comes.
    let before = app.mails().len();
    app.register("storage", ANNA).await.expect(202);
    app.run_jobs().await;
    assert_eq!(app.mails().len(), before + 1);
}

#[actix_web::test]
async fn a_provider_presses_for_many() {
    let app = TestApp::with(|config| config.rate_limits = true).await;
    let (_, link) = told(&app).await;
    let token = link.trim_start_matches("/unsubscribe/");
    for _ in 0..150 {
        one_click(&app, &format!("/api/v1/public/unsubscribe/{token}")).await.expect(204);
    }
}

#[actix_web::test]
async fn a_forged_link_does_nothing() {
    let app = TestApp::new().await;
    let (editor, link) = told(&app).await;
    let forged = format!("{}A", &link[..link.len() - 1]);
    let manage = app
        .mails()
        .iter()
        .find(|mail| mail.text.contains("/my-registrations#"))
        .map(|mail| mail.token("/my-registrations"));
    for path in [forged.as_str(), "/unsubscribe/x", &format!("/unsubscribe/{}", manage.unwrap())] {
        let page = app.get(path).await.expect(410);
        assert!(String::from_utf8_lossy(&page.body).contains("work any more"));
        one_click(&app, path).await.expect(410);
        let refused = one_click(&app, &format!("/api/v1/public{path}")).await.expect(401);
        assert_eq!(refused.problem(), "unauthenticated");
    }
    assert_eq!(registration(&app, &editor).await["marketingConsent"], true);
}
