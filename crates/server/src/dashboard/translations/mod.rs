//! Texts that have no German.

mod queries;

use std::collections::{HashMap, HashSet};

use magnetiq_domain::dashboard::lacks_german;
use magnetiq_entity::topics;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::dashboard::GermanMissing;
use magnetiq_shared::topics::TopicStatus;
use uuid::Uuid;

use self::queries::SessionTexts;
use crate::db::{Conn, Error};

/// Topics in use and sessions to come that German visitors read in English, those that are published first.
pub(super) async fn missing(conn: &Conn) -> Result<Vec<GermanMissing>, Error> {
    let topics = queries::topics(conn).await?;
    let sessions = queries::sessions(conn).await?;
    let titles: HashMap<Uuid, &TranslatedText> = topics.iter().map(|row| (row.id, &row.title.0)).collect();
    let published: HashSet<Uuid> =
        sessions.iter().filter(|row| row.is_published()).map(|row| row.topic_id).collect();
    let in_use = topics.iter().filter(|row| row.status != TopicStatus::Archived.word());
    let mut pages: Vec<GermanMissing> =
        in_use.filter_map(|row| of_topic(row, published.contains(&row.id))).collect();
    pages.extend(sessions.iter().filter_map(|row| of_session(row, titles.get(&row.topic_id).copied()?)));
    pages.sort_by_key(|page| (!page.is_published, page.id));
    Ok(pages)
}

fn of_topic(row: &topics::Model, is_published: bool) -> Option<GermanMissing> {
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
    (!fields.is_empty()).then(|| GermanMissing {
        kind: "topic".to_owned(),
        id: row.id,
        title: row.title.0.clone(),
        fields,
        is_published,
    })
}

fn of_session(row: &SessionTexts, title: &TranslatedText) -> Option<GermanMissing> {
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
        title: row.title.as_ref().map_or(title, |own| &own.0).clone(),
        fields,
        is_published: row.is_published(),
    })
}

fn lacking(fields: &[(&str, Vec<&TranslatedText>)]) -> Vec<String> {
    let lacking = fields.iter().filter(|(_, texts)| texts.iter().any(|text| lacks_german(text)));
    lacking.map(|(name, _)| (*name).to_owned()).collect()
}
