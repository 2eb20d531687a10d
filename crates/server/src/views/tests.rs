//! Counting over HTTP.

use actix_web::test::TestRequest;
use chrono::Duration;
use magnetiq_entity::{sessions, view_salts, view_visitors, views_daily};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use super::day_of;
use crate::app::Background;
use crate::test_support::{SessionFixture, TestApp, start};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

fn look(body: Value, address: &str, headers: &[(&'static str, &'static str)]) -> TestRequest {
    let mut request = TestRequest::post()
        .uri("/api/v1/public/views")
        .peer_addr(format!("{address}:4000").parse().unwrap())
        .insert_header(("content-type", "application/json"))
        .set_payload(body.to_string());
    for header in headers {
        request = request.insert_header(*header);
    }
    request
}

/// Somebody at this address looks with Firefox.
async fn seen(app: &TestApp, body: Value, address: &str) {
    app.send(look(body, address, &[("user-agent", FIREFOX)])).await.expect(202);
}

fn landing() -> Value {
    json!({ "session": "storage", "kind": "landing" })
}

/// Kind, source, views and visitors of each row.
async fn rows(app: &TestApp) -> Vec<(String, String, i64, i64)> {
    app.refresh().await;
    let rows = views_daily::Entity::find().all(app.app.db.read()).await.unwrap();
    let mut rows: Vec<_> =
        rows.into_iter().map(|row| (row.kind, row.source, row.view_count, row.unique_count)).collect();
    rows.sort();
    rows
}

fn row(kind: &str, source: &str, views: i64, visitors: i64) -> (String, String, i64, i64) {
    (kind.to_owned(), source.to_owned(), views, visitors)
}

async fn with_session() -> TestApp {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    app
}

#[actix_web::test]
async fn views_are_counted_per_step_and_source_and_visitors_once() {
    let app = with_session().await;
    seen(&app, landing(), "192.0.2.1").await;
    seen(&app, landing(), "192.0.2.1").await;
    assert_eq!(rows(&app).await, [row("landing", "direct", 2, 1)]);
    // What was written down already is known again.
    seen(&app, landing(), "192.0.2.1").await;
    seen(&app, landing(), "192.0.2.2").await;
    seen(&app, json!({ "session": "storage", "kind": "form_opened" }), "192.0.2.1").await;
    let from = json!({ "utmSource": "Newsletter", "referrer": "https://mail.example/inbox" });
    seen(&app, json!({ "session": "storage", "kind": "form_sent", "attribution": from }), "192.0.2.1").await;
    let expected = [
        row("form_opened", "direct", 1, 1),
        row("form_sent", "newsletter", 1, 1),
        row("landing", "direct", 4, 2),
    ];
    assert_eq!(rows(&app).await, expected);
    let session = sessions::Entity::find().one(app.app.db.read()).await.unwrap().unwrap();
    assert_eq!(session.view_count, 4, "the session's own total counts its landing page");
}

#[actix_web::test]
async fn nothing_that_leads_to_a_person_outlives_the_day() {
    let app = with_session().await;
    app.run_jobs().await; // From now on the hourly round is planned.
    seen(&app, landing(), "192.0.2.1").await;
    app.refresh().await;
    let visitor = view_visitors::Entity::find().one(app.app.db.read()).await.unwrap().unwrap();
    assert!(!visitor.hash.contains("192") && visitor.day == day_of(start()));
    app.advance(Duration::days(1)).await;
    app.run_jobs().await;
    let conn = app.app.db.read();
    assert_eq!(view_visitors::Entity::find().count(conn).await.unwrap(), 0);
    assert_eq!(view_salts::Entity::find().count(conn).await.unwrap(), 0);
    assert_eq!(app.app.views.salt(day_of(start())), None, "nor in memory");
    // The same person on the next day is somebody new.
    seen(&app, landing(), "192.0.2.1").await;
    assert_eq!(rows(&app).await, [row("landing", "direct", 1, 1), row("landing", "direct", 1, 1)]);
}

#[actix_web::test]
async fn whoever_asks_not_to_be_tracked_is_counted_without_a_hash() {
    let app = with_session().await;
    for header in [("dnt", "1"), ("sec-gpc", "1")] {
        let request = look(landing(), "192.0.2.1", &[("user-agent", FIREFOX), header]);
        app.send(request).await.expect(202);
    }
    assert_eq!(rows(&app).await, [row("landing", "direct", 2, 0)]);
    assert_eq!(view_visitors::Entity::find().count(app.app.db.read()).await.unwrap(), 0);
}

#[actix_web::test]
async fn robots_are_not_counted() {
    let app = with_session().await;
    let robot = [("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1)")];
    app.send(look(landing(), "192.0.2.1", &robot)).await.expect(202);
    app.send(look(landing(), "192.0.2.1", &[])).await.expect(202);
    assert_eq!(rows(&app).await, []);
}

#[actix_web::test]
async fn only_pages_that_exist_are_counted() {
    let app = with_session().await;
    let nothing = json!({ "session": "nothing", "kind": "landing" });
    app.send(look(nothing, "192.0.2.1", &[("user-agent", FIREFOX)])).await.expect(404);
    let odd = json!({ "session": "storage", "kind": "scrolled" });
    app.send(look(odd, "192.0.2.1", &[("user-agent", FIREFOX)])).await.expect(422);
    assert_eq!(rows(&app).await, []);
}

#[actix_web::test]
async fn invented_sources_do_not_fill_the_table() {
    let app = with_session().await;
    for n in 0..60 {
        let from = json!({ "utmSource": format!("invented-{n}") });
        seen(&app, json!({ "session": "storage", "kind": "landing", "attribution": from }), "192.0.2.1")
            .await;
        if n == 30 {
            app.refresh().await;
        }
    }
    let rows = rows(&app).await;
    assert_eq!(rows.len(), 51);
    assert_eq!(rows.iter().map(|(_, _, views, _)| views).sum::<i64>(), 60, "none is lost");
    assert!(rows.contains(&row("landing", "other", 10, 0)));
}

#[actix_web::test]
async fn two_processes_count_a_visitor_once() {
    let app = with_session().await;
    let other = app.second_process().await;
    seen(&app, landing(), "192.0.2.1").await;
    seen(&other, landing(), "192.0.2.1").await;
    seen(&other, landing(), "192.0.2.2").await;
    other.refresh().await;
    assert_eq!(rows(&app).await, [row("landing", "direct", 3, 2)]);
}

#[actix_web::test]
async fn views_are_limited_per_address() {
    let app = TestApp::with(|config| config.rate_limits = true).await;
    SessionFixture::new("storage").create(&app).await;
    seen(&app, landing(), "192.0.2.1").await;
    let answer = app.send(look(landing(), "192.0.2.1", &[("user-agent", FIREFOX)])).await.expect(202);
    assert_eq!((answer.header("ratelimit-limit"), answer.header("ratelimit-remaining")), ("600", "598"));
}

#[actix_web::test]
async fn what_was_counted_is_written_down_when_the_process_ends() {
    let app = with_session().await;
    let background = Background::start(&app.app, None, false);
    seen(&app, landing(), "192.0.2.1").await;
    background.stop().await;
    let row = views_daily::Entity::find().one(app.app.db.read()).await.unwrap().unwrap();
    assert_eq!((row.view_count, row.unique_count), (1, 1));
}
