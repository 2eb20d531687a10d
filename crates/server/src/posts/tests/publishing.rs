//! Posts that go out by connected accounts: once, at their time, and what becomes of those that don't.

use std::time::Duration as Wait;

use actix_web::test::TestRequest;
use chrono::{DateTime, Duration, Utc};
use magnetiq_integrations::linkedin;
use magnetiq_integrations::social::fake::Trouble;
use magnetiq_integrations::x::fake::{Fake, NAME};
use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::session;
use crate::test_support::networks::app;
use crate::test_support::{Answer, Staff, TestApp, start};

const KEY: &str = "x-house-announcement";

/// When the announcement of the session is due: at nine in Berlin.
fn due() -> DateTime<Utc> {
    start() + Duration::days(7) - Duration::hours(1)
}

async fn post(app: &TestApp, who: &Staff, session: Uuid, key: &str) -> Value {
    let all = super::posts(app, who, &format!("?session={session}")).await;
    all.into_iter().find(|post| post["key"] == key).unwrap_or_default()
}

async fn publish(app: &TestApp, who: &Staff, session: Uuid, key: &str, version: i32) -> Answer {
    let request = TestRequest::post()
        .uri(&format!("/api/v1/sessions/{session}/posts/{key}/publish"))
        .insert_header(("authorization", format!("Bearer {}", who.access)))
        .insert_header(("if-match", format!("\"{version}\"")));
    app.send(request).await
}

/// The time comes: schedules are known a minute before.
async fn arrive(app: &TestApp, at: DateTime<Utc>) {
    for at in [at - Duration::minutes(1), at] {
        app.set_clock(at).await;
        app.run_jobs().await;
    }
}

/// The next round, and what it queues.
async fn round(app: &TestApp) {
    app.advance(Duration::minutes(1)).await;
    app.run_jobs().await;
}

async fn tasks(app: &TestApp, who: &Staff) -> Vec<(String, u64)> {
    let dashboard = app.get_as(&who.access, "/api/v1/dashboard").await.expect(200).json();
    let of = |task: &Value| (task["kind"].as_str().unwrap().to_owned(), task["count"].as_u64().unwrap());
    dashboard["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(of)
        .filter(|(kind, _)| kind.ends_with("posts"))
        .collect()
}

#[actix_web::test]
async fn staff_publish_a_post_now_and_see_where_it_is() {
    let (app, admin) = app().await;
    let (fake, id) = (Fake::start().await.unwrap(), session(&app).await);
    assert_eq!(post(&app, &admin, id, KEY).await["canPublish"], false, "nothing is connected");
    publish(&app, &admin, id, KEY, 0).await.expect(409);
    app.connect_x(&admin, &fake, false).await;
    let before = post(&app, &admin, id, KEY).await;
    assert_eq!((&before["canPublish"], &before["publishesItself"]), (&json!(true), &json!(false)));
    let editor = app.staff(Role::Viewer).await;
    publish(&app, &editor, id, KEY, 0).await.expect(403);
    publish(&app, &admin, id, KEY, 7).await.expect(412);
    publish(&app, &admin, id, "x-speaker-announcement", 0).await.expect(409);
    publish(&app, &admin, id, "linkedin-house-announcement", 0).await.expect(409);
    let queued = publish(&app, &admin, id, KEY, 0).await.expect(200).json();
    assert_eq!((&queued["state"], &queued["canPublish"]), (&json!("publishing"), &json!(false)));
    publish(&app, &admin, id, KEY, 0).await.expect(409);
    app.run_jobs().await;
    let [taken] = &fake.taken()[..] else { panic!("one post: {:?}", fake.taken()) };
    assert_eq!(taken.body["text"], before["thread"]["en"][0]);
    let there = post(&app, &admin, id, KEY).await;
    assert_eq!(there["state"], "posted");
    assert_eq!(there["url"], format!("https://x.com/{NAME}/status/{}", taken.id));
    let path = format!("/api/v1/sessions/{id}/posts/{KEY}");
    app.patch_seen(&path, &admin.access, "\"0\"", json!({ "act": "planned" })).await.expect(409);
    publish(&app, &admin, id, KEY, 0).await.expect(409);
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=post").await.expect(200).json();
    let mut actions: Vec<_> =
        log["data"].as_array().unwrap().iter().map(|entry| entry["action"].as_str().unwrap()).collect();
    actions.sort_unstable();
    assert_eq!(actions, ["post.published", "post.publishing"]);
    app.assert_sound().await;
}

#[actix_web::test]
async fn posts_of_the_house_go_by_themselves_once_whoever_looks() {
    let (app, admin) = app().await;
    let (fake, id) = (Fake::start().await.unwrap(), session(&app).await);
    app.connect_x(&admin, &fake, true).await;
    assert_eq!(post(&app, &admin, id, KEY).await["publishesItself"], true);
    arrive(&app, due() - Duration::minutes(1)).await;
    assert!(fake.taken().is_empty(), "not before its time");
    let other = app.second_process().await;
    for at in [due(), due() + Duration::minutes(1), due() + Duration::minutes(2)] {
        app.set_clock(at).await;
        other.set_clock(at).await;
        let (one, two) = tokio::join!(app.run_jobs(), other.run_jobs());
        drop((one, two));
    }
    assert_eq!(fake.taken().len(), 1, "{:?}", fake.taken());
    assert_eq!(post(&app, &admin, id, KEY).await["state"], "posted");
    let speakers = post(&app, &admin, id, "x-speaker-announcement").await;
    assert_eq!((&speakers["state"], &speakers["publishesItself"]), (&json!("due"), &json!(false)));
    assert_eq!(
        tasks(&app, &admin).await,
        [("share-posts".to_owned(), 1)],
        "LinkedIn's: the speaker's are not the house's to share"
    );
    app.set_clock(start() + Duration::days(22)).await;
    round(&app).await;
    assert_eq!(fake.taken().len(), 2, "what was missed for days is left to people, what is due today is not");
}

#[actix_web::test]
async fn nothing_goes_for_sessions_that_moved_or_are_cancelled_nor_what_staff_did_themselves() {
    let (app, admin) = app().await;
    let (fake, id) = (Fake::start().await.unwrap(), session(&app).await);
    app.connect_x(&admin, &fake, true).await;
    // The network makes us wait, and the session moves meanwhile.
    fake.trouble(&[Some(Trouble::Broken(503))]);
    arrive(&app, due()).await;
    let waiting = post(&app, &admin, id, KEY).await;
    assert_eq!(waiting["state"], "publishing");
    assert!(waiting["problem"].as_str().unwrap().contains("503") && waiting["retryAt"].is_string());
    let later = start() + Duration::days(40);
    app.change_session(id, |row| {
        (row.starts_at, row.ends_at) =
            (sea_orm::Set(later.into()), sea_orm::Set((later + Duration::hours(1)).into()));
    })
    .await;
    round(&app).await;
    assert_eq!(post(&app, &admin, id, KEY).await["state"], "planned", "it waits for its new time");
    assert!(fake.taken().is_empty());
    app.set_clock(due() + Duration::days(19)).await;
    round(&app).await;
    assert_eq!(fake.taken().len(), 1);

    let path = format!("/api/v1/sessions/{id}/posts/x-house-week");
    app.patch_seen(&path, &admin.access, "\"0\"", json!({ "act": "skipped" })).await.expect(200);
    app.set_clock(later - Duration::days(7)).await;
    round(&app).await;
    publish(&app, &admin, id, "x-house-week", 1).await.expect(409);
    assert_eq!(fake.taken().len(), 1, "it was left out");

    fake.trouble(&[Some(Trouble::Broken(503))]);
    app.set_clock(later - Duration::days(3)).await;
    round(&app).await;
    app.change_session(id, |row| row.status = sea_orm::Set("cancelled".to_owned())).await;
    round(&app).await;
    assert_eq!(fake.taken().len(), 1, "nobody posts about what is called off");
    app.assert_sound().await;
}

#[actix_web::test]
async fn a_refusal_is_shown_and_tried_again_by_hand_alone() {
    let (app, admin) = app().await;
    let (fake, id) = (Fake::start().await.unwrap(), session(&app).await);
    app.connect_x(&admin, &fake, true).await;
    fake.trouble(&[Some(Trouble::Duplicate)]);
    arrive(&app, due()).await;
    for _ in 0..3 {
        round(&app).await;
    }
    let failed = post(&app, &admin, id, KEY).await;
    assert_eq!((&failed["state"], &failed["canPublish"]), (&json!("failed"), &json!(true)));
    assert!(failed["problem"].as_str().unwrap().contains("duplicate content"), "{failed}");
    assert!(tasks(&app, &admin).await.contains(&("check-posts".to_owned(), 1)));
    assert_eq!(fake.calls("POST", "/2/tweets"), 1);
    publish(&app, &admin, id, KEY, 0).await.expect(200);
    app.run_jobs().await;
    assert_eq!(post(&app, &admin, id, KEY).await["state"], "posted");
}

#[actix_web::test]
async fn a_network_that_wants_us_to_wait_is_asked_again_at_its_time() {
    let (app, admin) = app().await;
    let (fake, id) = (Fake::start().await.unwrap(), session(&app).await);
    app.connect_x(&admin, &fake, true).await;
    let until = due() + Duration::minutes(15);
    fake.trouble(&[Some(Trouble::TooMany(until.timestamp()))]);
    arrive(&app, due()).await;
    assert_eq!(post(&app, &admin, id, KEY).await["retryAt"], json!(until));
    app.set_clock(until - Duration::seconds(1)).await;
    app.run_jobs().await;
    assert_eq!(fake.calls("POST", "/2/tweets"), 1);
    app.set_clock(until).await;
    app.run_jobs().await;
    assert_eq!((fake.calls("POST", "/2/tweets"), fake.taken().len()), (2, 1));
    // "We are live" is wrong an hour later.
    let live = start() + Duration::days(21);
    fake.trouble(&[Some(Trouble::TooMany((live + Duration::hours(1)).timestamp()))]);
    arrive(&app, live).await;
    assert_eq!(post(&app, &admin, id, "x-house-live").await["state"], "failed");
}

#[actix_web::test]
async fn a_connection_cut_amid_the_call_is_never_repeated_by_itself() {
    let (app, admin) = app().await;
    let (fake, id) = (Fake::start().await.unwrap(), session(&app).await);
    app.connect_x(&admin, &fake, true).await;
    fake.trouble(&[Some(Trouble::CutAfter)]);
    arrive(&app, due()).await;
    for _ in 0..3 {
        round(&app).await;
    }
    assert_eq!((fake.taken().len(), fake.calls("POST", "/2/tweets")), (1, 1));
    assert_eq!(post(&app, &admin, id, KEY).await["state"], "unclear");
    assert!(tasks(&app, &admin).await.contains(&("check-posts".to_owned(), 1)));
    let path = format!("/api/v1/sessions/{id}/posts/{KEY}");
    let there = app.patch_seen(&path, &admin.access, "\"0\"", json!({ "act": "posted" })).await.expect(200);
    assert_eq!(there.json()["state"], "posted");
    assert!(!tasks(&app, &admin).await.contains(&("check-posts".to_owned(), 1)));
    app.patch_seen(&path, &admin.access, "\"1\"", json!({ "act": "planned" })).await.expect(200);
    let text = json!({ "text": { "en": "Said anew." } });
    app.patch_seen(&path, &admin.access, "\"2\"", text).await.expect(200);
    publish(&app, &admin, id, KEY, 3).await.expect(200);
    app.run_jobs().await;
    assert_eq!(fake.taken().len(), 2, "staff said so");
}

#[actix_web::test]
async fn a_process_that_ends_amid_the_call_leaves_it_unclear() {
    let (app, admin) = app().await;
    let (fake, id) = (Fake::start().await.unwrap(), session(&app).await);
    app.connect_x(&admin, &fake, true).await;
    fake.trouble(&[Some(Trouble::Silent)]);
    arrive(&app, due() - Duration::minutes(1)).await;
    app.set_clock(due()).await;
    let called = async {
        while fake.taken().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        () = called => {}
        _ = app.run_jobs() => panic!("no answer came, and yet it is done"),
    }
    assert_eq!(post(&app, &admin, id, KEY).await["state"], "publishing");
    // The job's lease runs out, and another process takes it.
    let other = app.second_process().await;
    other.set_clock(due() + Duration::minutes(3)).await;
    other.run_jobs().await;
    other.run_jobs().await;
    assert_eq!(post(&other, &admin, id, KEY).await["state"], "unclear");
    assert_eq!(fake.calls("POST", "/2/tweets"), 1);
}

#[actix_web::test]
async fn a_thread_goes_on_where_it_broke_off() {
    let (app, admin) = app().await;
    let (fake, id) = (Fake::start().await.unwrap(), session(&app).await);
    app.connect_x(&admin, &fake, false).await;
    let path = format!("/api/v1/sessions/{id}/posts/{KEY}");
    let long: String = (1..60).map(|at| format!("Sentence number {at}. ")).collect();
    let written =
        app.patch_seen(&path, &admin.access, "\"0\"", json!({ "text": { "en": long } })).await.expect(200);
    let texts = written.json()["thread"]["en"].as_array().unwrap().clone();
    assert!(texts.len() > 2, "{texts:?}");
    fake.trouble(&[None, Some(Trouble::Forbidden)]);
    publish(&app, &admin, id, KEY, 1).await.expect(200);
    app.run_jobs().await;
    let broken = post(&app, &admin, id, KEY).await;
    assert_eq!((broken["state"].as_str(), fake.taken().len()), (Some("failed"), 1));
    assert!(broken["url"].is_string(), "the first is there");
    // What is there stays as it was published.
    app.patch_seen(&path, &admin.access, "\"1\"", json!({ "text": { "en": "Other words." } }))
        .await
        .expect(200);
    publish(&app, &admin, id, KEY, 2).await.expect(200);
    app.run_jobs().await;
    let taken = fake.taken();
    let said: Vec<_> = taken.iter().map(|post| post.body["text"].clone()).collect();
    assert_eq!(said, texts);
    for pair in taken.windows(2) {
        assert_eq!(pair[1].body["reply"]["in_reply_to_tweet_id"], pair[0].id.as_str());
    }
    assert_eq!(post(&app, &admin, id, KEY).await["state"], "posted");
}

#[actix_web::test]
async fn tokens_are_exchanged_when_they_end_and_a_lost_connection_stops_it() {
    let (app, admin) = app().await;
    let (fake, id) = (Fake::start().await.unwrap(), session(&app).await);
    app.connect_x(&admin, &fake, true).await;
    arrive(&app, due()).await;
    assert_eq!((fake.taken().len(), fake.calls("POST", "/2/oauth2/token")), (1, 2), "its two hours are over");
    fake.expire();
    publish(&app, &admin, id, "x-house-week", 0).await.expect(200);
    app.run_jobs().await;
    assert_eq!(
        (fake.taken().len(), fake.calls("POST", "/2/oauth2/token")),
        (2, 3),
        "refused before its time"
    );
    fake.revoke();
    publish(&app, &admin, id, "x-house-days", 0).await.expect(200);
    app.run_jobs().await;
    let failed = post(&app, &admin, id, "x-house-days").await;
    assert!(failed["problem"].as_str().unwrap().contains("connect the account again"), "{failed}");
    assert_eq!((&failed["state"], &failed["canPublish"]), (&json!("failed"), &json!(false)));
    arrive(&app, start() + Duration::days(20)).await;
    assert_eq!(fake.taken().len(), 2, "nothing goes by a lost connection");
}

#[actix_web::test]
async fn linkedin_gets_the_text_its_hashtags_and_the_page() {
    let (app, admin) = app().await;
    let (fake, id) = (linkedin::fake::Fake::start().await.unwrap(), session(&app).await);
    app.connect_linkedin(&admin, &fake, "house").await;
    fake.trouble(&[Some(Trouble::TooMany(90))]);
    arrive(&app, due()).await;
    let key = "linkedin-house-announcement";
    let waiting = post(&app, &admin, id, key).await;
    assert_eq!(waiting["retryAt"], json!(due() + Duration::seconds(90)));
    app.advance(Duration::from_std(Wait::from_secs(90)).unwrap()).await;
    app.run_jobs().await;
    let [taken] = &fake.taken()[..] else { panic!("one post") };
    let said = taken.body["commentary"].as_str().unwrap();
    assert!(said.contains("{hashtag|\\#|") && !said.contains(" #"), "{said}");
    assert_eq!(taken.body["author"], "urn:li:organization:5590506");
    assert_eq!(taken.body["content"]["article"]["source"], "https://webinars.example/webinars/storage");
    let there = post(&app, &admin, id, key).await;
    assert_eq!(there["url"], format!("https://www.linkedin.com/feed/update/{}/", taken.id));
}
