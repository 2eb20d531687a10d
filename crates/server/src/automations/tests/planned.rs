//! Reminders: when, to whom, and once.

use chrono::Duration;
use magnetiq_shared::automations::PlannedState;
use magnetiq_shared::messages::Reason;
use magnetiq_shared::scopes::Role;
use serde_json::json;

use super::super::queries;
use super::{at, kinds, left_out, pass, plan, planned, registered, session, session_start, told};
use crate::messages;
use crate::test_support::TestApp;

const BERLIN: &str = "anna@kestrel.example";
const NEW_YORK: &str = "bob@acme.example";

#[actix_web::test]
async fn each_reminder_goes_once_and_days_before_in_the_recipients_morning() {
    let app = TestApp::new().await;
    session(&app, "storage").await;
    registered(&app, "storage", BERLIN, "Europe/Berlin").await;
    registered(&app, "storage", NEW_YORK, "America/New_York").await;
    pass(&app, session_start()).await;
    let expected = [
        ("reminder-7d", BERLIN, "2026-12-08T08:00:00Z"),
        ("reminder-7d", NEW_YORK, "2026-12-08T14:00:00Z"),
        ("speaker-summary", "hanna.rehwald@voltaic.example", "2026-12-12T08:00:00Z"),
        ("reminder-2d", BERLIN, "2026-12-13T08:00:00Z"),
        ("reminder-2d", NEW_YORK, "2026-12-13T14:00:00Z"),
        ("reminder-2h", BERLIN, "2026-12-15T13:00:00Z"),
        ("reminder-2h", NEW_YORK, "2026-12-15T13:00:00Z"),
    ];
    let told = told(&app).await;
    let told: Vec<_> = told
        .iter()
        .map(|(kind, email, state, queued)| {
            assert_eq!(state, "sent", "{kind} to {email}");
            (kind.as_str(), email.as_str(), *queued)
        })
        .collect();
    assert_eq!(told, expected.map(|(kind, email, queued)| (kind, email, at(queued))));
    let last = app.mails().into_iter().rev().find(|mail| mail.to == BERLIN).unwrap();
    assert!(last.subject.starts_with("In 2 hours") && last.text.contains("/join/"), "{}", last.text);
    let week =
        app.mails().into_iter().find(|mail| mail.to == BERLIN && mail.subject.contains("7 days")).unwrap();
    assert!(week.calendar.contains("METHOD:REQUEST") && week.text.contains("#token="), "{}", week.text);
    app.assert_sound().await;
}

#[actix_web::test]
async fn who_registers_after_its_time_gets_only_what_is_still_to_come() {
    let app = TestApp::new().await;
    session(&app, "storage").await;
    registered(&app, "storage", BERLIN, "Europe/Berlin").await;
    pass(&app, at("2026-12-08T08:00:00Z")).await;
    app.advance(Duration::seconds(30)).await;
    registered(&app, "storage", NEW_YORK, "Europe/Berlin").await;
    pass(&app, session_start()).await;
    assert_eq!(kinds(&app, BERLIN).await, ["reminder-7d", "reminder-2d", "reminder-2h"]);
    assert_eq!(kinds(&app, NEW_YORK).await, ["reminder-2d", "reminder-2h"]);
}

#[actix_web::test]
async fn two_processes_queue_a_reminder_once() {
    let app = TestApp::new().await;
    session(&app, "storage").await;
    registered(&app, "storage", BERLIN, "Europe/Berlin").await;
    let other = app.second_process().await;
    for time in ["2026-12-08T07:59:00Z", "2026-12-08T08:00:00Z", "2026-12-08T08:01:00Z"] {
        app.set_clock(at(time)).await;
        other.set_clock(at(time)).await;
        // Both look at the same time, as one would after the other's lease ran out.
        let (ctx, twin) = (app.ctx(), other.ctx());
        let rounds = tokio::join!(super::super::round::run(&ctx), super::super::round::run(&twin));
        rounds.0.unwrap();
        rounds.1.unwrap();
        tokio::join!(app.run_jobs(), other.run_jobs());
    }
    assert_eq!(kinds(&app, BERLIN).await, ["reminder-7d"]);
    let sent = app.mails().len() + other.mails().len();
    assert_eq!(sent, 3, "validation, confirmation, reminder");
}

#[actix_web::test]
async fn after_an_outage_the_last_reminder_goes_and_those_before_it_do_not() {
    let app = TestApp::new().await;
    session(&app, "storage").await;
    registered(&app, "storage", BERLIN, "Europe/Berlin").await;
    pass(&app, at("2026-12-07T12:00:00Z")).await;
    app.set_clock(at("2026-12-13T10:00:00Z")).await;
    app.run_jobs().await;
    assert_eq!(kinds(&app, BERLIN).await, ["reminder-2d"]);
    let mail = app.mails().into_iter().rev().find(|mail| mail.to == BERLIN).unwrap();
    assert!(
        mail.subject.contains("day after tomorrow") || mail.subject.contains("2 days"),
        "{}",
        mail.subject
    );
    // Nobody is reminded of what has begun.
    app.set_clock(session_start() + Duration::minutes(1)).await;
    app.run_jobs().await;
    assert_eq!(kinds(&app, BERLIN).await, ["reminder-2d"]);
    let skipped = [("reminder-7d", Reason::Overtaken), ("reminder-2h", Reason::SessionBegun)];
    assert_eq!(left_out(&app, BERLIN).await, skipped.map(|(kind, why)| (kind.to_owned(), why.to_string())));
}

#[actix_web::test]
async fn a_reminder_that_is_written_while_its_person_is_erased_keeps_nothing_of_them() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    registered(&app, "storage", BERLIN, "Europe/Berlin").await;
    let ctx = app.ctx();
    let about = messages::Reminder {
        kind: "reminder-7d".parse().unwrap(),
        session: id,
        starts_at: session_start(),
        due_at: ctx.now,
    };
    let found = queries::one(ctx.db.read(), ctx.now, id).await.unwrap().unwrap();
    let read = queries::missing(ctx.db.read(), &found, about.kind, "Europe/Berlin", ctx.now).await.unwrap();
    let registration = messages::log(&ctx).await.unwrap()[0].registration_id.unwrap();
    crate::registrations::forget(&ctx, registration, "person").await.unwrap();
    app.run_jobs().await;
    // What was read before is written after.
    let tx = ctx.db.begin().await.unwrap();
    let people = read.into_iter().map(queries::Recipient::reminded).collect();
    assert_eq!(messages::remind(&tx, &ctx, &about, people).await.unwrap(), 1);
    tx.commit().await.unwrap();
    app.run_jobs().await;
    assert!(!app.tables_with(BERLIN).await.contains(&"messages".to_owned()));
    let reasons: Vec<_> =
        messages::log(&ctx).await.unwrap().into_iter().filter_map(|row| row.reason).collect();
    assert!(reasons.contains(&Reason::Erased.to_string()), "{reasons:?}");
}

#[actix_web::test]
async fn the_plan_has_what_follows_sessions_campaigns_and_the_report_too() {
    let app = TestApp::new().await;
    app.appoint_manager("greta@voltaic.example").await;
    session(&app, "storage").await;
    registered(&app, "storage", BERLIN, "Europe/Berlin").await;
    let editor = app.staff(Role::Editor).await;
    let text = |text: &str| json!({ "en": text, "de": text });
    let draft = json!({ "purpose": "information", "subject": text("News"), "body": text("<p>Read.</p>") });
    let draft = app.post("/api/v1/campaigns", Some(&editor.access), draft).await.expect(201).json();
    let path = format!("/api/v1/campaigns/{}", draft["id"].as_str().unwrap());
    let wish = json!({ "sendAt": "2026-12-10T09:00:00Z" });
    app.act(&path, "send", &editor.access, wish).await.expect(202);
    let all = plan(&app.ctx(), None, at("2027-01-02T00:00:00Z")).await.unwrap();
    let beyond: Vec<_> = all
        .iter()
        .filter(|line| ["campaign", "follow-up", "performance-report"].contains(&line.kind.as_str()))
        .map(|line| (line.kind.as_str(), line.session.as_deref(), line.due_at, line.recipients))
        .collect();
    let expected = [
        ("campaign", None, at("2026-12-10T09:00:00Z"), 1),
        ("follow-up", Some("storage"), at("2026-12-16T16:00:00Z"), 1),
        ("performance-report", None, at("2027-01-01T08:00:00Z"), 1),
    ];
    assert_eq!(beyond, expected);
}

#[actix_web::test]
async fn the_plan_tells_what_goes_to_how_many_and_when() {
    let app = TestApp::new().await;
    session(&app, "storage").await;
    registered(&app, "storage", BERLIN, "Europe/Berlin").await;
    registered(&app, "storage", NEW_YORK, "Europe/Vienna").await;
    let lines = planned(&app).await;
    let told: Vec<_> = lines.iter().map(|line| (line.kind.as_str(), line.due_at, line.recipients)).collect();
    assert_eq!(
        told,
        [
            ("reminder-7d", at("2026-12-08T08:00:00Z"), 2),
            ("speaker-summary", at("2026-12-12T08:00:00Z"), 1),
            ("reminder-2d", at("2026-12-13T08:00:00Z"), 2),
            ("reminder-2h", at("2026-12-15T13:00:00Z"), 2),
        ]
    );
    assert!(
        lines
            .iter()
            .all(|line| line.state == PlannedState::Planned && line.session.as_deref() == Some("storage"))
    );
    let first = serde_json::to_value(&lines[0]).unwrap();
    assert_eq!(first["dueAt"], "2026-12-08T08:00:00Z");
}
