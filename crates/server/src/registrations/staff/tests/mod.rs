mod acts;
mod desk;
mod export;
mod import;
mod replies;

use chrono::Duration;
use magnetiq_shared::registrations::{RegistrationFilters, RegistrationSort, RegistrationStatus, Statuses};
use magnetiq_shared::scopes::{Role, Scope};
use sea_orm::{ConnectionTrait, DatabaseBackend, QueryTrait, Statement};
use serde_json::{Value, json};

use super::queries::list::page_of;
use crate::test_support::{SessionFixture, Staff, TestApp, form};

const API: &str = "/api/v1/registrations";

/// Two sessions, three people, one of whom has validated.
async fn people() -> (TestApp, Staff, [String; 2]) {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    let storage = SessionFixture::new("storage").but(|s| s.price_amount = Some(6900)).create(&app).await;
    let pumps = SessionFixture::new("pumps").create(&app).await;
    app.register_and_verify("storage", "juliette@kestrel-foods.example").await;
    for (slug, email, first, last, company) in [
        ("storage", "anton@alpenstrom.example", "Anton", "Pichler", "Alpenstrom AG"),
        ("pumps", "zoe@zephyr.example", "Zoë", "Adler", "Zephyr_100%"),
    ] {
        app.advance(Duration::minutes(1)).await;
        let mut form = form(email);
        form["firstName"] = json!(first);
        form["lastName"] = json!(last);
        form["company"] = json!(company);
        form["marketingConsent"] = json!(company.starts_with('A'));
        app.post(&format!("/api/v1/public/sessions/{slug}/registrations"), None, form).await.expect(202);
    }
    (app, viewer, [storage.to_string(), pumps.to_string()])
}

async fn names(app: &TestApp, who: &Staff, query: &str) -> Vec<String> {
    let list = app.get_as(&who.access, &format!("{API}?{query}")).await.expect(200).json();
    list["data"].as_array().unwrap().iter().map(|row| row["lastName"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn registrations_are_found_by_every_filter() {
    let (app, viewer, [storage, pumps]) = people().await;
    for (query, expected) in [
        ("", vec!["Adler", "Pichler", "Morel"]),
        (&format!("session={storage}"), vec!["Pichler", "Morel"]),
        (&format!("session={pumps}&status=confirmed"), vec![]),
        ("status=confirmed", vec!["Morel"]),
        ("status=confirmed,pending_verification", vec!["Adler", "Pichler", "Morel"]),
        ("search=kestrel", vec!["Morel"]),
        ("search=PICHLER%20anton", vec!["Pichler"]),
        ("search=alpenstrom%20morel", vec![]),
        ("search=zephyr_100%25", vec!["Adler"]),
        ("search=zephyr.100", vec![]),
        ("search=ZO%C3%8B", vec!["Adler"]),
        ("search=zo%C3%AB&sort=name", vec!["Adler"]),
        ("search=e&sort=company", vec!["Pichler", "Morel", "Adler"]),
        ("company=alpenSTROM", vec!["Pichler"]),
        ("company=zephyr_1", vec!["Adler"]),
        ("company=strom%20nord", vec![]),
        ("domain=alpenstrom.example", vec!["Pichler"]),
        ("domain=strom.example", vec![]),
        ("marketingConsent=true", vec!["Pichler"]),
        ("payment=pending", vec!["Pichler", "Morel"]),
        ("payment=not_required", vec!["Adler"]),
        ("source=website&language=en", vec!["Adler", "Pichler", "Morel"]),
        ("source=embed", vec![]),
        ("language=de", vec![]),
        ("from=2026-12-01T09:02:00Z", vec!["Adler"]),
        ("to=2026-12-01T09:01:00Z", vec!["Morel"]),
        ("sort=registeredAt", vec!["Morel", "Pichler", "Adler"]),
        ("sort=registeredAt&status=confirmed,pending_verification", vec!["Morel", "Pichler", "Adler"]),
        ("sort=name", vec!["Adler", "Morel", "Pichler"]),
        ("sort=company", vec!["Pichler", "Morel", "Adler"]),
        ("sort=status", vec!["Adler", "Pichler", "Morel"]),
    ] {
        assert_eq!(names(&app, &viewer, query).await, expected, "{query}");
    }
    let found = app.get_as(&viewer.access, &format!("{API}?search=kestrel")).await.expect(200).json();
    let reference = found["data"][0]["reference"].as_str().unwrap().to_lowercase();
    assert_eq!(names(&app, &viewer, &format!("search={reference}")).await, ["Morel"]);
    for wrong in ["status=lost", "sort=colour", "limit=0", "session=1", "cursor=x", "colour=red"] {
        assert_eq!(
            app.get_as(&viewer.access, &format!("{API}?{wrong}")).await.expect(422).problem(),
            "validation",
            "{wrong}"
        );
    }
}

#[actix_web::test]
async fn each_sort_is_walked_page_by_page() {
    let (app, viewer, _) = people().await;
    let both = "status=confirmed,pending_verification";
    for sort in RegistrationSort::ALL {
        for filter in ["", both] {
            let whole = names(&app, &viewer, &format!("sort={sort}&{filter}")).await;
            let (mut walked, mut cursor) = (Vec::new(), String::new());
            loop {
                let path = format!("{API}?sort={sort}&{filter}&limit=1{cursor}");
                let page = app.get_as(&viewer.access, &path).await.expect(200).json();
                walked.push(page["data"][0]["lastName"].as_str().unwrap().to_owned());
                let Some(next) = page["nextCursor"].as_str() else { break };
                cursor = format!("&cursor={next}");
            }
            assert_eq!(walked, whole, "{sort} {filter}");
        }
    }
    let page = app.get_as(&viewer.access, &format!("{API}?limit=1")).await.expect(200).json();
    let other = format!("{API}?sort=name&cursor={}", page["nextCursor"].as_str().unwrap());
    app.get_as(&viewer.access, &other).await.expect(422);
}

#[actix_web::test]
async fn states_are_counted_with_the_same_filters() {
    let (app, viewer, [storage, _]) = people().await;
    let counts = async |query: &str| -> Value {
        app.get_as(&viewer.access, &format!("{API}/counts?{query}")).await.expect(200).json()
    };
    let all = counts("status=confirmed").await;
    assert_eq!(
        (&all["total"], &all["confirmed"], &all["pendingVerification"]),
        (&json!(3), &json!(1), &json!(2))
    );
    let some = counts(&format!("session={storage}&search=anton")).await;
    assert_eq!((&some["total"], &some["pendingVerification"]), (&json!(1), &json!(1)));
}

#[actix_web::test]
async fn one_registration_tells_all_that_is_known_of_it() {
    let (app, viewer, [storage, _]) = people().await;
    app.run_jobs().await;
    let list = app.get_as(&viewer.access, &format!("{API}?status=confirmed")).await.expect(200).json();
    let row = &list["data"][0];
    let path = format!("{API}/{}", row["id"].as_str().unwrap());
    let answer = app.get_as(&viewer.access, &path).await.expect(200);
    assert_eq!(answer.header("etag"), format!("\"{}\"", row["version"]));
    let one = answer.json();
    for field in ["reference", "email", "session", "registeredAt"] {
        assert_eq!(one[field], row[field], "{field}");
    }
    assert_eq!(one["session"]["id"], storage.as_str());
    assert_eq!(one["session"]["title"]["de"], "Batteriespeicher, die sich rechnen");
    assert_eq!(one["price"], json!({ "amount": 6900, "currency": "EUR" }));
    assert_eq!((&one["paymentMethod"], &one["taxRateBp"]), (&json!("invoice"), &json!(1900)));
    let moved: Vec<_> = one["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (&entry["toStatus"], &entry["actor"]))
        .collect();
    assert_eq!(moved, [(&json!(null), &json!("person")), (&json!("confirmed"), &json!("person"))]);
    assert_eq!(one["history"][0]["kind"], "registered");
    let mails: Vec<_> = one["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mail| (mail["kind"].as_str().unwrap(), mail["state"].as_str().unwrap()))
        .collect();
    assert!(
        mails.contains(&("validate-address", "sent")) && mails.contains(&("confirmation", "sent")),
        "{mails:?}"
    );
    let kinds: Vec<_> = one["consents"].as_array().unwrap().iter().map(|consent| &consent["kind"]).collect();
    assert!(
        kinds.len() == 2 && kinds.contains(&&json!("terms")) && kinds.contains(&&json!("privacy")),
        "{kinds:?}"
    );
    assert_eq!(one["visit"]["wishes"], 1);
    let text = one.to_string();
    for secret in ["secret-room", "secret-password", "Token"] {
        assert!(!text.contains(secret), "{secret}");
    }
    app.get_as(&viewer.access, &format!("{API}/{}", app.ctx().new_id())).await.expect(404);
}

#[actix_web::test]
async fn a_place_in_the_queue_is_told() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    SessionFixture::new("storage").but(|s| s.capacity = Some(1)).create(&app).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    app.register_and_verify("storage", "b@other.example").await;
    let list = app.get_as(&viewer.access, &format!("{API}?status=waitlisted")).await.expect(200).json();
    let path = format!("{API}/{}", list["data"][0]["id"].as_str().unwrap());
    assert_eq!(app.get_as(&viewer.access, &path).await.expect(200).json()["waitlistPosition"], 1);
}

#[actix_web::test]
async fn a_token_needs_the_right() {
    let (app, _, _) = people().await;
    let admin = app.staff(Role::Admin).await;
    let (may, may_not) = (
        app.api_token(&admin, &[Scope::RegistrationsRead]).await,
        app.api_token(&admin, &[Scope::TopicsRead]).await,
    );
    for path in [API.to_owned(), format!("{API}/counts")] {
        app.get_as(&may, &path).await.expect(200);
        app.get_as(&may_not, &path).await.expect(403);
        app.get(&path).await.expect(401);
    }
}

#[actix_web::test]
async fn usual_lists_come_sorted_from_an_index() {
    let app = TestApp::new().await;
    let conn = &app.app.db.begin().await.unwrap();
    let confirmed = [RegistrationStatus::Confirmed];
    let filters = RegistrationFilters { status: Some(Statuses(confirmed.to_vec())), ..Default::default() };
    for sort in RegistrationSort::ALL {
        for statuses in [&[][..], &confirmed] {
            if !statuses.is_empty() && matches!(sort, RegistrationSort::Name | RegistrationSort::Company) {
                continue;
            }
            let backend = conn.get_database_backend();
            let query = page_of(backend, &filters, statuses, *sort, None, 51).build(backend).to_string();
            if backend == DatabaseBackend::Postgres {
                // In an empty table the planner would take no index.
                let plan = "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off";
                conn.execute_unprepared(plan).await.unwrap();
            }
            let explain = if backend == DatabaseBackend::Sqlite { "EXPLAIN QUERY PLAN" } else { "EXPLAIN" };
            let rows = conn
                .query_all_raw(Statement::from_string(backend, format!("{explain} {query}")))
                .await
                .unwrap();
            let column = if backend == DatabaseBackend::Sqlite { "detail" } else { "QUERY PLAN" };
            let plan: Vec<String> = rows.iter().map(|row| row.try_get("", column).unwrap()).collect();
            let plan = plan.join("\n");
            assert!(plan.to_lowercase().contains("index"), "{sort}: {plan}");
            let sorts = plan.contains("TEMP B-TREE FOR ORDER BY") || plan.contains("Sort Key");
            assert!(!sorts, "{sort} {statuses:?}: {plan}");
        }
    }
}
