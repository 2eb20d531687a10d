use actix_web::http::Method;
use actix_web::test::TestRequest;
use chrono::Duration;
use magnetiq_shared::scopes::Role;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::registrations::queries::find;
use crate::sessions::queries::facts;
use crate::test_support::{Answer, SessionFixture, Staff, TestApp};
use crate::tokens;

const ANNA: &str = "anna@kestrel.example";
const API: &str = "/api/v1/public/feedback/current";

/// Anna was in a session that ended: the session, her registration, and the token of her link.
async fn after(app: &TestApp) -> (Uuid, Uuid, String) {
    let id = SessionFixture::new("storage").create(app).await;
    app.register_and_verify("storage", ANNA).await;
    app.run_jobs().await;
    let row = magnetiq_entity::registrations::Entity::find().one(app.app.db.read()).await.unwrap();
    let registration = row.unwrap().id;
    app.advance(Duration::days(7) + Duration::hours(1)).await;
    (id, registration, token(app, registration).await)
}

async fn token(app: &TestApp, registration: Uuid) -> String {
    let row = find(app.app.db.read(), registration).await.unwrap().unwrap();
    let (session, _) = super::queries::session(app.app.db.read(), row.session_id).await.unwrap().unwrap();
    tokens::feedback(&app.ctx(), &row, &facts(&session))
}

async fn give(app: &TestApp, token: &str, body: Value) -> Answer {
    app.request(Method::PUT, API, Some(token), Some(body)).await
}

async fn results(app: &TestApp, who: &Staff, session: Uuid) -> Value {
    app.get_as(&who.access, &format!("/api/v1/sessions/{session}/feedback")).await.expect(200).json()
}

fn html(answer: &Answer) -> String {
    String::from_utf8(answer.body.to_vec()).unwrap()
}

async fn post_form(app: &TestApp, token: &str, form: &str) -> Answer {
    let request = TestRequest::post()
        .uri(&format!("/feedback/{token}"))
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .set_payload(form.to_owned());
    app.send(request).await
}

#[actix_web::test]
async fn it_is_given_on_a_page_without_scripts_and_changed() {
    let app = TestApp::new().await;
    let (id, _, token) = after(&app).await;
    let editor = app.staff(Role::Editor).await;
    let asked = json!({ "questions": [{ "en": "What was <new>?", "de": "Was war neu?" }] });
    let path = format!("/api/v1/sessions/{id}/feedback/questions");
    app.request(Method::PUT, &path, Some(&editor.access), Some(asked.clone())).await.expect(428);
    let first = app.put_seen(&path, &editor.access, "\"0\"", asked.clone()).await.expect(200);
    assert_eq!((first.header("etag"), &first.json()["version"]), ("\"1\"", &json!(1)));
    let late = app.put_seen(&path, &editor.access, "\"0\"", json!({ "questions": [] })).await;
    assert_eq!(late.expect(412).problem(), "stale", "another editor has not seen the question");
    let page = html(&app.get(&format!("/feedback/{token}?rating=4")).await.expect(200));
    assert!(page.contains("value=\"4\" required checked") && !page.contains("<script"), "{page}");
    assert!(page.contains("What was &lt;new&gt;?") && page.contains("noindex"), "{page}");
    let empty = post_form(&app, &token, "text=Hello").await.expect(422);
    assert!(html(&empty).contains("Please choose") && html(&empty).contains(">Hello</textarea>"));
    assert_eq!(results(&app, &editor, id).await["count"], 0);
    let said = "rating=4&text=Good+%26+clear&answer0=Dispatch&mayQuote=yes&shownName=&unknown=1";
    let saved = html(&post_form(&app, &token, said).await.expect(200));
    assert!(saved.contains("Thank you") && saved.contains("Good &amp; clear"), "{saved}");
    post_form(&app, &token, "rating=5&text=Better").await.expect(200);
    let all = results(&app, &editor, id).await;
    assert_eq!(
        (&all["count"], &all["average"], &all["distribution"]),
        (&json!(1), &json!(5.0), &json!([0, 0, 0, 0, 1]))
    );
    assert_eq!(
        (&all["entries"][0]["text"], &all["entries"][0]["mayQuote"]),
        (&json!("Better"), &json!(false))
    );
    assert_eq!(all["asked"], json!({ "questions": asked["questions"], "version": 1 }));
    let session = app.get("/api/v1/public/sessions/storage").await.expect(200);
    assert_eq!(session.status, 200);
    app.assert_sound().await;
}

#[actix_web::test]
async fn it_is_taken_from_the_end_for_a_month_and_by_the_right_link_only() {
    let app = TestApp::new().await;
    let (id, registration, token) = after(&app).await;
    let wish = json!({ "rating": 3, "text": "Fine.", "answers": [], "mayQuote": true });
    for (body, field) in [
        (json!({ "rating": 0 }), "/rating"),
        (json!({ "rating": 6 }), "/rating"),
        (json!({ "rating": 3, "text": "x".repeat(2001) }), "/text"),
        (json!({ "rating": 3, "answers": ["nobody asked"] }), "/answers"),
        (json!({ "rating": "many" }), "/rating"),
    ] {
        let wrong = give(&app, &token, body).await.expect(422).json();
        assert_eq!(wrong["errors"][0]["pointer"], field);
    }
    give(&app, "forged", wish.clone()).await.expect(401);
    let given = give(&app, &token, wish.clone()).await.expect(200).json();
    assert_eq!(
        (&given["given"]["rating"], &given["given"]["shownName"]),
        (&json!(3), &json!("Juliette Morel"))
    );
    app.set_clock(app.app.clock.now() + Duration::days(30) - Duration::minutes(1)).await;
    give(&app, &token, wish.clone()).await.expect(200);
    app.advance(Duration::minutes(1)).await;
    give(&app, &token, wish.clone()).await.expect(410);
    let late = app.get(&format!("/feedback/{token}")).await.expect(410);
    assert!(html(&late).contains("doesn’t work any more"));
    app.set_clock(crate::test_support::start() + Duration::days(7)).await;
    assert_eq!(give(&app, &token, wish.clone()).await.expect(409).problem(), "invalid-state");
    assert!(html(&app.get(&format!("/feedback/{token}")).await.expect(200)).contains("not over yet"));
    // Who is forgotten leaves the stars alone.
    let ctx = app.ctx();
    let tx = ctx.db.begin().await.unwrap();
    let row = find(&tx, registration).await.unwrap().unwrap();
    crate::registrations::queries::erase(&tx, &row, ctx.now).await.unwrap();
    super::forget(&tx, registration).await.unwrap();
    tx.commit().await.unwrap();
    give(&app, &token, wish).await.expect(410);
    let editor = app.staff(Role::Editor).await;
    let all = results(&app, &editor, id).await;
    assert_eq!((&all["count"], &all["entries"]), (&json!(1), &json!([])));
    assert_eq!(app.tables_with("Fine.").await, [""; 0]);
}

#[actix_web::test]
async fn words_are_shown_where_their_author_and_staff_want_it() {
    let app = TestApp::new().await;
    let (id, registration, token) = after(&app).await;
    let (editor, viewer) = (app.staff(Role::Editor).await, app.staff(Role::Viewer).await);
    let (topic, speaker) = app.topic_and_speaker(id).await;
    let next = SessionFixture::new("next").but(|row| (row.topic_id, row.speaker_id) = (topic, speaker));
    let later = app.app.clock.now() + Duration::days(9);
    next.starts(later).create(&app).await;
    let path = format!("/api/v1/registrations/{registration}/testimonial");
    let words = json!({ "text": { "en": "Clear and calm.", "de": "Klar und ruhig." }, "author": "J. Morel", "authorRole": "Kestrel" });
    let put = async |who: &Staff, body: &Value| {
        app.request(Method::PUT, &path, Some(&who.access), Some(body.clone())).await
    };
    put(&editor, &words).await.expect(404);
    give(&app, &token, json!({ "rating": 5, "text": "Clear and calm!" })).await.expect(200);
    assert_eq!(put(&editor, &words).await.expect(409).problem(), "invalid-state");
    give(&app, &token, json!({ "rating": 5, "text": "Clear and calm!", "mayQuote": true })).await.expect(200);
    put(&viewer, &words).await.expect(403);
    put(&editor, &json!({ "text": { "en": "" }, "author": "" })).await.expect(422);
    app.advance(Duration::minutes(16)).await;
    let editor = app.sign_in(&editor.email).await;
    let shown = async || {
        app.refresh().await;
        let next = app.get("/api/v1/public/sessions/next").await.expect(200).json();
        next["socialProof"]["testimonials"].as_array().cloned().unwrap_or_default()
    };
    assert!(shown().await.is_empty());
    put(&editor, &words).await.expect(200);
    let on_page = shown().await;
    assert_eq!(
        (&on_page[0]["text"]["de"], &on_page[0]["author"]),
        (&json!("Klar und ruhig."), &json!("J. Morel"))
    );
    let mut better = words.clone();
    better["author"] = json!("Head of Storage");
    put(&editor, &better).await.expect(200);
    assert_eq!(shown().await.len(), 1);
    assert_eq!(results(&app, &editor, id).await["entries"][0]["testimonial"]["author"], "Head of Storage");
    app.request(Method::DELETE, &path, Some(&editor.access), None).await.expect(204);
    assert!(shown().await.is_empty());
    put(&editor, &words).await.expect(200);
    // Whoever takes the permission back is no longer quoted.
    give(&app, &token, json!({ "rating": 5, "text": "Clear and calm!" })).await.expect(200);
    assert!(shown().await.is_empty());
    // Nor is who is forgotten.
    give(&app, &token, json!({ "rating": 5, "text": "Clear and calm!", "mayQuote": true })).await.expect(200);
    put(&editor, &words).await.expect(200);
    assert_eq!(shown().await.len(), 1);
    crate::registrations::forget(&app.ctx(), registration, "staff").await.unwrap();
    app.run_jobs().await;
    assert!(shown().await.is_empty());
}

#[actix_web::test]
async fn stars_given_at_once_are_all_counted() {
    let app = TestApp::new().await;
    let id = SessionFixture::new("storage").create(&app).await;
    let mut people = Vec::new();
    for number in 0..4 {
        app.register_and_verify("storage", &format!("p{number}@kestrel.example")).await;
    }
    app.run_jobs().await;
    for row in magnetiq_entity::registrations::Entity::find().all(app.app.db.read()).await.unwrap() {
        people.push(token(&app, row.id).await);
    }
    app.advance(Duration::days(7) + Duration::hours(1)).await;
    let all = people.iter().map(|token| give(&app, token, json!({ "rating": 4 })));
    for answer in futures_util::future::join_all(all).await {
        answer.expect(200);
    }
    let (session, _) = super::queries::session(app.app.db.read(), id).await.unwrap().unwrap();
    assert_eq!((session.rating_count, session.average_rating), (4, Some(4.0)));
}
