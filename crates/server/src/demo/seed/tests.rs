//! What must hold of a database that was filled with the demo.

mod queries;

use magnetiq_shared::sessions::SessionStatus;

use super::*;
use crate::ctx::Ctx;
use crate::demo::registrations;
use crate::demo::test_support::{app, now};
use crate::{health, settings};

#[test]
fn what_was_written_is_said_in_words() {
    let seeded = Seeded { topics: 12, speakers: 10, sessions: 40, registrations: 2000 };
    assert_eq!(seeded.to_string(), "12 topics, 10 speakers, 40 sessions, 2,000 registrations");
    assert_eq!(["7", "123", "1,234", "1,234,567"], [7, 123, 1234, 1_234_567].map(grouped));
}

#[tokio::test]
async fn the_seeded_database_holds_the_planned_program_and_true_counters() {
    let (app, database, folder) = app("seed").await;
    let (db, ids) = (&app.db, &app.ids);
    assert!(is_empty(db).await.unwrap());
    let before = queries::version(db.read()).await;

    let seeded = seed(db, ids, now(), 400).await.unwrap();

    assert!(!is_empty(db).await.unwrap());
    assert!(queries::version(db.read()).await > before, "other processes take it over");
    assert_eq!((seeded.topics, seeded.speakers, seeded.sessions), (12, 10, 40));
    let program = crate::demo::program(now());
    let lists = registrations(&program, now(), 400);
    assert_eq!(seeded.registrations, lists.iter().map(Vec::len).sum::<usize>());

    let found = queries::sessions(db.read()).await;
    assert_eq!(found.len(), 40);
    for (session, list) in program.sessions.iter().zip(&lists) {
        let (row, rows) = found.iter().find(|(row, _)| row.slug == session.slug).unwrap();
        assert_eq!(rows.len(), list.len(), "{}", session.slug);
        let count = |is: &dyn Fn(&entity::registrations::Model) -> bool| {
            rows.iter().filter(|row| is(row)).count() as i32
        };
        assert_eq!(row.status, session.status.word());
        assert_eq!(row.seats_taken, count(&|row| row.holds_seat), "{}", session.slug);
        assert_eq!(row.waitlist_count, count(&|row| row.status == "waitlisted"), "{}", session.slug);
        let registered = count(&|row| ["confirmed", "attended", "no_show"].contains(&&*row.status));
        assert_eq!(row.registration_count, registered, "{}", session.slug);
        assert_eq!(row.attendance_count, count(&|row| row.status == "attended"), "{}", session.slug);
        assert_eq!(row.next_place, rows.iter().filter_map(|row| row.place).max().unwrap_or(0) + 1);
        let ratings: Vec<_> = rows.iter().filter_map(|row| row.rating).map(f64::from).collect();
        assert_eq!(row.rating_count, ratings.len() as i32);
        let average = (!ratings.is_empty()).then(|| ratings.iter().sum::<f64>() / ratings.len() as f64);
        assert!(row.average_rating.zip(average).is_none_or(|(kept, counted)| (kept - counted).abs() < 1e-9));
        assert_eq!(row.average_rating.is_some(), average.is_some());
        assert!(row.completion_rate.is_none() || session.status == SessionStatus::Completed);
    }
    let ctx = Ctx::new(&app);
    assert_eq!(health::inspect(&ctx).await.unwrap(), []);
    let settings = settings::load(db.read()).await.unwrap();
    assert_eq!(settings.brand.organisation, "voltAIc Systems");
    assert!(settings.manager.consultant_id.is_some());
    assert_eq!((settings.legal.terms, settings.legal.privacy), (Some(1), Some(1)));
    assert_eq!(queries::unproven(db.read()).await, 0, "whoever registered accepted terms and privacy text");

    // A second time nothing is written: everything is there already.
    assert!(seed(db, &Ids::seeded(2), now(), 400).await.is_err());
    assert_eq!(queries::sessions(db.read()).await.len(), 40);
    drop(ctx);
    database.discard().await.unwrap();
    let _ = std::fs::remove_dir_all(folder);
}
