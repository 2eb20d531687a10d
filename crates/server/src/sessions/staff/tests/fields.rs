use serde_json::{Value, json};

use super::{create, editor, path};
use crate::test_support::TestApp;

#[actix_web::test]
async fn a_draft_has_its_topics_values_unless_told_and_no_visitor_sees_it() {
    let app = TestApp::new().await;
    let (editor, body) = editor(&app).await;
    let session = create(&app, &editor, &body).await;
    assert_eq!(session["status"], "draft");
    assert_eq!(session["durationMinutes"], 60);
    assert_eq!(session["slug"], "battery-storage-that-pays-its-way-2026-12-15");
    assert_eq!(session["shownTitle"]["de"], "Batteriespeicher, die sich rechnen");
    app.refresh().await;
    let page = format!("/api/v1/public/sessions/{}", session["slug"].as_str().unwrap());
    app.get(&page).await.expect(404);
    let another = create(&app, &editor, &body).await;
    assert_eq!(another["slug"], "battery-storage-that-pays-its-way-2026-12-15-2");
}

#[actix_web::test]
async fn every_field_is_kept_and_given_back() {
    let app = TestApp::new().await;
    let (editor, mut body) = editor(&app).await;
    let set = json!({
        "slug": "storage-again", "title": { "en": "Storage again", "de": "Wieder Speicher" },
        "description": { "en": "<p>Anew.</p>" }, "durationMinutes": 90, "timezone": "America/New_York",
        "language": "de", "price": { "amount": 9900, "currency": "EUR" },
        "earlyBird": { "price": { "amount": 7900, "currency": "EUR" }, "endsAt": "2026-12-08T00:00:00Z" },
        "taxRateBp": 700, "capacity": 40, "requiresApproval": true, "allowWaitlist": false,
        "registrationOpensAt": "2026-12-02T08:00:00Z", "registrationClosesAt": "2026-12-15T14:00:00Z",
        "platform": "teams", "meetingUrl": "https://teams.example/l/meetup-join/19%3ameeting",
        "meetingPassword": "otter", "hostUrl": "https://teams.example/host", "recordingEnabled": true,
        "recordingUrl": "https://video.example/1", "recordingAccess": "attendees",
        "materialsUrl": "https://files.example/1", "materialsAccess": "public", "slidesUrl": "https://files.example/2",
        "speakerNotes": "Two\nlines", "backupPlan": "Call", "preparation": { "en": "Read", "de": "Lesen" },
        "certificateTemplate": "standard", "questions": [{ "en": "Why?", "de": "Warum?" }],
        "reminders": [{ "amount": 3, "unit": "days", "at": "08:00", "isOn": true, "preparation": true, "technicalCheck": false }],
        "socialMediaCopy": { "en": "Come", "de": "Kommen Sie" }, "createOdooEvent": true,
        "createCalendarEvent": true, "scheduledPublishAt": "2026-12-03T08:00:00Z",
    });
    body.as_object_mut().unwrap().extend(set.as_object().unwrap().clone());
    let made = create(&app, &editor, &body).await;
    let read = app.get_as(&editor.access, &path(&made)).await.expect(200).json();
    for (name, value) in set.as_object().unwrap() {
        assert_eq!(read[name], *value, "{name}");
    }
    assert_eq!(made, read);
}

#[actix_web::test]
async fn each_wrong_field_is_named() {
    let app = TestApp::new().await;
    let (editor, body) = editor(&app).await;
    let session = create(&app, &editor, &body).await;
    for (patch, pointer, code) in [
        (json!({ "topicId": null }), "/topicId", "type"),
        (json!({ "topicId": "00000000-0000-0000-0000-000000000009" }), "/topicId", "unknown"),
        (json!({ "speakerId": "00000000-0000-0000-0000-000000000009" }), "/speakerId", "unknown"),
        (
            json!({ "promotionalMediaId": "00000000-0000-0000-0000-000000000009" }),
            "/promotionalMediaId",
            "unknown",
        ),
        (json!({ "slug": "battery-storage" }), "/slug", "taken"),
        (json!({ "slug": "Größe" }), "/slug", "characters"),
        (json!({ "title": { "de": "Nur Deutsch" } }), "/title/en", "required"),
        (json!({ "startsAt": "tomorrow" }), "/startsAt", "type"),
        (json!({ "durationMinutes": 0 }), "/durationMinutes", "too-low"),
        (json!({ "durationMinutes": 1000 }), "/durationMinutes", "too-high"),
        (json!({ "durationMinutes": -5 }), "/durationMinutes", "type"),
        (json!({ "timezone": "Berlin" }), "/timezone", "timezone"),
        (json!({ "language": "fr" }), "/language", "type"),
        (json!({ "price": { "amount": -1, "currency": "EUR" } }), "/price/amount", "too-low"),
        (json!({ "price": { "amount": 100, "currency": "USD" } }), "/price/currency", "unknown"),
        (json!({ "capacity": 0 }), "/capacity", "too-low"),
        (json!({ "meetingUrl": "javascript:alert(1)" }), "/meetingUrl", "url"),
        (json!({ "registrationClosesAt": "2026-12-16T15:00:00Z" }), "/registrationClosesAt", "time"),
        (json!({ "registrationOpensAt": "2026-12-15T15:00:00Z" }), "/registrationOpensAt", "time"),
        (json!({ "scheduledPublishAt": "2026-12-15T15:00:00Z" }), "/scheduledPublishAt", "time"),
        (json!({ "questions": vec![json!({ "en": "Why?" }); 11] }), "/questions", "too-high"),
        (json!({ "reminders": [{ "amount": 2, "unit": "days", "isOn": true }] }), "/reminders/0/at", "type"),
        (
            json!({ "reminders": [{ "amount": 0, "unit": "hours", "isOn": true }] }),
            "/reminders/0/amount",
            "type",
        ),
        (
            json!({ "reminders": vec![json!({ "amount": 2, "unit": "hours", "isOn": true }); 2] }),
            "/reminders/1",
            "taken",
        ),
        (json!({ "colour": "red" }), "/colour", "unknown-field"),
        (json!({ "status": "published" }), "/status", "unknown-field"),
    ] {
        let refused = app.patch(&path(&session), &editor.access, patch.clone()).await.expect(422).json();
        let error = &refused["errors"][0];
        assert_eq!(
            (error["pointer"].as_str(), error["code"].as_str()),
            (Some(pointer), Some(code)),
            "{patch}"
        );
    }
    let early = json!({ "price": { "amount": 5000, "currency": "EUR" },
        "earlyBird": { "price": { "amount": 5000, "currency": "EUR" }, "endsAt": "2026-12-10T00:00:00Z" } });
    let refused = app.patch(&path(&session), &editor.access, early).await.expect(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/earlyBird/price/amount");
    let missing = app.post("/api/v1/sessions", Some(&editor.access), json!({})).await.expect(422).json();
    assert_eq!(missing["errors"][0]["code"], "required");
}

#[actix_web::test]
async fn a_change_names_what_differs_and_is_written_down() {
    let app = TestApp::new().await;
    let (editor, body) = editor(&app).await;
    let admin = app.staff(magnetiq_shared::scopes::Role::Admin).await;
    let session = create(&app, &editor, &body).await;
    let changed =
        app.patch(&path(&session), &editor.access, json!({ "capacity": 25 })).await.expect(200).json();
    assert_eq!((changed["capacity"].as_i64(), changed["version"].as_i64()), (Some(25), Some(2)));
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=session.updated").await.expect(200).json();
    assert_eq!(log["data"][0]["changes"], json!([{ "field": "capacity", "from": 100, "to": 25 }]));
    assert_eq!(log["data"][0]["actorName"], "The editor");
    let patch = json!({ "hostUrl": "https://meet.example/host", "meetingPassword": "otter" });
    app.patch(&path(&session), &editor.access, patch).await.expect(200);
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=session.updated").await.expect(200);
    assert_eq!(log.header("cache-control"), "no-store");
    let log = log.json().to_string();
    assert!(
        log.contains("meetingPassword") && !log.contains("otter") && !log.contains("meet.example/host"),
        "{log}"
    );
}

#[actix_web::test]
async fn descriptions_keep_their_form_and_lose_what_could_do_harm() {
    let app = TestApp::new().await;
    let (editor, mut body) = editor(&app).await;
    body["description"] = json!({ "en": "<p onclick=\"x()\">Hello</p><script>alert(1)</script>" });
    let session = create(&app, &editor, &body).await;
    assert_eq!(session["description"]["en"], "<p>Hello</p>");
}

#[actix_web::test]
async fn the_same_request_again_makes_nothing_new() {
    let app = TestApp::new().await;
    let (editor, body) = editor(&app).await;
    let send = async |body: &Value| {
        let request = actix_web::test::TestRequest::post()
            .uri("/api/v1/sessions")
            .insert_header(("authorization", format!("Bearer {}", editor.access)))
            .insert_header(("idempotency-key", "one"))
            .insert_header(("content-type", "application/json"))
            .set_payload(body.to_string());
        app.send(request).await
    };
    let first = send(&body).await.expect(201).json();
    assert_eq!(send(&body).await.expect(201).json(), first);
    let other = json!({ "topicId": body["topicId"] });
    assert_eq!(send(&other).await.expect(422).problem(), "idempotency-mismatch");
}

#[actix_web::test]
async fn seats_are_never_fewer_than_are_taken() {
    let app = TestApp::new().await;
    let (editor, _) = editor(&app).await;
    app.register_and_verify("battery-storage", "a@kestrel.example").await;
    app.register_and_verify("battery-storage", "b@kestrel.example").await;
    let list = app.get_as(&editor.access, "/api/v1/sessions?search=battery").await.expect(200).json();
    let session = list["data"][0].clone();
    let refused =
        app.patch(&path(&session), &editor.access, json!({ "capacity": 1 })).await.expect(422).json();
    assert_eq!(refused["errors"][0]["code"], "too-low");
    app.patch(&path(&session), &editor.access, json!({ "capacity": 2 })).await.expect(200);
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn an_address_that_was_public_leads_to_the_new_one_for_ever() {
    let app = TestApp::new().await;
    let (editor, _) = editor(&app).await;
    let list = app.get_as(&editor.access, "/api/v1/sessions?search=battery").await.expect(200).json();
    let session = list["data"][0].clone();
    for slug in ["first", "second", "first"] {
        app.patch(&path(&session), &editor.access, json!({ "slug": slug })).await.expect(200);
    }
    app.refresh().await;
    for old in ["battery-storage", "second"] {
        let moved = app.get(&format!("/webinars/{old}")).await.expect(301);
        assert_eq!(moved.header("location"), "/webinars/first");
    }
    app.get("/webinars/first").await.expect(200);
}
