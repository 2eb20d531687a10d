//! Texts that have no German.

mod queries;

use magnetiq_domain::dashboard::lacks_german;
use magnetiq_entity::{sessions, topics};
use magnetiq_shared::TranslatedText;
use magnetiq_shared::dashboard::GermanMissing;

use crate::db::{Conn, Error};
use crate::sessions::queries::title;

/// Topics in use and sessions to come that German visitors read in English, those that are published first.
pub(super) async fn missing(conn: &Conn) -> Result<Vec<GermanMissing>, Error> {
    let sessions = queries::sessions(conn).await?;
    let mut pages: Vec<GermanMissing> = Vec::new();
    for row in queries::topics(conn).await? {
        let is_published =
            sessions.iter().any(|(session, _)| session.topic_id == row.id && session.status != "draft");
        pages.extend(of_topic(row, is_published));
    }
    pages.extend(sessions.into_iter().filter_map(|(row, topic)| of_session(&row, &topic)));
    pages.sort_by_key(|page| (!page.is_published, page.id));
    Ok(pages)
}

fn of_topic(row: topics::Model, is_published: bool) -> Option<GermanMissing> {
    let fields = [
        ("title", vec![&row.title.0]),
        ("summary", row.summary.iter().map(|text| &text.0).collect()),
        ("description", vec![&row.description.0]),
        ("learningObjectives", row.learning_objectives.0.iter().collect()),
        ("prerequisites", row.prerequisites.iter().map(|text| &text.0).collect()),
        ("targetAudience", row.target_audience.iter().map(|text| &text.0).collect()),
        ("materials", row.materials.0.iter().collect()),
    ];
    let mut fields = lacking(&fields);
    if row.agenda.0.iter().any(|item| lacks_german(&item.title)) {
        fields.push("agenda".to_owned());
    }
    let page = || GermanMissing {
        kind: "topic".to_owned(),
        id: row.id,
        title: row.title.0.clone(),
        fields: fields.clone(),
        is_published,
    };
    (!fields.is_empty()).then(page)
}

fn of_session(row: &sessions::Model, topic: &topics::Model) -> Option<GermanMissing> {
    let fields = [
        ("title", row.title.iter().map(|text| &text.0).collect()),
        ("description", row.description.iter().map(|text| &text.0).collect()),
        ("preparation", row.preparation.iter().map(|text| &text.0).collect()),
        ("questions", row.questions.0.iter().collect()),
    ];
    let fields = lacking(&fields);
    (!fields.is_empty()).then(|| GermanMissing {
        kind: "session".to_owned(),
        id: row.id,
        title: title(row, topic),
        fields,
        is_published: row.status != "draft",
    })
}

fn lacking(fields: &[(&str, Vec<&TranslatedText>)]) -> Vec<String> {
    let lacking = fields.iter().filter(|(_, texts)| texts.iter().any(|text| lacks_german(text)));
    lacking.map(|(name, _)| (*name).to_owned()).collect()
}
