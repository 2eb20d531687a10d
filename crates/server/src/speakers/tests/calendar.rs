use chrono::{DateTime, Utc};
use magnetiq_shared::scopes::Role;
use serde_json::Value;
use uuid::Uuid;

use super::{PATH, create, with_aino};
use crate::test_support::{SessionFixture, TestApp};

async fn session(app: &TestApp, slug: &str, speaker: Uuid, starts_at: &str, status: &str) -> Uuid {
    let starts_at: DateTime<Utc> = starts_at.parse().unwrap();
    let fixture = SessionFixture::new(slug).starts(starts_at);
    fixture.but(|row| (row.speaker_id, row.status) = (speaker, status.to_owned())).create(app).await
}

fn slugs(page: &Value) -> Vec<&str> {
    page["data"].as_array().unwrap().iter().map(|row| row["slug"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn a_calendar_has_the_sessions_that_touch_a_time() {
    let (app, editor, aino, path) = with_aino().await;
    let id: Uuid = aino["id"].as_str().unwrap().parse().unwrap();
    session(&app, "first", id, "2027-02-01T09:00:00Z", "published").await;
    session(&app, "second", id, "2027-02-02T09:00:00Z", "cancelled").await;
    session(&app, "third", id, "2027-02-03T09:00:00Z", "draft").await;
    let of = async |query: &str| {
        app.get_as(&editor.access, &format!("{path}/sessions{query}")).await.expect(200).json()
    };
    assert_eq!(slugs(&of("").await), ["first", "second", "third"]);
    assert_eq!(slugs(&of("?from=2027-02-01T09:59:59Z&to=2027-02-02T09:00:01Z").await), ["first", "second"]);
    assert_eq!(slugs(&of("?from=2027-02-01T10:00:00Z&to=2027-02-02T09:00:00Z").await), [""; 0]);
    app.get_as(&editor.access, &format!("{path}/sessions?from=today")).await.expect(422);
    app.get_as(&editor.access, &format!("{PATH}/{}/sessions", Uuid::nil())).await.expect(404);
}

#[actix_web::test]
async fn sessions_that_overlap_are_conflicts() {
    let (app, editor, aino, path) = with_aino().await;
    let id: Uuid = aino["id"].as_str().unwrap().parse().unwrap();
    let taken = session(&app, "taken", id, "2027-02-01T09:00:00Z", "published").await;
    session(&app, "off", id, "2027-02-01T09:30:00Z", "cancelled").await;
    let other = super::aino();
    let other = create(&app, &editor, other).await["id"].as_str().unwrap().parse().unwrap();
    session(&app, "theirs", other, "2027-02-01T09:00:00Z", "published").await;
    let of = async |query: String| app.get_as(&editor.access, &format!("{path}/conflicts?{query}")).await;
    for (starts_at, minutes, expected) in [
        ("2027-02-01T08:00:00Z", 60, vec![]),
        ("2027-02-01T08:00:00Z", 61, vec!["taken"]),
        ("2027-02-01T09:15:00Z", 5, vec!["taken"]),
        ("2027-02-01T09:59:00Z", 60, vec!["taken"]),
        ("2027-02-01T10:00:00Z", 60, vec![]),
        ("2027-02-01T00:00:00Z", 1_440, vec!["taken"]),
    ] {
        let page = of(format!("startsAt={starts_at}&durationMinutes={minutes}")).await.expect(200).json();
        assert_eq!(slugs(&page), expected, "{starts_at} {minutes}");
    }
    let moved =
        of(format!("startsAt=2027-02-01T09:15:00Z&durationMinutes=60&except={taken}")).await.expect(200);
    assert_eq!(slugs(&moved.json()), [""; 0], "a session does not stand in its own way");
    for wrong in [
        "startsAt=2027-02-01T09:15:00Z",
        "startsAt=2027-02-01T09:15:00Z&durationMinutes=0",
        "startsAt=x&durationMinutes=5",
    ] {
        of(wrong.to_owned()).await.expect(422);
    }
    let latest = "startsAt=%2B262142-12-31T23:59:59Z&durationMinutes=1440".to_owned();
    assert!(of(latest).await.status.as_u16() < 500);
}

/// In Berlin clocks go from 02:00 to 03:00 on 28 March 2027, and from 03:00 back to 02:00 on 31 October 2027.
#[actix_web::test]
async fn conflicts_are_right_where_clocks_change() {
    let (app, editor, aino, path) = with_aino().await;
    let id: Uuid = aino["id"].as_str().unwrap().parse().unwrap();
    // 01:30 to 03:30 on the clock, and only one hour.
    session(&app, "spring", id, "2027-03-28T01:30:00+01:00", "published").await;
    // 02:30 the first time, to 02:30 the second time.
    session(&app, "autumn", id, "2027-10-31T02:30:00+02:00", "published").await;
    for (starts_at, expected) in [
        ("2027-03-28T03:29:00%2B02:00", vec!["spring"]),
        ("2027-03-28T03:30:00%2B02:00", vec![]),
        ("2027-10-31T02:29:00%2B01:00", vec!["autumn"]),
        ("2027-10-31T02:30:00%2B01:00", vec![]),
        ("2027-10-31T01:30:00%2B02:00", vec![]),
    ] {
        let address = format!("{path}/conflicts?startsAt={starts_at}&durationMinutes=60");
        let page = app.get_as(&editor.access, &address).await.expect(200).json();
        assert_eq!(slugs(&page), expected, "{starts_at}");
    }
    let viewer = app.staff(Role::Viewer).await;
    app.get_as(&viewer.access, &format!("{path}/sessions")).await.expect(200);
}
