use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::test_support::{SessionFixture, Staff, TestApp};

async fn waitlist(app: &TestApp, who: &Staff, session: Uuid) -> Value {
    app.get_as(&who.access, &format!("/api/v1/sessions/{session}/waitlist")).await.expect(200).json()
}

fn emails(list: &Value, part: &str) -> Vec<String> {
    list[part].as_array().unwrap().iter().map(|one| one["email"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn the_line_is_told_with_the_reason_why_nobody_moves_up() {
    let app = TestApp::new().await;
    let (viewer, editor) = (app.staff(Role::Viewer).await, app.staff(Role::Editor).await);
    let session = SessionFixture::new("full").but(|s| s.capacity = Some(1)).create(&app).await;
    assert_eq!(waitlist(&app, &viewer, session).await["reason"], "nobodyWaits");
    for email in ["a@kestrel.example", "b@other.example", "c@third.example", "d@fourth.example"] {
        app.register_and_verify("full", email).await;
    }
    let list = waitlist(&app, &viewer, session).await;
    assert_eq!(
        (&list["reason"], &list["free"], &list["waitingCount"]),
        (&json!("full"), &json!(0), &json!(3))
    );
    assert_eq!(emails(&list, "waiting"), ["b@other.example", "c@third.example", "d@fourth.example"]);

    let last = list["waiting"][2]["id"].as_str().unwrap();
    let promote = format!("/api/v1/registrations/{last}/promote");
    app.post(&promote, Some(&viewer.access), json!({})).await.expect(403);
    let list = app.post(&promote, Some(&editor.access), json!({})).await.expect(200).json();
    assert_eq!(emails(&list, "waiting"), ["d@fourth.example", "b@other.example", "c@third.example"]);

    // The seat that is given up goes to who was put first.
    let first = app.get_as(&editor.access, "/api/v1/registrations?search=a@kestrel.example").await.json();
    let cancel = format!("/api/v1/registrations/{}/cancel", first["data"][0]["id"].as_str().unwrap());
    app.post(&cancel, Some(&editor.access), json!({})).await.expect(200);
    let list = waitlist(&app, &viewer, session).await;
    assert_eq!(list["reason"], "offersOut");
    assert_eq!(emails(&list, "offered"), ["d@fourth.example"]);
    assert!(list["offered"][0]["heldUntil"].is_string() && list["offered"][0]["offers"] == 1);
    let again = app.post(&promote, Some(&editor.access), json!({})).await.expect(409);
    assert_eq!(again.problem(), "invalid-state");

    // One more seat: it is offered at once where staff ask for it.
    app.change_session(session, |row| row.capacity = sea_orm::Set(Some(2))).await;
    assert_eq!(waitlist(&app, &viewer, session).await["reason"], "soon");
    let offers = format!("/api/v1/sessions/{session}/waitlist/offers");
    let list = app.post(&offers, Some(&editor.access), json!({})).await.expect(200).json();
    assert_eq!(emails(&list, "waiting"), ["c@third.example"]);
    assert_eq!(emails(&list, "offered").len(), 2);
    let nowhere = app.ctx().new_id();
    app.get_as(&viewer.access, &format!("/api/v1/sessions/{nowhere}/waitlist")).await.expect(404);
    app.post(&format!("/api/v1/sessions/{nowhere}/waitlist/offers"), Some(&editor.access), json!({}))
        .await
        .expect(404);
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn who_asked_for_approval_stands_in_a_line_of_their_own() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    let fixture = SessionFixture::new("asked").but(|s| (s.requires_approval, s.capacity) = (true, Some(1)));
    let session = fixture.create(&app).await;
    app.register_and_verify("asked", "a@kestrel.example").await;
    app.register_and_verify("asked", "b@other.example").await;
    let list = waitlist(&app, &viewer, session).await;
    assert_eq!(emails(&list, "toApprove"), ["a@kestrel.example"]);
    assert_eq!(
        (&list["reason"], emails(&list, "waiting")),
        (&json!("seatsHeld"), vec!["b@other.example".to_owned()])
    );
}
