use serde_json::{Value, json};

use super::{create, editor};
use crate::test_support::{Staff, TestApp};

async fn slugs(app: &TestApp, who: &Staff, query: &str) -> Vec<String> {
    let list = app.get_as(&who.access, &format!("/api/v1/sessions?{query}")).await.expect(200).json();
    let slug = |row: &Value| row["slug"].as_str().unwrap().to_owned();
    list["data"].as_array().unwrap().iter().map(slug).collect()
}

/// Six sessions a day apart, of which one is in German and one free of everything else.
async fn program(app: &TestApp) -> Staff {
    let (editor, mut body) = editor(app).await;
    for (slug, day, language) in
        [("alpha", 10, "en"), ("beta", 11, "de"), ("gamma", 12, "en"), ("delta", 12, "en")]
    {
        body["slug"] = json!(slug);
        body["startsAt"] = json!(format!("2026-12-{day}T10:00:00Z"));
        body["language"] = json!(language);
        body["title"] = json!({ "en": format!("About {slug} 100 %"), "de": format!("Über {slug}") });
        create(app, &editor, &body).await;
    }
    editor
}

#[actix_web::test]
async fn sessions_are_found_by_what_is_asked_for() {
    let app = TestApp::new().await;
    let editor = program(&app).await;
    assert_eq!(slugs(&app, &editor, "status=draft").await, ["alpha", "beta", "gamma", "delta"]);
    assert_eq!(slugs(&app, &editor, "status=published").await, ["battery-storage"]);
    assert_eq!(slugs(&app, &editor, "search=ABOUT%20gamma").await, ["gamma"]);
    assert_eq!(slugs(&app, &editor, "search=%25%20beta").await, ["beta"], "a sign means itself");
    assert_eq!(slugs(&app, &editor, "search=%C3%BCber%20beta").await, ["beta"], "letters beyond ASCII too");
    assert_eq!(slugs(&app, &editor, "search=%C3%9CBER%20gamma").await, ["gamma"]);
    assert_eq!(slugs(&app, &editor, "search=rehwald&language=de").await, ["beta"]);
    assert_eq!(slugs(&app, &editor, "from=2026-12-11T00:00:00Z&to=2026-12-12T00:00:00Z").await, ["beta"]);
    assert_eq!(slugs(&app, &editor, "search=nothing").await, [""; 0]);
    for wrong in ["colour=red", "status=gone", "sort=colour", "limit=0", "cursor=x", "topic=x"] {
        app.get_as(&editor.access, &format!("/api/v1/sessions?{wrong}")).await.expect(422);
    }
}

#[actix_web::test]
async fn pages_follow_one_another_without_a_gap_in_every_order() {
    let app = TestApp::new().await;
    let editor = program(&app).await;
    for sort in ["startsAt", "-startsAt", "seatsTaken", "-seatsTaken", "updatedAt", "-updatedAt"] {
        let whole = slugs(&app, &editor, &format!("sort={sort}")).await;
        assert_eq!(whole.len(), 5, "{sort}");
        let (mut paged, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/api/v1/sessions?sort={sort}&limit=2{cursor}");
            let page = app.get_as(&editor.access, &path).await.expect(200).json();
            assert_eq!(page["total"], 5);
            let rows = page["data"].as_array().unwrap();
            paged.extend(rows.iter().map(|row| row["slug"].as_str().unwrap().to_owned()));
            match page["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(paged, whole, "{sort}");
    }
}

#[actix_web::test]
async fn the_states_are_counted_by_the_same_filters() {
    let app = TestApp::new().await;
    let editor = program(&app).await;
    let counts = async |query: &str| {
        app.get_as(&editor.access, &format!("/api/v1/sessions/counts?{query}")).await.expect(200).json()
    };
    let all = counts("status=draft").await;
    assert_eq!(
        (all["all"].as_i64(), all["draft"].as_i64(), all["published"].as_i64()),
        (Some(5), Some(4), Some(1))
    );
    assert_eq!(counts("search=alpha").await["all"], 1);
}
