//! The directory of speakers. A house knows some hundreds at most, so they are looked through in memory: figures can be
//! sorted by, letters of any alphabet compare as people expect, and the number of all that fit is known.

use std::cmp::Ordering;

use magnetiq_shared::speakers::staff::{SpeakerFilters, SpeakerSort, SpeakerSummary};
use magnetiq_shared::{Page, Search};

use super::queries::{self, Known};
use super::wire;
use crate::ctx::Ctx;
use crate::http::{ApiError, Cursor};
use crate::media;

/// A page of the speakers that fit.
///
/// # Errors
/// What the database says.
pub(super) async fn list(
    ctx: &Ctx,
    filters: &SpeakerFilters,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<SpeakerSummary>, ApiError> {
    let words: Vec<String> = filters.search.iter().flat_map(Search::words).collect();
    let all = queries::all(ctx.db.read()).await?;
    let mut found: Vec<(String, Known)> = all
        .into_iter()
        .filter(|known| fits(known, filters, &words))
        .map(|known| (key(&known, filters.sort), known))
        .collect();
    found.sort_by(|(a, x), (b, y)| order(a, x.row.id, b, y.row.id));
    let total = found.len() as u64;
    let rows: Vec<_> = found
        .into_iter()
        .filter(|(key, known)| {
            cursor
                .as_ref()
                .is_none_or(|after| order(key, known.row.id, &after.key, after.id) == Ordering::Greater)
        })
        .take(usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1))
        .collect();
    let ids = rows.iter().filter_map(|(_, known)| known.photo).collect();
    let photos = media::pictures(ctx.db.read(), ids).await?;
    let wire = |(_, known): (String, Known)| {
        let photo = known.photo.and_then(|id| photos.get(&id).copied());
        wire::summary(known, photo)
    };
    let page = Cursor::page(rows, limit, |(key, known)| Cursor::after(key, known.row.id), wire);
    Ok(Page { total: Some(total), ..page })
}

fn fits(known: &Known, filters: &SpeakerFilters, words: &[String]) -> bool {
    let row = &known.row;
    let is_expert =
        |wanted: &str| row.expertise.iter().any(|field| field.to_lowercase() == wanted.trim().to_lowercase());
    filters.internal.is_none_or(|internal| row.is_internal == internal)
        && filters.active.is_none_or(|active| row.is_active == active)
        && filters.expertise.as_deref().is_none_or(is_expert)
        && (words.is_empty() || {
            let text = [
                Some(wire::full_name(row)),
                Some(row.email.clone()),
                row.company.clone(),
                Some(row.expertise.join(" ")),
            ];
            let text = text.into_iter().flatten().collect::<Vec<_>>().join(" ").to_lowercase();
            words.iter().all(|word| text.contains(word))
        })
}

/// What the list is sorted by, as a text that sorts so: numbers with all their digits, counted down where the most come
/// first.
fn key(known: &Known, sort: SpeakerSort) -> String {
    let name = || format!("{}\u{1}{}", known.row.last_name, known.row.first_name).to_lowercase();
    let down = |number: u64| format!("{:020}", u64::MAX - number);
    match sort {
        SpeakerSort::Name => name(),
        SpeakerSort::Sessions => {
            let sessions = u64::from(known.figures.held) + u64::from(known.figures.planned);
            format!("{}\u{1}{}", down(sessions), name())
        }
        SpeakerSort::Rating => {
            let rating = known.figures.average_rating.map_or(0, |rating| (rating * 1_000_000.0) as u64);
            format!("{}\u{1}{}", down(rating), name())
        }
    }
}

fn order(a: &str, x: uuid::Uuid, b: &str, y: uuid::Uuid) -> Ordering {
    (a, x).cmp(&(b, y))
}
