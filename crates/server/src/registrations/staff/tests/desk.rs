use actix_web::test::TestRequest;
use chrono::Duration;
use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::API;
use crate::test_support::{SessionFixture, Staff, TestApp};

fn juergen(session: Uuid) -> Value {
    json!({ "sessionId": session, "firstName": "Jürgen", "lastName": "Groß", "email": "juergen@kestrel.example",
        "language": "de", "confirmed": true, "waitlist": false })
}

pub(super) async fn kinds(app: &TestApp, who: &Staff, id: &str) -> Vec<String> {
    app.run_jobs().await;
    let one = app.get_as(&who.access, &format!("{API}/{id}")).await.expect(200).json();
    let sent = one["messages"].as_array().unwrap().iter().filter(|mail| mail["state"] == "sent");
    sent.map(|mail| mail["kind"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn somebody_is_added_by_hand_by_the_rules_of_the_form() {
    let app = TestApp::new().await;
    let (editor, viewer) = (app.staff(Role::Editor).await, app.staff(Role::Viewer).await);
    let fixture = SessionFixture::new("asked").but(|s| (s.requires_approval, s.capacity) = (true, Some(2)));
    let session = fixture.create(&app).await;
    app.post(API, Some(&viewer.access), juergen(session)).await.expect(403);
    let made = app.post(API, Some(&editor.access), juergen(session)).await.expect(201);
    let one = made.json();
    let id = one["id"].as_str().unwrap().to_owned();
    assert_eq!(made.header("location"), format!("{API}/{id}"));
    assert_eq!((&one["status"], &one["source"]), (&json!("confirmed"), &json!("staff")));
    assert_eq!(
        (&one["visit"], one["consents"].as_array().unwrap().len()),
        (&json!(null), 0),
        "they saw no form"
    );
    let added = &one["history"][0];
    assert!(added["kind"] == "added" && added["actor"].as_str().unwrap().starts_with("staff:"), "{added}");
    assert!(kinds(&app, &editor, &id).await.contains(&"confirmation".to_owned()));
    let again = app.post(API, Some(&editor.access), juergen(session)).await.expect(409);
    assert_eq!(again.problem(), "taken");

    // By the validation mail; news they have agreed to count once the address is theirs.
    let mut anna = juergen(session);
    anna["email"] = json!("anna@other.example");
    anna["confirmed"] = json!(false);
    anna["marketingConsent"] = json!(true);
    let one = app.post(API, Some(&editor.access), anna).await.expect(201).json();
    assert_eq!((&one["status"], &one["consents"]), (&json!("pending_verification"), &json!([])));
    let token = app.mail_to("anna@other.example").await.token("step=confirm");
    let verify = "/api/v1/public/registrations/verify";
    app.post(verify, None, json!({ "token": token })).await.expect(200);
    let one = app.get_as(&editor.access, &format!("{API}/{}", one["id"].as_str().unwrap())).await.json();
    assert_eq!(one["status"], "pending_approval");
    let consents = one["consents"].as_array().unwrap();
    assert_eq!(consents.len(), 1, "{consents:?}");
    assert_eq!((&consents[0]["kind"], &consents[0]["source"]), (&json!("marketing"), &json!("staff")));

    let mut third = juergen(session);
    third["email"] = json!("third@other.example");
    let full = app.post(API, Some(&editor.access), third.clone()).await.expect(409);
    assert_eq!(full.problem(), "session-full");
    third["waitlist"] = json!(true);
    let one = app.post(API, Some(&editor.access), third).await.expect(201).json();
    assert_eq!(one["status"], "waitlisted");
    assert_eq!(app.counters(session).await, (2, 1, 1));

    let mut wrong = juergen(session);
    wrong["email"] = json!("no");
    wrong["timezone"] = json!("Mars/Olympus");
    let wrong = app.post(API, Some(&editor.access), wrong).await.expect(422).json();
    assert_eq!(
        (&wrong["errors"][0]["pointer"], &wrong["errors"][1]["pointer"]),
        (&json!("/email"), &json!("/timezone"))
    );
    let mut nowhere = juergen(app.ctx().new_id());
    nowhere["email"] = json!("x@other.example");
    app.post(API, Some(&editor.access), nowhere).await.expect(404);
    let figures = format!("/api/v1/sessions/{session}/demographics");
    let figures = app.get_as(&viewer.access, &figures).await.expect(200).json();
    assert_eq!(
        (&figures["people"], &figures["countries"]),
        (&json!(1), &json!([{ "value": "DE", "count": 1 }]))
    );
    assert_eq!(figures["sources"], json!([{ "value": "staff", "count": 1 }]));
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn a_mail_is_sent_again_as_often_as_staff_press() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("storage").create(&app).await;
    let one = app.post(API, Some(&editor.access), juergen(session)).await.expect(201).json();
    let id = one["id"].as_str().unwrap();
    let path = format!("{API}/{id}/messages");
    let again = async |kind: &str| app.post(&path, Some(&editor.access), json!({ "kind": kind })).await;
    for kind in ["confirmation", "confirmation", "meetingDetails", "reminder"] {
        again(kind).await.expect(202);
    }
    let sent = kinds(&app, &editor, id).await;
    let count = |kind: &str| sent.iter().filter(|sent| *sent == kind).count();
    assert_eq!(
        (count("confirmation"), count("meeting-details"), count("reminder-now")),
        (3, 1, 1),
        "{sent:?}"
    );
    for _ in 0..6 {
        again("reminder").await.expect(202);
    }
    assert_eq!(again("reminder").await.expect(429).problem(), "rate-limited");
    app.advance(Duration::hours(2)).await;
    let editor = app.sign_in(&editor.email).await;
    let again = async |kind: &str| app.post(&path, Some(&editor.access), json!({ "kind": kind })).await;
    again("reminder").await.expect(202);
    app.post(&format!("{API}/{id}/cancel"), Some(&editor.access), json!({})).await.expect(200);
    assert_eq!(again("confirmation").await.expect(409).problem(), "invalid-state");
    again("newsletter").await.expect(422);
}

#[actix_web::test]
async fn a_request_that_comes_again_sends_and_moves_once() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("here").create(&app).await;
    let there = SessionFixture::new("there").create(&app).await;
    let one = app.post(API, Some(&editor.access), juergen(session)).await.expect(201).json();
    let id = one["id"].as_str().unwrap();
    let ask = async |path: &str, body: Value| {
        let request = TestRequest::post()
            .uri(&format!("{API}/{id}/{path}"))
            .insert_header(("authorization", format!("Bearer {}", editor.access)))
            .insert_header(("idempotency-key", "the-same"))
            .set_json(body);
        app.send(request).await
    };
    for _ in 0..2 {
        ask("messages", json!({ "kind": "reminder" })).await.expect(202);
    }
    let other = ask("messages", json!({ "kind": "confirmation" })).await.expect(422);
    assert_eq!(other.problem(), "idempotency-mismatch");
    let sent = kinds(&app, &editor, id).await;
    assert_eq!(sent.iter().filter(|kind| *kind == "reminder-now").count(), 1, "{sent:?}");
    let first = ask("move", json!({ "sessionId": there })).await.expect(201).json();
    let second = ask("move", json!({ "sessionId": there })).await.expect(201).json();
    assert_eq!((&first["id"], &first["status"]), (&second["id"], &json!("confirmed")));
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn who_is_moved_takes_a_seat_there_and_frees_the_one_here() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let here = SessionFixture::new("here").but(|s| s.capacity = Some(1)).create(&app).await;
    let there = SessionFixture::new("there").but(|s| s.capacity = Some(1)).create(&app).await;
    let one = app.post(API, Some(&editor.access), juergen(here)).await.expect(201).json();
    app.register_and_verify("here", "b@other.example").await;
    let id = one["id"].as_str().unwrap();
    let to = json!({ "sessionId": there });
    let made =
        app.post(&format!("{API}/{id}/move"), Some(&editor.access), to.clone()).await.expect(201).json();
    assert_eq!((&made["status"], &made["session"]["slug"]), (&json!("confirmed"), &json!("there")));
    assert_eq!((app.counters(here).await, app.counters(there).await), ((1, 0, 0), (1, 0, 1)));
    assert!(kinds(&app, &editor, id).await.contains(&"cancelled".to_owned()));
    assert!(kinds(&app, &editor, made["id"].as_str().unwrap()).await.contains(&"confirmation".to_owned()));
    let gone = app.post(&format!("{API}/{id}/move"), Some(&editor.access), to).await.expect(409);
    assert_eq!(gone.problem(), "invalid-state");

    // The next one finds no seat there, and may wait only where that is said.
    let list = app.get_as(&editor.access, &format!("{API}?search=b@other.example")).await.json();
    let other = list["data"][0]["id"].as_str().unwrap();
    let several = json!({ "ids": [other, app.ctx().new_id()], "sessionId": there });
    let path = format!("{API}/move");
    let answer = app.post(&path, Some(&editor.access), several.clone()).await.expect(200).json();
    assert_eq!(answer["outcomes"][0]["problem"], "session-full");
    assert_eq!(answer["outcomes"][1]["problem"], "not-found");
    assert_eq!(app.counters(here).await, (1, 0, 0));
    let mut waiting = several;
    waiting["waitlist"] = json!(true);
    let answer = app.post(&path, Some(&editor.access), waiting).await.expect(200).json();
    assert!(answer["outcomes"][0]["made"].is_string(), "{answer}");
    assert_eq!((app.counters(here).await, app.counters(there).await), ((0, 0, 0), (1, 1, 1)));
    let same = json!({ "sessionId": there });
    app.post(&format!("{API}/{}/move", made["id"].as_str().unwrap()), Some(&editor.access), same)
        .await
        .expect(422);
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn two_registrations_of_one_person_become_one() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("full").but(|s| s.capacity = Some(1)).create(&app).await;
    let mut twice = juergen(session);
    twice["position"] = json!("Energy manager");
    let holder = app.post(API, Some(&editor.access), twice).await.expect(201).json();
    app.register_and_verify("full", "private@other.example").await;
    let list = app.get_as(&editor.access, &format!("{API}?search=private@other.example")).await.json();
    let (holder, kept) = (holder["id"].as_str().unwrap(), list["data"][0]["id"].as_str().unwrap());
    let path = format!("{API}/{holder}/merge");
    for (into, status) in [(holder, 422), (&*app.ctx().new_id().to_string(), 422)] {
        app.post(&path, Some(&editor.access), json!({ "into": into })).await.expect(status);
    }
    let one = app.post(&path, Some(&editor.access), json!({ "into": kept })).await.expect(200).json();
    assert_eq!(
        (&one["id"], &one["status"]),
        (&json!(kept), &json!("confirmed")),
        "the seat stays with the person"
    );
    assert_eq!((&one["position"], &one["company"]), (&json!("Energy manager"), &json!("Kestrel Foods")));
    assert_eq!(app.counters(session).await, (1, 0, 1));
    assert!(
        !kinds(&app, &editor, holder).await.contains(&"cancelled".to_owned()),
        "the other address hears nothing"
    );
    assert!(kinds(&app, &editor, kept).await.contains(&"confirmation".to_owned()));
    let again = app.post(&path, Some(&editor.access), json!({ "into": kept })).await.expect(409);
    assert_eq!(again.problem(), "invalid-state");
    app.assert_sound().await;
}

#[actix_web::test]
async fn what_staff_send_again_and_what_the_form_sends_are_counted_apart() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("storage").create(&app).await;
    let mut unproven = juergen(session);
    unproven["confirmed"] = json!(false);
    let one = app.post(API, Some(&editor.access), unproven).await;
    let id = one.expect(201).json()["id"].as_str().unwrap().to_owned();
    app.register("storage", "juergen@kestrel.example").await.expect(202);
    let body = json!({ "kind": "confirmation" });
    app.post(&format!("{API}/{id}/messages"), Some(&editor.access), body).await.expect(202);
    let sent = kinds(&app, &editor, &id).await;
    assert_eq!(sent, ["validate-address"; 3]);
}

#[actix_web::test]
async fn nobody_but_its_owner_takes_an_address_back_into_the_news() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("storage").create(&app).await;
    let later = SessionFixture::new("later").create(&app).await;
    let mut told = juergen(session);
    told["marketingConsent"] = json!(true);
    let one = app.post(API, Some(&editor.access), told.clone()).await.expect(201).json();
    assert_eq!(one["marketingConsent"], true);
    crate::registrations::unsubscribe(&app.ctx(), one["id"].as_str().unwrap().parse().unwrap())
        .await
        .unwrap();
    app.advance(Duration::minutes(1)).await;
    told["sessionId"] = json!(later);
    let again = app.post(API, Some(&editor.access), told).await.expect(201).json();
    assert_eq!((&again["marketingConsent"], &again["consents"]), (&json!(false), &json!([])));
    let key = "juergen@kestrel.example".to_owned();
    let refused = crate::registrations::staff::unsubscribed(app.app.db.read(), [key]).await.unwrap();
    assert_eq!(refused.len(), 1);
}

#[actix_web::test]
async fn an_address_that_takes_over_a_place_is_vouched_for_but_gets_no_news() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("full").but(|s| s.capacity = Some(1)).create(&app).await;
    let holder = app.post(API, Some(&editor.access), juergen(session)).await.expect(201).json();
    app.register_and_verify("full", "first@other.example").await;
    let mut form = crate::test_support::form("private@other.example");
    form["marketingConsent"] = json!(true);
    app.post("/api/v1/public/sessions/full/registrations", None, form).await.expect(202);
    let find = async |email: &str| {
        let list = app.get_as(&editor.access, &format!("{API}?search={email}")).await.json();
        list["data"][0]["id"].as_str().unwrap().to_owned()
    };
    let (first, kept) = (find("first@other.example").await, find("private@other.example").await);
    // Two in the line: the one that is kept comes as early as either.
    app.register_and_verify("full", "second@other.example").await;
    let second = find("second@other.example").await;
    let merge = async |from: &str, into: &str| {
        app.post(&format!("{API}/{from}/merge"), Some(&editor.access), json!({ "into": into })).await
    };
    let before =
        app.get_as(&editor.access, &format!("{API}/{first}")).await.json()["waitlistPosition"].clone();
    let one = merge(&first, &second).await.expect(200).json();
    assert_eq!((&one["status"], &one["waitlistPosition"]), (&json!("waitlisted"), &before));

    let one = merge(holder["id"].as_str().unwrap(), &kept).await.expect(200).json();
    assert_eq!((&one["status"], &one["marketingConsent"]), (&json!("confirmed"), &json!(false)));
    let kinds: Vec<_> = one["consents"].as_array().unwrap().iter().map(|consent| &consent["kind"]).collect();
    assert!(kinds.len() == 2 && !kinds.contains(&&json!("marketing")), "{kinds:?}");
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn staff_put_right_what_was_mistyped_and_nothing_else() {
    let app = TestApp::new().await;
    let (editor, viewer) = (app.staff(Role::Editor).await, app.staff(Role::Viewer).await);
    let session = SessionFixture::new("storage").create(&app).await;
    let one = app.post(API, Some(&editor.access), juergen(session)).await.expect(201).json();
    let path = format!("{API}/{}", one["id"].as_str().unwrap());
    let version = one["version"].as_i64().unwrap();
    let patch = async |who: &Staff, version: Option<i64>, body: Value| {
        let mut request = TestRequest::patch().uri(&path).set_json(body);
        request = request.insert_header(("authorization", format!("Bearer {}", who.access)));
        if let Some(version) = version {
            request = request.insert_header(("if-match", format!("\"{version}\"")));
        }
        app.send(request).await
    };
    let right = json!({ "lastName": "Große", "company": "Große & Söhne", "language": "en" });
    patch(&viewer, Some(version), right.clone()).await.expect(403);
    patch(&editor, None, right.clone()).await.expect(428);
    for (wrong, pointer) in [
        (json!({ "lastName": "" }), "/lastName"),
        (json!({ "marketingConsent": true }), "/marketingConsent"),
        (json!({ "timezone": "Mars/Olympus" }), "/timezone"),
        (json!({ "email": "other@kestrel.example" }), "/email"),
    ] {
        let refused = patch(&editor, Some(version), wrong).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
    let done = patch(&editor, Some(version), right.clone()).await.expect(200).json();
    assert_eq!((&done["lastName"], &done["company"]), (&json!("Große"), &json!("Große & Söhne")));
    assert_eq!(done["history"].as_array().unwrap().last().unwrap()["kind"], "changed");
    patch(&editor, Some(version), right).await.expect(412);
    let found = app.get_as(&editor.access, &format!("{API}?search=gro%C3%9Fe%20s%C3%B6hne")).await.json();
    assert_eq!(found["data"].as_array().unwrap().len(), 1, "found by what it is called now");
}
