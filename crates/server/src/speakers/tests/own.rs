use actix_web::http::Method;
use chrono::Duration;
use image::ImageFormat;
use magnetiq_shared::scopes::Role;
use serde_json::json;

use super::with_aino;
use crate::test_support::TestApp;
use crate::test_support::files::{PDF, bomb, file};

const PROFILE: &str = "/api/v1/public/speaker-profile";

/// Invites the speaker, and gives the token of the mail's link.
async fn invited(app: &TestApp, bearer: &str, path: &str) -> String {
    app.post(&format!("{path}/invite"), Some(bearer), json!({})).await.expect(204);
    app.mail_to("aino@outside.example").await.token("/speaker-profile")
}

#[actix_web::test]
async fn a_speaker_from_outside_fills_in_the_own_profile() {
    let (app, editor, _, path) = with_aino().await;
    let token = invited(&app, &editor.access, &path).await;
    assert!(app.get_as(&editor.access, &path).await.json()["invitedAt"].is_string());
    let profile = app.get_as(&token, PROFILE).await.expect(200);
    assert_eq!(profile.header("access-control-allow-origin"), "", "it concerns somebody");
    assert_eq!(profile.json()["email"], "aino@outside.example");
    let patch = json!({
        "phone": "+358 9 123456", "biography": { "en": "<p>Builds grids<img src=x onerror=1></p>", "de": "<p>Baut Netze</p>" },
        "technicalRequirements": "A headset", "expertise": ["Grids"], "language": "de",
    });
    let changed = app.patch(PROFILE, &token, patch).await.expect(200).json();
    assert_eq!(changed["biography"]["en"], "<p>Builds grids</p>");
    let seen = app.get_as(&editor.access, &path).await.json();
    assert_eq!((seen["phone"].as_str(), seen["language"].as_str()), (Some("+358 9 123456"), Some("de")));
    let admin = app.staff(Role::Admin).await;
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=speaker.updated").await.json();
    assert_eq!(
        (log["data"][0]["actorName"].as_str(), &log["data"][0]["actorId"]),
        (Some("Dr Aino Saarinen"), &json!(null))
    );
}

#[actix_web::test]
async fn the_link_changes_nothing_but_the_own_profile() {
    let (app, editor, _, path) = with_aino().await;
    let token = invited(&app, &editor.access, &path).await;
    for field in ["email", "slug", "isActive", "consultantId", "photoMediaId", "emailNotifications"] {
        let refused = app.patch(PROFILE, &token, json!({ field: "x" })).await.expect(422).json();
        assert_eq!(refused["errors"][0]["code"], "unknown-field", "{field}");
    }
    app.get_as(&token, &path).await.expect(401);
    app.upload(&token, "a.pdf", PDF).await.expect(401);
    app.get_as(&editor.access, PROFILE).await.expect(401);
    app.request(Method::PATCH, PROFILE, Some(&token), Some(json!({}))).await.expect(428);
    app.patch_seen(PROFILE, &token, "\"9\"", json!({})).await.expect(412);
}

#[actix_web::test]
async fn a_link_ends() {
    let (app, editor, _, path) = with_aino().await;
    let old = invited(&app, &editor.access, &path).await;
    app.request(Method::DELETE, &format!("{path}/invite"), Some(&editor.access), None).await.expect(204);
    assert_eq!(app.get_as(&old, PROFILE).await.expect(410).problem(), "gone", "withdrawn");
    let second = invited(&app, &editor.access, &path).await;
    app.patch(&path, &editor.access, json!({ "email": "aino@new.example" })).await.expect(200);
    app.get_as(&second, PROFILE).await.expect(410);
    app.patch(&path, &editor.access, json!({ "email": "aino@outside.example" })).await.expect(200);
    let third = invited(&app, &editor.access, &path).await;
    app.patch(&path, &editor.access, json!({ "isActive": false })).await.expect(200);
    app.get_as(&third, PROFILE).await.expect(410);
    let refused = app.post(&format!("{path}/invite"), Some(&editor.access), json!({})).await.expect(409);
    assert_eq!(refused.problem(), "invalid-state");
    app.patch(&path, &editor.access, json!({ "isActive": true })).await.expect(200);
    app.get_as(&third, PROFILE).await.expect(410);
    let fourth = invited(&app, &editor.access, &path).await;
    app.get_as(&fourth, PROFILE).await.expect(200);
    app.advance(Duration::days(30)).await;
    app.get_as(&fourth, PROFILE).await.expect(410);
}

#[actix_web::test]
async fn a_photo_is_sent_by_the_link_and_the_one_before_goes() {
    let (app, editor, _, path) = with_aino().await;
    let token = invited(&app, &editor.access, &path).await;
    let photo = format!("{PROFILE}/photo");
    let send =
        async |content: &[u8]| app.upload_to(&photo, &token, &[("file", Some("me.png"), content)]).await;
    let first = send(&file(90, 90, ImageFormat::Png)).await.expect(200).json();
    let first_url = first["photoUrl"].as_str().unwrap();
    app.get(first_url).await.expect(200);
    let second = send(&file(80, 80, ImageFormat::Png)).await.expect(200).json();
    app.get(second["photoUrl"].as_str().unwrap()).await.expect(200);
    app.get(first_url).await.expect(404);
    assert_eq!(app.get_as(&editor.access, &path).await.json()["photoUrl"], second["photoUrl"]);
    send(PDF).await.expect(422);
    send(&bomb(20_000, 20_000)).await.expect(413);
    app.upload_to(&photo, "forged", &[("file", Some("me.png"), PDF)]).await.expect(401);
    let list = app.get_as(&editor.access, "/api/v1/media").await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn what_staff_uploaded_stays_when_a_speaker_sends_another() {
    let (app, editor, _, path) = with_aino().await;
    let staffs = app.upload(&editor.access, "a.png", &file(70, 70, ImageFormat::Png)).await.json();
    app.patch(&path, &editor.access, json!({ "photoMediaId": staffs["id"] })).await.expect(200);
    let token = invited(&app, &editor.access, &path).await;
    let picture = file(60, 60, ImageFormat::Png);
    app.upload_to(&format!("{PROFILE}/photo"), &token, &[("file", None, &picture)]).await.expect(200);
    app.get(staffs["url"].as_str().unwrap()).await.expect(200);
}

#[actix_web::test]
async fn an_invitation_that_is_withdrawn_before_it_goes_out_stays_here() {
    let (app, editor, _, path) = with_aino().await;
    let (invite, bearer) = (format!("{path}/invite"), Some(editor.access.as_str()));
    app.post(&invite, bearer, json!({})).await.expect(204);
    app.request(Method::DELETE, &invite, bearer, None).await.expect(204);
    app.post(&invite, bearer, json!({})).await.expect(204);
    app.patch(&path, &editor.access, json!({ "email": "aino@new.example" })).await.expect(200);
    app.run_jobs().await;
    assert!(app.mails().is_empty(), "one was withdrawn, the other goes to an address that she has left");
    let log = app.get_as(&editor.access, &format!("{path}/messages")).await.expect(200).json();
    let states: Vec<_> = log["data"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, ["failed", "failed"]);
    app.assert_sound().await;
}
