//! The statements and constraints repeat what `domain` says; here they are compared.

use magnetiq_domain::lifecycle;
use magnetiq_shared::registrations::RegistrationStatus;

use crate::registrations::desk::EXISTING;

#[test]
fn the_desk_and_the_life_cycle_agree_on_what_is_live() {
    for sql in [EXISTING.sqlite, EXISTING.postgres] {
        let listed = sql.split("IN (").nth(1).and_then(|rest| rest.split(')').next()).unwrap();
        let mut listed: Vec<&str> = listed.split(',').map(|word| word.trim().trim_matches('\'')).collect();
        let mut live = lifecycle::words(lifecycle::is_live);
        listed.sort_unstable();
        live.sort_unstable();
        assert_eq!(listed, live);
    }
}

#[actix_web::test]
async fn the_database_knows_the_states_and_seats_of_the_life_cycle() {
    use crate::test_support::{SessionFixture, TestApp};
    use magnetiq_entity::registrations;
    use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    app.register("storage", "a@kestrel.example").await.expect(202);
    let db = app.app.db.clone();
    let row = registrations::Entity::find().one(db.read()).await.unwrap().unwrap();
    for status in RegistrationStatus::ALL {
        for holds_seat in [true, false] {
            let tx = db.begin().await.unwrap();
            let mut changed = row.clone().into_active_model();
            (changed.status, changed.holds_seat) = (Set(status.word().to_owned()), Set(holds_seat));
            changed.place = Set(Some(1));
            let fits = lifecycle::takes_seat(*status).is_none_or(|takes| takes == holds_seat);
            assert_eq!(changed.update(&tx).await.is_ok(), fits, "{status} with seat {holds_seat}");
            tx.rollback().await.unwrap();
        }
    }
    let tx = db.begin().await.unwrap();
    let mut unknown = row.into_active_model();
    unknown.status = Set("elsewhere".to_owned());
    assert!(unknown.update(&tx).await.is_err(), "no other state");
}
