use actix_web::test::TestRequest;
use chrono::{DateTime, Duration, Utc};
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::scopes::Role;
use sea_orm::Set;
use serde_json::{Value, json};
use uuid::Uuid;

use super::queries;
use crate::messages;
use crate::test_support::files::pages as read;
use crate::test_support::{Answer, SessionFixture, Staff, TestApp, start};

const ANNA: &str = "anna@kestrel.example";
const BERT: &str = "bert@other.example";
const CARA: &str = "cara@third.example";

fn ends_at() -> DateTime<Utc> {
    start() + Duration::days(7) + Duration::hours(1)
}

/// A session of an hour, a week from now, with these people in it; they are all called Juliette Morel.
async fn session(app: &TestApp, people: &[&str], change: fn(&mut magnetiq_entity::sessions::Model)) -> Uuid {
    let id = SessionFixture::new("storage").but(change).create(app).await;
    for email in people {
        app.register_and_verify("storage", email).await;
    }
    app.run_jobs().await;
    id
}

/// Comes by the personal link that stands in the mail.
async fn come(app: &TestApp, email: &str) {
    app.set_clock(ends_at() - Duration::hours(1)).await;
    let mail = app.mails().into_iter().find(|mail| mail.to == email && mail.text.contains("/join/")).unwrap();
    let token = mail.text.split("/join/").nth(1).unwrap();
    let token: String =
        token.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    app.get(&format!("/join/{token}")).await.expect(303);
}

/// Lets time pass up to then, with a round on the way.
async fn pass(app: &TestApp, until: DateTime<Utc>) {
    for time in [ends_at() + Duration::minutes(1), until] {
        if time > app.app.clock.now() {
            app.set_clock(time).await;
        }
        app.run_jobs().await;
    }
    app.run_jobs().await;
}

/// The kinds of the mails of afterwards that went to an address.
async fn told(app: &TestApp, email: &str) -> Vec<String> {
    let log = messages::log(&app.ctx()).await.unwrap();
    let after = ["follow-up", "no-show", "certificate", "recording"];
    let mine = log.into_iter().filter(|row| row.recipient_email == email && row.state == "sent");
    let mut kinds: Vec<String> =
        mine.map(|row| row.kind).filter(|kind| after.contains(&kind.as_str())).collect();
    kinds.sort();
    kinds
}

async fn states(app: &TestApp, session: Uuid) -> Vec<(String, String)> {
    let rows = queries::people(app.app.db.read(), session).await.unwrap();
    let mut states: Vec<_> = rows.into_iter().map(|row| (row.email, row.status)).collect();
    states.sort();
    states
}

async fn import(app: &TestApp, who: &Staff, session: Uuid, query: &str, file: &[u8]) -> Answer {
    let who = app.sign_in(&who.email).await;
    let request = TestRequest::post()
        .uri(&format!("/api/v1/sessions/{session}/attendance/import?{query}"))
        .insert_header(("authorization", format!("Bearer {}", who.access)))
        .insert_header(("content-type", "text/csv"))
        .set_payload(file.to_vec());
    app.send(request).await
}

async fn closing(app: &TestApp, who: &Staff, session: Uuid) -> Value {
    let who = app.sign_in(&who.email).await;
    app.get_as(&who.access, &format!("/api/v1/sessions/{session}/closing")).await.expect(200).json()
}

fn pairs(expected: &[(&str, RegistrationStatus)]) -> Vec<(String, String)> {
    expected.iter().map(|(email, status)| ((*email).to_owned(), status.word().to_owned())).collect()
}

#[actix_web::test]
async fn who_came_by_their_link_is_thanked_and_certified_once_and_the_others_are_missed_once() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let id = session(&app, &[ANNA, BERT], |row| {
        row.certificate_template = Some("modern".to_owned());
        row.recording_url = Some("https://video.example/storage".to_owned());
        row.materials_url = Some("https://files.example/storage".to_owned());
        row.materials_access = "attendees".to_owned();
    })
    .await;
    come(&app, ANNA).await;
    pass(&app, ends_at() + Duration::minutes(119)).await;
    assert!(told(&app, ANNA).await.is_empty(), "it is not known yet");
    let before = closing(&app, &editor, id).await;
    assert_eq!(
        (&before["open"], &before["joined"], &before["completedAt"]),
        (&json!(2), &json!(1), &json!(null))
    );
    assert_eq!(before["completesAt"], "2026-12-08T12:00:00Z");
    assert_eq!(before["followUpAt"], before["completesAt"], "the recording is there");
    pass(&app, ends_at() + Duration::hours(2)).await;
    use RegistrationStatus::{Attended, NoShow};
    assert_eq!(states(&app, id).await, pairs(&[(ANNA, Attended), (BERT, NoShow)]));
    let other = app.second_process().await;
    for _ in 0..3 {
        app.advance(Duration::minutes(1)).await;
        app.run_jobs().await;
        other.run_jobs().await;
    }
    assert_eq!(told(&app, ANNA).await, ["certificate", "follow-up"]);
    assert_eq!(told(&app, BERT).await, ["no-show"]);
    let mails = app.mails();
    let mail =
        |to: &str, part: &str| mails.iter().filter(|mail| mail.to == to && mail.text.contains(part)).count();
    assert_eq!((mail(ANNA, "/feedback/"), mail(BERT, "/feedback/")), (1, 0));
    assert_eq!(
        (mail(ANNA, "files.example"), mail(BERT, "files.example")),
        (1, 0),
        "materials are for those who were there"
    );
    let certificate = mails.iter().find(|mail| mail.to == ANNA && !mail.pdf.is_empty()).unwrap();
    let pages = read(&certificate.pdf);
    let number = pages[0].split_whitespace().find(|word| word.starts_with("MC-")).unwrap().to_owned();
    assert!(pages[0].contains("Juliette Morel") && certificate.text.contains(&number), "{pages:?}");
    let after = closing(&app, &editor, id).await;
    let sent = |kind: &str| after[kind]["sent"].clone();
    assert_eq!(
        (sent("followUps"), sent("noShowMails"), &after["certificates"]),
        (json!(1), json!(1), &json!(1))
    );
    assert_eq!((&after["attended"], &after["noShow"]), (&json!(1), &json!(1)));
    app.assert_sound().await;
}

#[actix_web::test]
async fn where_nothing_tells_nobody_is_called_absent() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let id = session(&app, &[ANNA, BERT], |_| {}).await;
    pass(&app, ends_at() + Duration::hours(30)).await;
    use RegistrationStatus::{Attended, Confirmed, NoShow};
    assert_eq!(states(&app, id).await, pairs(&[(ANNA, Confirmed), (BERT, Confirmed)]));
    assert!(told(&app, ANNA).await.is_empty() && told(&app, BERT).await.is_empty());
    let state = closing(&app, &editor, id).await;
    assert_eq!((&state["completesAt"], &state["followUpAt"]), (&json!(null), &json!(null)));
    // Staff mark one, and say that this is all.
    let editor = app.sign_in(&editor.email).await;
    let list = app.get_as(&editor.access, &format!("/api/v1/registrations?search={ANNA}")).await.json();
    let anna = list["data"][0]["id"].as_str().unwrap();
    app.post(&format!("/api/v1/registrations/{anna}/attended"), Some(&editor.access), json!({}))
        .await
        .expect(200);
    pass(&app, ends_at() + Duration::hours(31)).await;
    assert_eq!(told(&app, ANNA).await, ["follow-up"], "a day after the end, whoever is known");
    let path = format!("/api/v1/sessions/{id}/attendance/complete");
    let editor = app.sign_in(&editor.email).await;
    let done = app.post(&path, Some(&editor.access), json!({})).await.expect(200).json();
    assert_eq!((&done["attended"], &done["noShow"], &done["open"]), (&json!(1), &json!(1), &json!(0)));
    pass(&app, ends_at() + Duration::hours(32)).await;
    assert_eq!(states(&app, id).await, pairs(&[(ANNA, Attended), (BERT, NoShow)]));
    assert_eq!(
        (told(&app, ANNA).await, told(&app, BERT).await),
        (vec!["follow-up".into()], vec!["no-show".into()])
    );
    app.assert_sound().await;
}

#[actix_web::test]
async fn a_report_is_shown_first_and_then_decides() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let id = session(&app, &[ANNA, BERT, CARA], |_| {}).await;
    let text = "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n\
        Anna\t3:00 PM\t4:00 PM\t50m 1s\tANNA@kestrel.example\t\tAttendee\n\
        Bert\t3:00 PM\t3:02 PM\t1m 30s\tbert@other.example\t\tAttendee\n\
        Nobody\t3:00 PM\t4:00 PM\t50m\tnobody@mail.example\t\tAttendee\n\
        Juliette Morel\t3:00 PM\t4:00 PM\t50m\t\t\tAttendee\n";
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let early = import(&app, &editor, id, "", &wide).await.expect(409);
    assert_eq!(early.problem(), "invalid-state");
    app.set_clock(ends_at()).await;
    let told_first = import(&app, &editor, id, "dryRun=true&minMinutes=5", &wide).await.expect(200).json();
    assert_eq!((&told_first["source"], &told_first["applied"]), (&json!("teams"), &json!(false)));
    let fates: Vec<_> =
        told_first["people"].as_array().unwrap().iter().map(|one| one["fate"].clone()).collect();
    assert_eq!(fates, ["attended", "tooShort", "unknown", "ambiguous"]);
    assert_eq!((&told_first["attended"], &told_first["missing"]), (&json!(1), &json!(2)));
    use RegistrationStatus::{Attended, Confirmed, NoShow};
    assert_eq!(states(&app, id).await, pairs(&[(ANNA, Confirmed), (BERT, Confirmed), (CARA, Confirmed)]));
    let done = import(&app, &editor, id, "minMinutes=5&name=report.csv", &wide).await.expect(200).json();
    assert_eq!((&done["applied"], &done["people"]), (&json!(true), &told_first["people"]));
    assert_eq!(states(&app, id).await, pairs(&[(ANNA, Attended), (BERT, NoShow), (CARA, NoShow)]));
    let state = closing(&app, &editor, id).await;
    assert_eq!(state["reportName"], "report.csv");
    pass(&app, ends_at() + Duration::hours(24)).await;
    assert_eq!(told(&app, CARA).await, ["no-show"]);
    // A better report: Cara was there. She is not thanked for having been missed.
    let better = "Name,Email,Duration (Minutes)\nCara,cara@third.example,61\n";
    import(&app, &editor, id, "", better.as_bytes()).await.expect(200);
    pass(&app, ends_at() + Duration::hours(25)).await;
    assert_eq!(states(&app, id).await[2], (CARA.to_owned(), "attended".to_owned()));
    assert_eq!(told(&app, CARA).await, ["no-show"]);
    app.assert_sound().await;
}

#[actix_web::test]
async fn mails_wait_for_the_recording_for_a_day_at_most() {
    let app = TestApp::new().await;
    let id = session(&app, &[ANNA], |_| {}).await;
    come(&app, ANNA).await;
    pass(&app, ends_at() + Duration::hours(5)).await;
    assert!(told(&app, ANNA).await.is_empty(), "the recording is expected");
    app.change_session(id, |row| row.recording_url = Set(Some("https://video.example/a".to_owned()))).await;
    pass(&app, ends_at() + Duration::hours(6)).await;
    assert_eq!(told(&app, ANNA).await, ["follow-up"]);
    assert!(app.mail_to(ANNA).await.text.contains("/join/"), "the personal link leads to the recording");
}

#[actix_web::test]
async fn whoever_was_told_that_the_recording_follows_gets_it_once_when_it_is_there() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let id = session(&app, &[ANNA, BERT], |row| row.recording_access = "attendees".to_owned()).await;
    come(&app, ANNA).await;
    pass(&app, ends_at() + Duration::hours(25)).await;
    let last = async |to: &str| app.mail_to(to).await.text;
    assert!(last(ANNA).await.contains("The recording isn’t ready yet. We send you the link"));
    assert!(!last(BERT).await.contains("recording"), "it is for those who were there");
    let editor = app.sign_in(&editor.email).await;
    let path = format!("/api/v1/sessions/{id}");
    let patch = json!({ "recordingUrl": "https://video.example/a" });
    app.patch(&path, &editor.access, patch).await.expect(200);
    for hours in [26, 27] {
        pass(&app, ends_at() + Duration::hours(hours)).await;
        assert_eq!(told(&app, ANNA).await, ["follow-up", "recording"]);
        assert_eq!(told(&app, BERT).await, ["no-show"]);
    }
    let mail = app.mail_to(ANNA).await;
    assert!(mail.subject.starts_with("The recording is here") && mail.text.contains("/join/"), "{mail:?}");
    app.assert_sound().await;
}

#[actix_web::test]
async fn what_is_no_report_and_who_may_not_is_refused() {
    let app = TestApp::new().await;
    let (editor, viewer) = (app.staff(Role::Editor).await, app.staff(Role::Viewer).await);
    let id = session(&app, &[ANNA], |_| {}).await;
    app.set_clock(ends_at()).await;
    import(&app, &viewer, id, "", b"Name,Email\nA,a@b.example\n").await.expect(403);
    assert_eq!(import(&app, &editor, id, "", b"hello").await.expect(422).problem(), "validation");
    import(&app, &editor, id, "minMinutes=601", b"Name,Email\nA,a@b.example\n").await.expect(422);
    import(&app, &editor, id, "", &vec![b'a'; 4 * 1024 * 1024 + 1]).await.expect(413);
    import(&app, &editor, Uuid::nil(), "", b"Name,Email\nA,a@b.example\n").await.expect(404);
    app.get(&format!("/api/v1/sessions/{id}/closing")).await.expect(401);
    assert_eq!(states(&app, id).await, pairs(&[(ANNA, RegistrationStatus::Confirmed)]));
}

#[actix_web::test]
async fn what_ended_before_the_first_round_is_left_alone() {
    let app = TestApp::new().await;
    let id = session(&app, &[ANNA], |_| {}).await;
    app.change_session(id, |row| {
        let (starts, ends) = (start() - Duration::days(3), start() - Duration::days(3) + Duration::hours(1));
        (row.starts_at, row.ends_at) = (Set(starts.into()), Set(ends.into()));
    })
    .await;
    app.everybody_attended(id).await;
    app.run_jobs().await;
    app.advance(Duration::hours(2)).await;
    app.run_jobs().await;
    assert!(told(&app, ANNA).await.is_empty());
}
