//! What came of speakers' sessions, counted from the sessions themselves.

use std::collections::HashMap;

use magnetiq_shared::speakers::staff::SpeakerFigures;
use sea_orm::{FromQueryResult, Statement};
use uuid::Uuid;

use crate::db::{Conn, Error};

const SUMS: &str = "
    SELECT speaker_id,
        SUM(CASE WHEN status = 'completed' THEN 1 ELSE 0 END) AS held,
        SUM(CASE WHEN status IN ('published', 'live') THEN 1 ELSE 0 END) AS planned,
        SUM(CASE WHEN status IN ('published', 'live', 'completed') THEN registration_count ELSE 0 END)
            AS registrations,
        SUM(CASE WHEN status = 'completed' AND attendance_count > 0 THEN registration_count ELSE 0 END) AS expected,
        SUM(CASE WHEN status = 'completed' AND attendance_count > 0 THEN attendance_count ELSE 0 END) AS attended,
        SUM(CASE WHEN rating_count > 0 AND average_rating IS NOT NULL THEN rating_count ELSE 0 END) AS ratings,
        SUM(CASE WHEN rating_count > 0 AND average_rating IS NOT NULL
            THEN average_rating * rating_count ELSE CAST(0 AS double precision) END) AS stars
    FROM sessions";

#[derive(FromQueryResult)]
struct Sums {
    speaker_id: Uuid,
    held: i64,
    planned: i64,
    registrations: i64,
    expected: i64,
    attended: i64,
    ratings: i64,
    stars: f64,
}

impl Sums {
    /// Where nobody attended any session nothing reports who did.
    fn figures(&self) -> SpeakerFigures {
        let share = |part: f64, whole: i64| (whole > 0).then(|| part / whole as f64);
        SpeakerFigures {
            held: count(self.held),
            planned: count(self.planned),
            registrations: count(self.registrations),
            attendance_rate: share(self.attended as f64, self.expected).map(|rate| rate.min(1.0)),
            average_rating: share(self.stars, self.ratings),
        }
    }
}

/// Of every speaker with sessions.
pub(super) async fn of_all(conn: &Conn) -> Result<HashMap<Uuid, SpeakerFigures>, Error> {
    let sql = format!("{SUMS} GROUP BY speaker_id");
    let statement = Statement::from_string(conn.get_database_backend(), sql);
    let rows = Sums::find_by_statement(statement).all(conn).await?;
    Ok(rows.iter().map(|sums| (sums.speaker_id, sums.figures())).collect())
}

/// Of one speaker.
pub(super) async fn of(conn: &Conn, id: Uuid) -> Result<SpeakerFigures, Error> {
    let sql = format!("{SUMS} WHERE speaker_id = $1 GROUP BY speaker_id");
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, [id.into()]);
    let sums = Sums::find_by_statement(statement).one(conn).await?;
    Ok(sums.map(|sums| sums.figures()).unwrap_or_default())
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}
