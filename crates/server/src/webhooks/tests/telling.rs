use chrono::Duration;
use magnetiq_shared::webhooks::EventKind;
use serde_json::json;

use super::{API, app, deliveries, path, webhook};
use crate::events;
use crate::test_support::SessionFixture;

#[actix_web::test]
async fn an_application_hears_of_a_registration_and_can_check_who_says_so() {
    let (app, admin, receiver) = app().await;
    let made =
        webhook(&app, &admin, &receiver.url, &["registration.created", "registration.confirmed"]).await;
    let secret = made["secret"].as_str().unwrap();
    SessionFixture::new("storage").create(&app).await;
    app.register_and_verify("storage", "jo@kestrel.example").await;
    app.run_jobs().await;
    let heard = receiver.heard();
    let mut kinds: Vec<_> = heard.iter().map(|one| one.json()["type"].as_str().unwrap().to_owned()).collect();
    kinds.sort();
    assert_eq!(kinds, ["registration.confirmed", "registration.created"]);
    for one in &heard {
        assert!(one.is_signed_with(secret), "{one:?}");
        assert!(!one.is_signed_with("whsec_c29tZXRoaW5nIGVsc2U="));
        assert_eq!(one.timestamp, app.app.clock.now().timestamp());
        let data = &one.json()["data"];
        assert_eq!(
            (&data["email"], &data["session"]["slug"]),
            (&json!("jo@kestrel.example"), &json!("storage"))
        );
    }
    assert_ne!(heard[0].id, heard[1].id);
    let log = deliveries(&app, &admin, &made).await;
    assert_eq!(log.len(), 2);
    assert!(log.iter().all(|one| one["state"] == "delivered" && one["lastStatus"] == 204), "{log:?}");
    let only = format!("{}/deliveries?event=registration.created&state=delivered&limit=1", path(&made));
    assert_eq!(
        app.get_as(&admin.access, &only).await.expect(200).json()["data"].as_array().unwrap().len(),
        1
    );
    app.assert_sound().await;
}

#[actix_web::test]
async fn nothing_is_queued_for_what_nobody_wants() {
    let (app, admin, receiver) = app().await;
    SessionFixture::new("storage").create(&app).await;
    assert!(events::job(&app.ctx(), EventKind::RegistrationCreated, app.ctx().new_id()).is_none());
    let made = webhook(&app, &admin, &receiver.url, &["topic.created"]).await;
    app.register_and_verify("storage", "jo@kestrel.example").await;
    let ran = app.run_jobs().await;
    assert!(ran.iter().all(|finished| finished.job.kind != events::Event::JOB));
    assert!(receiver.heard().is_empty());
    let other = app.second_process().await;
    app.patch(&path(&made), &admin.access, json!({ "isActive": false })).await.expect(200);
    other.refresh().await;
    assert!(!other.app.wanted.has(EventKind::TopicCreated), "every process knows");
}

#[actix_web::test]
async fn cancelling_waiting_and_lapsing_are_told() {
    let (app, admin, receiver) = app().await;
    let told =
        ["registration.waitlisted", "registration.offered", "registration.cancelled", "registration.expired"];
    webhook(&app, &admin, &receiver.url, &told).await;
    SessionFixture::new("storage").but(|s| s.capacity = Some(1)).create(&app).await;
    let first = app.register_and_verify("storage", "first@kestrel.example").await;
    app.register_and_verify("storage", "second@other.example").await;
    let manage = first["registration"]["manageToken"].as_str().or(first["manageToken"].as_str()).unwrap();
    let own = "/api/v1/public/registrations/current";
    app.request(actix_web::http::Method::DELETE, own, Some(manage), None).await.expect(200);
    app.run_jobs().await;
    app.advance(Duration::days(2)).await;
    app.run_jobs().await;
    let mut kinds: Vec<_> =
        receiver.heard().iter().map(|one| one.json()["type"].as_str().unwrap().to_owned()).collect();
    kinds.sort();
    let mut expected = told.to_vec();
    expected.sort_unstable();
    assert_eq!(kinds, expected);
}

#[actix_web::test]
async fn what_does_not_arrive_is_tried_again_and_then_given_up() {
    let (app, admin, receiver) = app().await;
    let made = webhook(&app, &admin, &receiver.url, &["topic.created"]).await;
    receiver.answers(&[500, 503]);
    app.post(&format!("{}/test", path(&made)), Some(&admin.access), json!({})).await.expect(202);
    app.run_jobs().await;
    let log = deliveries(&app, &admin, &made).await;
    assert_eq!((&log[0]["state"], &log[0]["lastStatus"]), (&json!("pending"), &json!(500)));
    assert_eq!(log[0]["nextAttemptAt"], "2026-12-01T09:00:05Z");
    assert!(!app.get_as(&admin.access, &path(&made)).await.json()["failingSince"].is_null());
    app.advance(Duration::seconds(5)).await;
    app.run_jobs().await;
    app.advance(Duration::minutes(5)).await;
    app.run_jobs().await;
    let log = deliveries(&app, &admin, &made).await;
    assert_eq!((&log[0]["state"], &log[0]["attempts"]), (&json!("delivered"), &json!(3)));
    assert!(app.get_as(&admin.access, &path(&made)).await.json()["failingSince"].is_null());
    let heard = receiver.heard();
    assert!(heard.len() == 3 && heard.iter().all(|one| one.id == heard[0].id), "the same id each time");
    // Now for good.
    receiver.answers(&[500; 10]);
    app.post(&format!("{}/test", path(&made)), Some(&admin.access), json!({})).await.expect(202);
    for _ in 0..10 {
        app.run_jobs().await;
        app.advance(Duration::days(1)).await;
    }
    let log = deliveries(&app, &admin, &made).await;
    assert_eq!(log[0]["state"], "failed", "{log:?}");
    app.assert_sound().await;
}

#[actix_web::test]
async fn a_failed_delivery_is_replayed_as_it_was() {
    let (app, admin, receiver) = app().await;
    let made = webhook(&app, &admin, &receiver.url, &["topic.created"]).await;
    receiver.answers(&[302]);
    app.post(&format!("{}/test", path(&made)), Some(&admin.access), json!({})).await.expect(202);
    app.run_jobs().await;
    let failed = deliveries(&app, &admin, &made).await.remove(0);
    assert_eq!((&failed["state"], &failed["lastStatus"]), (&json!("failed"), &json!(302)));
    let replay = format!("{API}/deliveries/{}/replay", failed["id"].as_str().unwrap());
    app.post(&replay, Some(&admin.access), json!({})).await.expect(202);
    let again = app.post(&replay, Some(&admin.access), json!({})).await.expect(409);
    assert_eq!(again.problem(), "invalid-state", "it is under way");
    app.run_jobs().await;
    let heard = receiver.heard();
    assert_eq!((heard[0].id.as_str(), &heard[0].body), (heard[1].id.as_str(), &heard[1].body));
    assert_eq!(deliveries(&app, &admin, &made).await[0]["state"], "delivered");
}

#[actix_web::test]
async fn an_application_that_is_gone_hears_nothing_more() {
    let (app, admin, receiver) = app().await;
    let made = webhook(&app, &admin, &receiver.url, &["topic.created"]).await;
    receiver.answers(&[410]);
    let test = format!("{}/test", path(&made));
    app.post(&test, Some(&admin.access), json!({})).await.expect(202);
    app.run_jobs().await;
    let off = app.get_as(&admin.access, &path(&made)).await.expect(200).json();
    assert_eq!(off["isActive"], false);
    assert!(off["note"].as_str().unwrap().contains("410"), "{off}");
    assert_eq!(app.post(&test, Some(&admin.access), json!({})).await.expect(409).problem(), "invalid-state");
    app.refresh().await;
    assert!(!app.app.wanted.has(EventKind::TopicCreated));
    let on = app.patch(&path(&made), &admin.access, json!({ "isActive": true })).await.expect(200).json();
    assert!(on["note"].is_null() && on["failingSince"].is_null());
}

#[actix_web::test]
async fn where_nothing_arrives_for_five_days_nothing_is_sent_any_more() {
    let (app, admin, receiver) = app().await;
    let made = webhook(&app, &admin, &receiver.url, &["topic.created"]).await;
    receiver.answers(&[500; 50]);
    let test = format!("{}/test", path(&made));
    for _ in 0..2 {
        app.post(&test, Some(&admin.access), json!({})).await.expect(202);
        app.run_jobs().await;
        app.advance(Duration::days(3)).await;
    }
    app.run_jobs().await;
    let off = app.get_as(&admin.access, &path(&made)).await.expect(200).json();
    assert_eq!(off["isActive"], false, "{off}");
    assert!(off["note"].as_str().unwrap().contains("five days"));
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=webhook.disabled").await.expect(200).json();
    assert_eq!(log["data"][0]["actorName"], "Magnetiq");
}

#[actix_web::test]
async fn the_old_secret_signs_for_a_day_beside_the_new_one() {
    let (app, admin, receiver) = app().await;
    let made = webhook(&app, &admin, &receiver.url, &["topic.created"]).await;
    let rotate = format!("{}/rotate-secret", path(&made));
    let rotated = app.post(&rotate, Some(&admin.access), json!({})).await.expect(200).json();
    let (old, new) = (made["secret"].as_str().unwrap(), rotated["secret"].as_str().unwrap());
    assert_ne!(old, new);
    let test = format!("{}/test", path(&made));
    for (day, old_signs) in [(0, true), (1, false)] {
        app.advance(Duration::days(day)).await;
        app.post(&test, Some(&admin.access), json!({})).await.expect(202);
        app.run_jobs().await;
        let heard = receiver.heard().remove(0);
        assert_eq!((heard.is_signed_with(new), heard.is_signed_with(old)), (true, old_signs), "day {day}");
    }
}

#[actix_web::test]
async fn old_deliveries_are_forgotten() {
    let (app, admin, receiver) = app().await;
    let made = webhook(&app, &admin, &receiver.url, &["topic.created"]).await;
    app.post(&format!("{}/test", path(&made)), Some(&admin.access), json!({})).await.expect(202);
    app.run_jobs().await;
    app.advance(Duration::days(31)).await;
    app.run_jobs().await;
    assert!(deliveries(&app, &admin, &made).await.is_empty());
}
