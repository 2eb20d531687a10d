//! Writing, counting, looking at it.

use magnetiq_shared::scopes::{Role, Scope};
use serde_json::json;

use super::{ANNA, API, BOB, CLEO, act, draft, get, letters, program, recipients, registered, words};
use crate::test_support::TestApp;

#[actix_web::test]
async fn a_draft_is_written_changed_and_deleted() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    let mut body = words("information", session);
    body["body"]["en"] = json!("<p onclick=\"x()\">a</p><script>x()</script>");
    let id = draft(&app, &editor, body).await;
    let path = format!("{API}/{id}");
    let seen = get(&app, &editor, &id).await;
    assert_eq!((&seen["body"]["en"], &seen["state"]), (&json!("<p>a</p>"), &json!("draft")));
    let patch = json!({ "subject": { "en": "New" }, "body": { "en": "<p> </p>" } });
    let changed = app.patch(&path, &editor.access, patch).await.expect(200).json();
    assert_eq!((&changed["subject"], &changed["body"]), (&json!({ "en": "New" }), &json!({ "en": "" })));
    for (wrong, pointer, code) in [
        (json!({ "subject": { "en": "{firstname}" } }), "/subject/en", "unknown"),
        (json!({ "body": { "en": "a", "de": "<p>{x}</p>" } }), "/body/de", "unknown"),
        (json!({ "subject": { "en": "a".repeat(151) } }), "/subject/en", "too-long"),
        (json!({ "body": { "en": "a".repeat(50_001) } }), "/body/en", "too-long"),
        (json!({ "purpose": "spam" }), "/purpose", "type"),
        (json!({ "group": { "filters": { "colour": "red" } } }), "/group/filters/colour", "unknown-field"),
        (json!({ "state": "sent" }), "/state", "unknown-field"),
    ] {
        let error =
            app.patch(&path, &editor.access, wrong.clone()).await.expect(422).json()["errors"][0].clone();
        assert_eq!((&error["pointer"], &error["code"]), (&json!(pointer), &json!(code)), "{wrong}");
    }
    app.patch_seen(&path, &editor.access, "\"1\"", json!({})).await.expect(412);
    let send = act(&app, &editor, &id, "send", json!({})).await.expect(422).json();
    assert_eq!(send["errors"][0]["pointer"], "/body/en");
    app.delete(&path, &editor.access).await.expect(204);
    app.get_as(&editor.access, &path).await.expect(404);
}

#[actix_web::test]
async fn viewers_read_and_editors_write() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    let id = draft(&app, &editor, words("information", session)).await;
    let (viewer, admin) = (app.staff(Role::Viewer).await, app.staff(Role::Admin).await);
    app.get_as(&viewer.access, API).await.expect(200);
    app.post(API, Some(&viewer.access), json!({})).await.expect(403);
    act(&app, &viewer, &id, "send", json!({})).await.expect(403);
    act(&app, &viewer, &id, "stop", json!({})).await.expect(403);
    let token = app.api_token(&admin, &[Scope::MessagesRead, Scope::MessagesWrite]).await;
    app.get_as(&token, &format!("{API}/{id}")).await.expect(200);
    app.get_as(&token, &format!("{API}/{id}/preview")).await.expect(403);
    app.get_as(&editor.access, &format!("{API}?state=sent")).await.expect(200);
    app.get_as(&editor.access, &format!("{API}?state=gone")).await.expect(422);
}

#[actix_web::test]
async fn who_is_left_out_is_counted_with_the_reason() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    let other = crate::test_support::SessionFixture::new("other").create(&app).await;
    registered(&app, "storage", ANNA, "en", true).await;
    registered(&app, "other", ANNA, "en", true).await;
    registered(&app, "storage", BOB, "de", false).await;
    app.register("storage", CLEO).await.expect(202);
    app.run_jobs().await;
    let all = recipients(&app, &editor, json!({ "purpose": "marketing" })).await;
    let left_out = json!({
        "erased": 0, "unverified": 1, "suppressed": 0, "unsubscribed": 0, "noConsent": 1, "sameAddress": 1,
    });
    assert_eq!(all, json!({ "registrations": 4, "recipients": 1, "leftOut": left_out }));
    let one = json!({ "group": { "filters": { "session": other } } });
    assert_eq!(recipients(&app, &editor, one).await["recipients"], 1);
    let german = json!({ "group": { "filters": { "session": session, "language": "de" } } });
    assert_eq!(recipients(&app, &editor, german).await["recipients"], 1);
    let none = json!({ "group": { "registrationIds": [] } });
    assert_eq!(recipients(&app, &editor, none).await["registrations"], 0);
}

#[actix_web::test]
async fn a_preview_shows_a_real_mail_without_anybodys_links() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    let id = draft(&app, &editor, words("marketing", session)).await;
    let preview = format!("{API}/{id}/preview?language=de");
    let example = app.get_as(&editor.access, &preview).await.expect(200).json();
    assert!(example["recipient"].is_null() && example["subject"] == "Guten Tag Juliette", "{example}");
    registered(&app, "storage", ANNA, "en", true).await;
    let shown = app.get_as(&editor.access, &preview).await.expect(200).json();
    let (html, text) = (shown["html"].as_str().unwrap(), shown["text"].as_str().unwrap());
    assert_eq!(shown["recipient"], "Juliette Morel");
    assert!(html.contains("Kestrel Foods") && text.contains("Kestrel Foods"), "{text}");
    assert!(
        !html.contains("token=") && !html.contains("/unsubscribe/") && !text.contains("token="),
        "{text}"
    );
    let framed = app.get(shown["url"].as_str().unwrap()).await.expect(200);
    assert_eq!(String::from_utf8_lossy(&framed.body), html);
    assert!(framed.header("content-security-policy").contains("sandbox"));
    app.get("/campaign-preview/x?language=en").await.expect(401);
    let test = act(&app, &editor, &id, "test", json!({ "language": "en" })).await.expect(200).json();
    assert_eq!(test, json!({ "sent": true, "error": null }));
    let mine = letters(&app, &editor.email).remove(0);
    assert!(mine.subject == "Hello Juliette" && !mine.raw.contains("List-Unsubscribe"), "{}", mine.raw);
}
