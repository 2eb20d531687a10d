use chrono::Duration;
use serde_json::{Value, json};

use super::{TOPICS, app, category, tag, topic};
use crate::test_support::{SessionFixture, Staff, TestApp, start};

async fn titles(app: &TestApp, editor: &Staff, query: &str) -> Vec<String> {
    let list = app.get_as(&editor.access, &format!("{TOPICS}?{query}")).await.expect(200).json();
    let rows = list["data"].as_array().unwrap().iter();
    rows.map(|row| row["title"]["en"].as_str().unwrap().to_owned()).collect()
}

async fn library() -> (TestApp, Staff, [String; 3]) {
    let (app, editor) = app().await;
    let (energy, ai) = (category(&app, &editor, "Energy").await, category(&app, &editor, "AI").await);
    let grid = tag(&app, &editor, "Grid").await;
    for (title, german, category, difficulty) in [
        ("Wind", Some("Äolische Kraft"), &energy, "beginner"),
        ("Agents", None, &ai, "advanced"),
        ("heat 100%", Some("Wärme"), &energy, "advanced"),
    ] {
        let mut text = json!({ "en": title });
        if let Some(german) = german {
            text["de"] = json!(german);
        }
        let mut body = json!({ "title": text, "categoryId": category, "difficulty": difficulty });
        if title == "Wind" {
            body["tagIds"] = json!([grid]);
            body["summary"] = json!({ "en": "Rotors", "de": "Windräder" });
        }
        topic(&app, &editor, body).await;
        app.advance(Duration::minutes(1)).await;
    }
    (app, editor, [energy, ai, grid])
}

#[actix_web::test]
async fn topics_are_found_by_words_and_filters() {
    let (app, editor, [energy, ai, grid]) = library().await;
    for (query, expected) in [
        ("sort=title", vec!["Agents", "heat 100%", "Wind"]),
        ("sort=title&direction=desc", vec!["Wind", "heat 100%", "Agents"]),
        ("sort=title&language=de", vec!["Agents", "Wind", "heat 100%"]),
        ("", vec!["heat 100%", "Agents", "Wind"]),
        ("search=windr%C3%84der", vec!["Wind"]),
        ("search=rotors+wind", vec!["Wind"]),
        ("search=100%25", vec!["heat 100%"]),
        ("search=nothing", vec![]),
        (&format!("category={ai}"), vec!["Agents"]),
        (&format!("category={energy}&difficulty=advanced"), vec!["heat 100%"]),
        (&format!("tag={grid}"), vec!["Wind"]),
        ("germanMissing=true", vec!["Agents"]),
        ("germanMissing=false&sort=title", vec!["heat 100%", "Wind"]),
        ("status=active", vec![]),
    ] {
        assert_eq!(titles(&app, &editor, query).await, expected, "{query}");
    }
    for query in ["sort=colour", "status=open", "category=x", "limit=0", "colour=red", "cursor=x"] {
        app.get_as(&editor.access, &format!("{TOPICS}?{query}")).await.expect(422);
    }
}

#[actix_web::test]
async fn pages_follow_each_other_in_both_directions() {
    let (app, editor, _) = library().await;
    for sort in ["title", "updatedAt", "registrations", "sessions"] {
        for direction in ["asc", "desc"] {
            let query = format!("sort={sort}&direction={direction}");
            let all = titles(&app, &editor, &query).await;
            let (mut seen, mut cursor) = (Vec::new(), String::new());
            loop {
                let path = format!("{TOPICS}?{query}&limit=1{cursor}");
                let page = app.get_as(&editor.access, &path).await.expect(200).json();
                assert_eq!(page["total"], 3);
                seen.push(page["data"][0]["title"]["en"].as_str().unwrap().to_owned());
                let Some(next) = page["nextCursor"].as_str() else { break };
                cursor = format!("&cursor={next}");
            }
            assert_eq!(seen, all, "{query}");
        }
    }
}

#[actix_web::test]
async fn an_empty_library_is_an_empty_list() {
    let (app, editor) = app().await;
    let list = app.get_as(&editor.access, TOPICS).await.expect(200).json();
    assert_eq!(list, json!({ "data": [], "nextCursor": null, "total": 0 }));
    let counts = app.get_as(&editor.access, &format!("{TOPICS}/counts")).await.expect(200).json();
    assert_eq!(counts, json!({ "draft": 0, "active": 0, "archived": 0, "germanMissing": 0 }));
}

#[actix_web::test]
async fn each_topic_is_counted_once() {
    let (app, editor, _) = library().await;
    let counts = app.get_as(&editor.access, &format!("{TOPICS}/counts")).await.expect(200).json();
    assert_eq!(counts, json!({ "draft": 3, "active": 0, "archived": 0, "germanMissing": 1 }));
}

#[actix_web::test]
async fn a_topic_tells_what_became_of_it() {
    let (app, editor) = app().await;
    let first = SessionFixture::new("one")
        .starts(start() - Duration::days(30))
        .but(|row| (row.registration_count, row.average_rating, row.rating_count) = (12, Some(5.0), 1));
    let first = first.create(&app).await;
    let (topic, speaker) = app.topic_and_speaker(first).await;
    let another = |slug: &str, days: i64, status: &str| {
        let status = status.to_owned();
        SessionFixture::new(slug).starts(start() + Duration::days(days)).but(move |row| {
            (row.topic_id, row.speaker_id, row.status) = (topic, speaker, status);
            (row.registration_count, row.average_rating, row.rating_count) = (3, Some(4.0), 3);
        })
    };
    another("two", -20, "published").create(&app).await;
    another("three", 20, "published").create(&app).await;
    another("four", 10, "draft").create(&app).await;
    another("five", 5, "cancelled").create(&app).await;
    let list = app.get_as(&editor.access, TOPICS).await.expect(200).json();
    let usage: &Value = &list["data"][0]["usage"];
    let next = start() + Duration::days(20);
    assert_eq!(
        usage,
        &json!({
            "sessionsHeld": 2, "sessionsPlanned": 2, "registrations": 21,
            "averageRating": 4.1, "nextSessionAt": next.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        })
    );
    let one = app.get_as(&editor.access, &format!("{TOPICS}/{topic}")).await.expect(200).json();
    assert_eq!(&one["usage"], usage);
}
