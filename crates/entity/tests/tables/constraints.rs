//! What the database refuses whatever the code does.

use magnetiq_entity::*;
use magnetiq_migrations::testing::TestDatabase;
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, SqlErr};

use crate::samples::{ID, insert, program, sample, sample_with};

type Changes<A> = Vec<(<<A as ActiveModelTrait>::Entity as EntityTrait>::Column, Value)>;

/// Every state of a registration: whether it may hold a seat, whether it may be without one, whether it is live.
const STATES: [(&str, bool, bool, bool); 11] = [
    ("pending_verification", true, true, true),
    ("pending_approval", true, false, true),
    ("pending_payment", true, false, true),
    ("confirmed", true, false, true),
    ("waitlisted", false, true, true),
    ("offered", true, false, true),
    ("cancelled", false, true, false),
    ("declined", false, true, false),
    ("expired", false, true, false),
    ("attended", true, false, true),
    ("no_show", true, false, true),
];

/// A registration with its own id, reference and place in the queue.
fn registration(number: u128, changes: Changes<registrations::ActiveModel>) -> registrations::ActiveModel {
    use registrations::Column::{Id, Place, Reference};
    let own = [
        (Id, Uuid::from_u128(number).into()),
        (Reference, format!("MW-{number}").into()),
        (Place, (number as i64).into()),
    ];
    sample_with(own.into_iter().chain(changes))
}

/// Changes the sample row in this way: does the database take it?
async fn takes<A>(db: &TestDatabase, changes: Changes<A>) -> bool
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    sample_with::<A>(changes).update(&db.conn).await.is_ok()
}

#[tokio::test]
async fn a_state_decides_whether_a_registration_holds_a_seat() {
    use registrations::Column::{HoldsSeat, Status};
    let db = TestDatabase::migrated().await.unwrap();
    program(&db).await;
    insert(&db, sample::<registrations::ActiveModel>()).await.unwrap();
    for (status, with, without, _) in STATES {
        for (holds, allowed) in [(true, with), (false, without)] {
            let changes = vec![(Status, status.into()), (HoldsSeat, holds.into())];
            let taken = takes::<registrations::ActiveModel>(&db, changes).await;
            assert_eq!(taken, allowed, "{status}, holds a seat: {holds}");
        }
    }
    db.discard().await.unwrap();
}

#[tokio::test]
async fn one_address_has_one_live_registration_per_session() {
    use registrations::Column::{HoldsSeat, Status};
    let db = TestDatabase::migrated().await.unwrap();
    program(&db).await;
    let first = insert(&db, registration(1, vec![])).await.unwrap();
    for (number, (status, with, _, live)) in (2..).zip(STATES) {
        let second = registration(number, vec![(Status, status.into()), (HoldsSeat, with.into())]);
        let result = insert(&db, second).await;
        if live {
            let error = result.expect_err(status).sql_err();
            assert!(matches!(error, Some(SqlErr::UniqueConstraintViolation(_))), "{status}: {error:?}");
        } else {
            result.unwrap_or_else(|e| panic!("{status} lets the address register again: {e}"));
        }
    }
    let mut other = registration(20, vec![]);
    other.email_key = sea_orm::Set("someone@else.example".into());
    insert(&db, other).await.expect("another address has its own");
    assert_eq!(first.email_key, sample::<registrations::ActiveModel>().email_key.unwrap());
    db.discard().await.unwrap();
}

#[tokio::test]
async fn a_place_in_the_queue_is_needed_to_wait_and_given_once() {
    use registrations::Column::{EmailKey, HoldsSeat, Place, Status};
    let db = TestDatabase::migrated().await.unwrap();
    program(&db).await;
    let waiting = |place: Option<i64>| {
        vec![(Status, "waitlisted".into()), (HoldsSeat, false.into()), (Place, place.into())]
    };
    assert!(insert(&db, registration(1, waiting(None))).await.is_err(), "waiting without a place");
    insert(&db, registration(1, waiting(Some(7)))).await.unwrap();
    let mut same_place = waiting(Some(7));
    same_place.push((EmailKey, "b@b.example".into()));
    assert!(insert(&db, registration(2, same_place)).await.is_err(), "the same place twice");
    let mut next_place = waiting(Some(8));
    next_place.push((EmailKey, "b@b.example".into()));
    insert(&db, registration(2, next_place)).await.unwrap();
    for (number, address) in [(3, "c@c.example"), (4, "d@d.example")] {
        let without = vec![(Place, Value::BigInt(None)), (EmailKey, address.into())];
        insert(&db, registration(number, without)).await.expect("many need no place");
    }
    db.discard().await.unwrap();
}

#[tokio::test]
async fn a_session_keeps_its_seats_times_and_prices_in_order() {
    use sessions::Column::*;
    let db = TestDatabase::migrated().await.unwrap();
    program(&db).await;
    let free = (PriceAmount, Value::BigInt(None));
    let cases: Vec<(&str, bool, Changes<sessions::ActiveModel>)> = vec![
        ("as many seats as there are", true, vec![(Capacity, 3.into()), (SeatsTaken, 3.into())]),
        ("more seats than there are", false, vec![(Capacity, 3.into()), (SeatsTaken, 4.into())]),
        ("no limit", true, vec![(Capacity, Value::Int(None)), (SeatsTaken, 4000.into())]),
        ("less than no seat", false, vec![(SeatsTaken, (-1).into())]),
        ("less than nobody waiting", false, vec![(WaitlistCount, (-1).into())]),
        ("another end", false, vec![(EndsAt, 1_800_000_240_001_i64.into())]),
        ("no duration", false, vec![(DurationMinutes, 0.into()), (EndsAt, 1_800_000_000_000_i64.into())]),
        (
            "a very long time",
            true,
            vec![(DurationMinutes, 40_000.into()), (EndsAt, 1_802_400_000_000_i64.into())],
        ),
        ("early and no cheaper", false, vec![(EarlyBirdAmount, 9_900_i64.into())]),
        ("early and cheaper", true, vec![(EarlyBirdAmount, 9_899_i64.into())]),
        ("early for a price, then free", false, vec![free.clone()]),
        ("free", true, vec![free, (EarlyBirdAmount, Value::BigInt(None))]),
        (
            "less than free",
            false,
            vec![(PriceAmount, (-1_i64).into()), (EarlyBirdAmount, Value::BigInt(None))],
        ),
    ];
    for (what, allowed, changes) in cases {
        assert_eq!(takes::<sessions::ActiveModel>(&db, changes).await, allowed, "{what}");
    }
    db.discard().await.unwrap();
}

/// `words` refuses a word that the list of the column's values doesn't have.
macro_rules! words {
    ($db:ident: $($table:ident.$column:ident),+ $(,)?) => { $(
        let unknown = vec![($table::Column::$column, "unheard_of".into())];
        let taken = takes::<$table::ActiveModel>(&$db, unknown).await;
        assert!(!taken, "{}.{} takes any word", stringify!($table), stringify!($column));
        assert!(takes::<$table::ActiveModel>(&$db, vec![]).await, "{} takes a known word", stringify!($table));
    )+ };
}

#[tokio::test]
async fn no_column_takes_a_word_outside_its_list() {
    let db = TestDatabase::migrated().await.unwrap();
    program(&db).await;
    insert(&db, sample::<registrations::ActiveModel>()).await.unwrap();
    insert(&db, sample::<consents::ActiveModel>()).await.unwrap();
    insert(&db, sample::<messages::ActiveModel>()).await.unwrap();
    words! { db:
        users.Role, users.Language, media.Kind, consultants.Language, categories.Hue, speakers.Language,
        topics.DifficultyLevel, topics.Status, sessions.Language, sessions.Platform, sessions.RecordingAccess,
        sessions.MaterialsAccess, sessions.Status, visits.Language, registrations.Status, registrations.Language,
        registrations.PaymentStatus, consents.Kind, consents.Language, messages.State, messages.Language,
    }
    let legal = vec![(legal_texts::Column::Kind, "unheard_of".into())];
    assert!(insert(&db, sample_with::<legal_texts::ActiveModel>(legal)).await.is_err());
    let view = vec![(views_daily::Column::Kind, "unheard_of".into())];
    assert!(insert(&db, sample_with::<views_daily::ActiveModel>(view)).await.is_err());
    for stars in [0, 6] {
        let changes = vec![(registrations::Column::Rating, stars.into())];
        assert!(!takes::<registrations::ActiveModel>(&db, changes).await, "{stars} stars");
    }
    db.discard().await.unwrap();
}

#[tokio::test]
async fn what_is_in_use_stays_and_what_belongs_to_a_visit_goes_with_it() {
    let db = TestDatabase::migrated().await.unwrap();
    program(&db).await;
    let nowhere = vec![(registrations::Column::SessionId, Uuid::from_u128(404).into())];
    assert!(insert(&db, registration(1, nowhere)).await.is_err(), "a registration for no session");
    insert(&db, sample::<registrations::ActiveModel>()).await.unwrap();
    insert(&db, sample::<visit_registrations::ActiveModel>()).await.unwrap();

    assert!(sessions::Entity::delete_by_id(ID).exec(&db.conn).await.is_err(), "a session with registrations");
    assert!(topics::Entity::delete_by_id(ID).exec(&db.conn).await.is_err(), "a topic with sessions");
    visits::Entity::delete_by_id(ID).exec(&db.conn).await.unwrap();
    assert!(visit_registrations::Entity::find().all(&db.conn).await.unwrap().is_empty());
    let kept = registrations::Entity::find_by_id(ID).one(&db.conn).await.unwrap().unwrap();
    assert_eq!(kept.visit_id, None, "the registration outlives the visit");
    db.discard().await.unwrap();
}

#[tokio::test]
async fn a_message_is_planned_once() {
    let db = TestDatabase::migrated().await.unwrap();
    program(&db).await;
    insert(&db, sample::<registrations::ActiveModel>()).await.unwrap();
    insert(&db, sample::<messages::ActiveModel>()).await.unwrap();
    let again = sample_with::<messages::ActiveModel>([(messages::Column::Id, Uuid::from_u128(2).into())]);
    let error = insert(&db, again).await.unwrap_err().sql_err();
    assert!(matches!(error, Some(SqlErr::UniqueConstraintViolation(_))), "{error:?}");
    db.discard().await.unwrap();
}
