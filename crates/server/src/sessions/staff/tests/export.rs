use magnetiq_shared::scopes::{Role, Scope};
use serde_json::json;

use super::{create, editor};
use crate::test_support::{Staff, TestApp};

const PATH: &str = "/api/v1/sessions/export";

/// The header and the rows, each as its cells.
async fn table(app: &TestApp, who: &Staff, query: &str) -> Vec<Vec<String>> {
    let answer = app.get_as(&who.access, &format!("{PATH}?{query}")).await.expect(200);
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(answer.body.as_ref());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[actix_web::test]
async fn the_table_holds_what_the_filters_select() {
    let app = TestApp::new().await;
    let (editor, mut body) = editor(&app).await;
    let mut ids = Vec::new();
    for (slug, day) in [("alpha", 10), ("beta", 11), ("gamma", 12)] {
        body["slug"] = json!(slug);
        body["startsAt"] = json!(format!("2026-12-{day}T10:00:00Z"));
        body["title"] = json!({ "en": format!("=About {slug}, \"all\""), "de": "Über alles" });
        ids.push(create(&app, &editor, &body).await["id"].as_str().unwrap().to_owned());
    }
    let all = table(&app, &editor, "status=draft&sort=-startsAt").await;
    assert_eq!(all[0][..4], ["id", "slug", "title_en", "title_de"]);
    let slugs: Vec<&str> = all[1..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(slugs, ["gamma", "beta", "alpha"]);
    assert_eq!(all[1][2], "'=About gamma, \"all\"");
    assert_eq!((all[1][3].as_str(), all[1][6].as_str()), ("Über alles", "2026-12-12T10:00:00Z"));
    let chosen = table(&app, &editor, &format!("id={},{}&search=alpha&limit=1", ids[0], ids[1])).await;
    assert_eq!((chosen.len(), chosen[1][0].as_str()), (2, ids[0].as_str()));
    assert_eq!(table(&app, &editor, "search=nothing").await.len(), 1, "the header is always there");
    for wrong in ["colour=red", "id=x", "status=gone"] {
        app.get_as(&editor.access, &format!("{PATH}?{wrong}")).await.expect(422);
    }
    let many = vec![ids[0].as_str(); 201].join(",");
    app.get_as(&editor.access, &format!("{PATH}?id={many}")).await.expect(422);
}

#[actix_web::test]
async fn a_long_table_goes_on_after_its_first_piece() {
    let app = TestApp::new().await;
    let (editor, _) = editor(&app).await;
    // Seven times twice as many.
    for _ in 0..7 {
        let rows = table(&app, &editor, "").await;
        let ids: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
        let body = json!({ "act": "duplicate", "ids": ids });
        app.post("/api/v1/sessions/bulk", Some(&editor.access), body).await.expect(200);
    }
    let rows = table(&app, &editor, "").await;
    let ids: std::collections::BTreeSet<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!((rows.len(), ids.len()), (129, 128), "each is there once");
}

#[actix_web::test]
async fn who_may_not_read_sessions_gets_no_table() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    app.get(PATH).await.expect(401);
    let token = app.api_token(&admin, &[Scope::TopicsRead]).await;
    app.get_as(&token, PATH).await.expect(403);
}
