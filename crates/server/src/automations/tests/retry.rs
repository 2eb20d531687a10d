//! What failed for good is sent again when staff say so; and sessions with reminders of their own.

use magnetiq_entity::registrations;
use magnetiq_shared::scopes::Role;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use super::{at, kinds, pass, planned, registered, session};
use crate::messages;
use crate::test_support::TestApp;

const ANNA: &str = "anna@kestrel.example";

/// What stands as the address, while its key stays.
async fn set_address(app: &TestApp, to: &str) {
    use registrations::{Column, Entity};
    let tx = app.app.db.begin().await.unwrap();
    Entity::update_many()
        .col_expr(Column::Email, Expr::value(to))
        .filter(Column::EmailKey.eq(ANNA))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[actix_web::test]
async fn what_failed_is_sent_again_when_staff_say_so() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    registered(&app, "storage", ANNA, "Europe/Berlin").await;
    set_address(&app, "no address").await;
    pass(&app, at("2026-12-08T08:30:00Z")).await;
    assert_eq!(kinds(&app, ANNA).await, [""; 0]);
    let failed =
        messages::log(&app.ctx()).await.unwrap().into_iter().find(|row| row.state == "failed").unwrap();
    assert_eq!((failed.kind.as_str(), failed.reason.is_some()), ("reminder-7d", true));

    set_address(&app, ANNA).await;
    let (editor, viewer) = (app.staff(Role::Editor).await, app.staff(Role::Viewer).await);
    let path = format!("/api/v1/messages/{}/retry", failed.id);
    app.post(&path, Some(&viewer.access), json!({})).await.expect(403);
    let unknown = format!("/api/v1/messages/{}/retry", uuid::Uuid::from_u128(7));
    app.post(&unknown, Some(&editor.access), json!({})).await.expect(404);
    let again = app.post(&path, Some(&editor.access), json!({})).await.expect(200).json();
    assert_eq!(again, json!({ "queued": 1 }));
    app.post(&path, Some(&editor.access), json!({})).await.expect(409);
    app.run_jobs().await;
    let sent = messages::log(&app.ctx()).await.unwrap().into_iter().find(|row| row.id == failed.id).unwrap();
    assert_eq!((sent.state.as_str(), sent.reason), ("sent", None), "{id}");
    app.post(&path, Some(&editor.access), json!({})).await.expect(409);
}

#[actix_web::test]
async fn all_of_a_kind_are_sent_again_together_and_counted() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    registered(&app, "storage", ANNA, "Europe/Berlin").await;
    registered(&app, "storage", "bob@acme.example", "Europe/Berlin").await;
    set_address(&app, "no address").await;
    pass(&app, at("2026-12-08T08:30:00Z")).await;
    set_address(&app, ANNA).await;
    let editor = app.staff(Role::Editor).await;
    let retry = async |kind: &str| {
        let wish = json!({ "sessionId": id, "kind": kind });
        app.post("/api/v1/messages/retry", Some(&editor.access), wish).await.expect(200).json()
    };
    assert_eq!(retry("confirmation").await, json!({ "queued": 0 }));
    assert_eq!(retry("reminder-7d").await, json!({ "queued": 1 }));
    app.run_jobs().await;
    let sums =
        app.get_as(&editor.access, &format!("/api/v1/sessions/{id}/messages")).await.expect(200).json();
    let lines: Vec<(&str, u64)> = (sums["data"].as_array().unwrap().iter())
        .map(|sum: &Value| (sum["kind"].as_str().unwrap(), sum["recipients"].as_u64().unwrap()))
        .collect();
    assert!(lines.contains(&("confirmation", 2)) && lines.contains(&("validate-address", 2)), "{lines:?}");
}

#[actix_web::test]
async fn failed_mails_of_all_kinds_stand_in_the_timeline_and_go_again() {
    let app = TestApp::new().await;
    app.appoint_manager("no address").await;
    session(&app, "storage").await;
    registered(&app, "storage", ANNA, "Europe/Berlin").await;
    app.set_clock(at("2027-01-01T07:59:00Z")).await;
    app.run_jobs().await;
    app.set_clock(at("2027-01-01T08:00:00Z")).await;
    app.run_jobs().await;
    let editor = app.staff(Role::Editor).await;
    let path = "/api/v1/automations?from=2026-12-01T00:00:00Z&until=2027-01-02T00:00:00Z";
    let all = app.get_as(&editor.access, path).await.expect(200).json();
    let failed = all["data"].as_array().unwrap().iter().filter(|line| line["state"] == "failed");
    let failed: Vec<_> = failed.map(|line| (line["kind"].as_str().unwrap(), &line["session"])).collect();
    assert_eq!(failed, [("new-registration", &json!("storage")), ("performance-report", &json!(null))]);
    let wish = json!({ "kind": "performance-report" });
    let again = app.post("/api/v1/messages/retry", Some(&editor.access), wish).await.expect(200).json();
    assert_eq!(again, json!({ "queued": 1 }));
}

#[actix_web::test]
async fn a_sessions_own_reminders_stand_in_place_of_the_houses() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    registered(&app, "storage", ANNA, "Europe/Berlin").await;
    let editor = app.staff(Role::Editor).await;
    let path = format!("/api/v1/sessions/{id}");
    let own = json!([{ "amount": 3, "unit": "hours", "isOn": true }, { "amount": 5, "unit": "days", "at": "10:00", "isOn": true }]);
    let changed = app.patch(&path, &editor.access, json!({ "reminders": own })).await.expect(200).json();
    assert_eq!(changed["reminders"][0]["amount"], 5, "the earliest first");
    let reminders = async || -> Vec<String> {
        let all = planned(&app).await.into_iter().map(|line| line.kind);
        all.filter(|kind| kind.starts_with("reminder")).collect()
    };
    assert_eq!(reminders().await, ["reminder-5d", "reminder-3h"]);
    assert_eq!(planned(&app).await[0].timezones, ["Europe/Berlin"]);
    let editor = app.sign_in(&editor.email).await;
    app.patch(&path, &editor.access, json!({ "reminders": null })).await.expect(200);
    assert_eq!(reminders().await, ["reminder-7d", "reminder-2d", "reminder-2h"]);
}
