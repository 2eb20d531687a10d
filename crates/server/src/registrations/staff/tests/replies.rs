use actix_web::test::TestRequest;
use chrono::Duration;
use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};

use super::API;
use crate::test_support::{Answer, SessionFixture, Staff, TestApp};

async fn hand_over(app: &TestApp, who: &Staff, kind: &str, body: &str) -> Answer {
    let request = TestRequest::post()
        .uri(&format!("{API}/calendar-replies"))
        .insert_header(("content-type", kind))
        .insert_header(("authorization", format!("Bearer {}", who.access)))
        .set_payload(body.to_owned());
    app.send(request).await
}

/// What the calendar of `email` answers to the invitation in their newest mail.
async fn answer(app: &TestApp, email: &str, state: &str) -> String {
    let invitation = app.mail_to(email).await.calendar;
    let line = |name: &str| {
        let lines = invitation.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        lines.unwrap().to_owned()
    };
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:{}\r\n\
         SEQUENCE:{}\r\nDTSTAMP:20261120T090000Z\r\nATTENDEE;PARTSTAT={state}:MAILTO:{email}\r\nEND:VEVENT\r\n\
         END:VCALENDAR\r\n",
        line("UID"),
        line("SEQUENCE")
    )
}

/// The answer in a mail, as a program sends it.
fn mail(calendar: &str) -> String {
    format!(
        "From: Ann <ann@kestrel.example>\r\nTo: program@example.org\r\nSubject: Declined\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSorry\r\n--b\r\n\
         Content-Type: text/calendar; charset=utf-8; method=REPLY\r\n\r\n{calendar}\r\n--b--\r\n"
    )
}

#[actix_web::test]
async fn a_declined_invitation_frees_the_seat_for_who_waits() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let fixture = SessionFixture::new("pumps").but(|s| (s.capacity, s.allow_waitlist) = (Some(1), true));
    let session = fixture.create(&app).await;
    app.register_and_verify("pumps", "ann@kestrel.example").await;
    app.register_and_verify("pumps", "ben@kestrel.example").await;
    assert_eq!(app.counters(session).await, (1, 1, 1));
    app.run_jobs().await;

    let comes = answer(&app, "ann@kestrel.example", "ACCEPTED").await;
    let report = hand_over(&app, &editor, "text/calendar", &comes).await.expect(200).json();
    assert_eq!(report["outcome"], "unchanged");
    let declined = answer(&app, "ann@kestrel.example", "DECLINED").await;
    let other = declined.replace("ann@", "ben@");
    hand_over(&app, &editor, "text/calendar", &other).await.expect(404);
    let viewer = app.staff(Role::Viewer).await;
    hand_over(&app, &viewer, "text/calendar", &declined).await.expect(403);

    let report = hand_over(&app, &editor, "message/rfc822", &mail(&declined)).await.expect(200).json();
    assert_eq!(report["outcome"], "cancelled");
    let id = report["registrationId"].as_str().unwrap();
    let one = app.get_as(&editor.access, &format!("{API}/{id}")).await.expect(200).json();
    assert_eq!(one["status"], "cancelled");
    let moved = one["history"].as_array().unwrap().iter().find(|entry| entry["toStatus"] == "cancelled");
    assert_eq!(moved.map(|entry| &entry["actor"]), Some(&json!("person")), "{one:#}");
    assert_eq!(app.counters(session).await.0, 1, "the next in line holds the seat");
    let again = hand_over(&app, &editor, "message/rfc822", &mail(&declined)).await.expect(200).json();
    assert_eq!(again["outcome"], "unchanged");
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn an_answer_that_comes_too_late_or_is_none_changes_nothing() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("pumps").create(&app).await;
    app.register_and_verify("pumps", "ann@kestrel.example").await;
    app.run_jobs().await;
    let declined = answer(&app, "ann@kestrel.example", "DECLINED").await;
    for (kind, body, status) in [
        ("application/json", "{}", 415),
        ("text/calendar", "hello", 422),
        ("message/rfc822", "hello", 422),
        ("text/calendar", &declined.replace("REPLY", "REQUEST"), 422),
    ] {
        hand_over(&app, &editor, kind, body).await.expect(status);
    }
    let large = "x".repeat(600 * 1024);
    hand_over(&app, &editor, "message/rfc822", &large).await.expect(413);

    // The session has another time since: they may well come then.
    app.change_session(session, |row| row.sequence = sea_orm::Set(7)).await;
    let report: Value = hand_over(&app, &editor, "text/calendar", &declined).await.expect(200).json();
    assert_eq!(report["outcome"], "outdated");
    let newer = declined.replace("SEQUENCE:", "SEQUENCE:1");
    app.advance(Duration::days(30)).await;
    let editor = app.sign_in(&editor.email).await;
    let late = hand_over(&app, &editor, "text/calendar", &newer).await.expect(409);
    assert_eq!(late.problem(), "invalid-state");
    app.assert_sound().await;
}
