//! The library: which topics, in which order, a page at a time.
//!
//! A house has hundreds of topics, not millions: they are filtered and sorted here, alike on both databases and with
//! figures that no index has.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use magnetiq_shared::topics::{
    Direction, TopicCounts, TopicFilters, TopicRow, TopicSort, TopicStatus, TopicUsage,
};
use magnetiq_shared::{Language, Page, Search};
use uuid::Uuid;

use super::queries::{topics, usage};
use super::{Stored, TopicError};
use crate::ctx::Ctx;
use crate::http::Cursor;

/// A page of the library.
///
/// # Errors
/// What the database says.
pub(super) async fn page(
    ctx: &Ctx,
    filters: &TopicFilters,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<TopicRow>, TopicError> {
    let mut figures = usage::usage(ctx.db.read(), None, ctx.now).await?;
    let words: Vec<String> = filters.search.iter().flat_map(Search::words).collect();
    let found = topics::all(ctx.db.read()).await?.into_iter().filter(|topic| passes(topic, filters, &words));
    let rows = found.map(|topic| row(topic, &mut figures));
    let mut rows: Vec<(String, TopicRow)> = rows.map(|row| (key(&row, filters), row)).collect();
    rows.sort_by(|a, b| (&a.0, a.1.id).cmp(&(&b.0, b.1.id)));
    let total = rows.len() as u64;
    let sort = filters.sort.unwrap_or_default();
    let usual = if sort == TopicSort::Title { Direction::Asc } else { Direction::Desc };
    let falls = filters.direction.unwrap_or(usual) == Direction::Desc;
    if falls {
        rows.reverse();
    }
    if let Some(cursor) = cursor {
        let after = |key: &str, id: Uuid| {
            let here = (key, id).cmp(&(cursor.key.as_str(), cursor.id));
            if falls { here.is_lt() } else { here.is_gt() }
        };
        rows.retain(|(key, row)| after(key, row.id));
    }
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1));
    let page = Cursor::page(rows, limit, |(key, row)| Cursor::after(key, row.id), |(_, row)| row);
    Ok(Page { total: Some(total), ..page })
}

/// How many topics there are of each status.
///
/// # Errors
/// What the database says.
pub(super) async fn counts(ctx: &Ctx) -> Result<TopicCounts, TopicError> {
    let mut counts = TopicCounts::default();
    for topic in topics::all(ctx.db.read()).await? {
        match topic.content.status {
            TopicStatus::Draft => counts.draft += 1,
            TopicStatus::Active => counts.active += 1,
            TopicStatus::Archived => counts.archived += 1,
        }
        if topic.content.status != TopicStatus::Archived && !topic.content.german_missing().is_empty() {
            counts.german_missing += 1;
        }
    }
    Ok(counts)
}

fn passes(topic: &Stored, filters: &TopicFilters, words: &[String]) -> bool {
    let content = &topic.content;
    let is = |wanted: Option<Uuid>, has: &dyn Fn(Uuid) -> bool| wanted.is_none_or(has);
    is(filters.category, &|id| content.category_id == id)
        && is(filters.tag, &|id| content.tag_ids.contains(&id))
        && filters.difficulty.is_none_or(|wanted| content.difficulty == wanted)
        && filters.status.is_none_or(|wanted| content.status == wanted)
        && filters.german_missing.is_none_or(|missing| content.german_missing().is_empty() != missing)
        && says(topic, words)
}

fn says(topic: &Stored, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let texts = [Some(&topic.content.title), topic.content.summary.as_ref()].into_iter().flatten();
    let said: Vec<&str> =
        texts.flat_map(|text| [Some(text.en.as_str()), text.de.as_deref()]).flatten().collect();
    let said = said.join("\n").to_lowercase();
    words.iter().all(|word| said.contains(word))
}

/// What the list is sorted by, as a text whose order is the order of the list.
fn key(row: &TopicRow, filters: &TopicFilters) -> String {
    match filters.sort.unwrap_or_default() {
        TopicSort::Title => in_order(row.title.get(filters.language.unwrap_or(Language::En))),
        TopicSort::UpdatedAt => instant(row.updated_at),
        TopicSort::Registrations => format!("{:010}", row.usage.registrations),
        TopicSort::Sessions => format!("{:010}", row.usage.sessions_held + row.usage.sessions_planned),
    }
}

/// A title as a dictionary sorts it.
fn in_order(title: &str) -> String {
    let plain = title.to_lowercase();
    plain.replace('ä', "a").replace('ö', "o").replace('ü', "u").replace('ß', "ss")
}

fn instant(at: DateTime<Utc>) -> String {
    format!("{:016}", at.timestamp_millis().max(0))
}

fn row(topic: Stored, figures: &mut HashMap<Uuid, TopicUsage>) -> TopicRow {
    TopicRow {
        id: topic.id,
        cover: topic.cover(),
        usage: figures.remove(&topic.id).unwrap_or_default(),
        german_missing: topic.content.german_missing(),
        slug: topic.content.slug,
        title: topic.content.title,
        summary: topic.content.summary,
        category: topic.category,
        tags: topic.tags,
        difficulty: topic.content.difficulty,
        status: topic.content.status,
        default_duration_minutes: topic.content.default_duration_minutes,
        default_price: topic.content.default_price,
        updated_at: topic.updated_at,
        version: topic.version,
    }
}
