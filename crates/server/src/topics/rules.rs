//! What a topic's content has to keep before it is written.

use std::collections::HashSet;

use magnetiq_shared::topics::TopicContent;
use magnetiq_shared::{Code, FieldError, fields};
use uuid::Uuid;

use super::TopicError;
use super::queries::{labels, topics};
use crate::db::{Error, Tx};
use crate::html::rich;
use crate::media::cover::Pattern;

/// The content as it is written: HTML sanitised, texts trimmed, every id that of something that there is.
///
/// # Errors
/// `Fields`, with each that is wrong; a slug that another topic than `but` has is `taken`.
pub(super) async fn prepared(
    tx: &Tx,
    mut content: TopicContent,
    but: Option<Uuid>,
) -> Result<TopicContent, TopicError> {
    content.description = rich::sanitised(&content.description);
    // Empty paragraphs, as editors leave them, are no description.
    content.description =
        content.description.map(|html| if is_blank(html) { String::new() } else { html.to_owned() });
    content.tag_ids.sort();
    content.tag_ids.dedup();
    let mut seen = HashSet::new();
    content.default_speaker_ids.retain(|id| seen.insert(*id));
    let content = content.cleaned().map_err(TopicError::Fields)?;
    let mut errors = Vec::new();
    if content.cover_pattern.parse::<Pattern>().is_err() {
        errors.push(FieldError::new("/coverPattern", Code::Unknown));
    }
    if !labels::known_category(tx, content.category_id).await? {
        errors.push(FieldError::new("/categoryId", Code::Unknown));
    }
    let tags = labels::known_tags(tx, &content.tag_ids).await?;
    errors.extend(unknown("/tagIds", &content.tag_ids, &tags));
    let speakers = topics::known_speakers(tx, &content.default_speaker_ids).await?;
    errors.extend(unknown("/defaultSpeakerIds", &content.default_speaker_ids, &speakers));
    let pictures = [
        ("/thumbnailMediaId", content.thumbnail_media_id),
        ("/promotionalMediaId", content.promotional_media_id),
    ];
    let images =
        topics::known_images(tx, &pictures.iter().filter_map(|(_, id)| *id).collect::<Vec<_>>()).await?;
    for (pointer, id) in pictures {
        if id.is_some_and(|id| !images.contains(&id)) {
            errors.push(FieldError::new(pointer, Code::Unknown));
        }
    }
    if topics::slug_taken(tx, &content.slug, but).await? {
        errors.push(FieldError::new("/slug", Code::Taken));
    }
    if errors.is_empty() { Ok(content) } else { Err(TopicError::Fields(errors)) }
}

/// The content without what it refers to and is there no more. Its category stays: every topic has one.
pub(super) async fn without_what_is_gone(tx: &Tx, content: &mut TopicContent) -> Result<(), Error> {
    let tags = labels::known_tags(tx, &content.tag_ids).await?;
    content.tag_ids.retain(|id| tags.contains(id));
    let speakers = topics::known_speakers(tx, &content.default_speaker_ids).await?;
    content.default_speaker_ids.retain(|id| speakers.contains(id));
    let pictures = [content.thumbnail_media_id, content.promotional_media_id];
    let images = topics::known_images(tx, &pictures.into_iter().flatten().collect::<Vec<_>>()).await?;
    content.thumbnail_media_id = content.thumbnail_media_id.filter(|id| images.contains(id));
    content.promotional_media_id = content.promotional_media_id.filter(|id| images.contains(id));
    Ok(())
}

/// A slug that no topic has: `wanted`, or `wanted` with a number.
pub(super) async fn free_slug(tx: &Tx, wanted: &str) -> Result<String, Error> {
    let wanted = if fields::slug(wanted).is_ok() { wanted } else { "topic" };
    if !topics::slug_taken(tx, wanted, None).await? {
        return Ok(wanted.to_owned());
    }
    // Room for the number; cutting ASCII cuts no letter in two.
    let stem = wanted.get(..70).unwrap_or(wanted).trim_end_matches('-');
    let mut number = 2_u32;
    loop {
        let slug = format!("{stem}-{number}");
        if !topics::slug_taken(tx, &slug, None).await? {
            return Ok(slug);
        }
        number += 1;
    }
}

fn is_blank(html: &str) -> bool {
    let mut in_tag = false;
    let text = html.chars().filter(|c| {
        let shown = !in_tag && *c != '<';
        in_tag = if in_tag { *c != '>' } else { *c == '<' };
        shown
    });
    text.collect::<String>().replace("&nbsp;", " ").trim().is_empty()
}

fn unknown(pointer: &str, ids: &[Uuid], known: &HashSet<Uuid>) -> Vec<FieldError> {
    let unknown = ids.iter().enumerate().filter(|(_, id)| !known.contains(id));
    unknown.map(|(at, _)| FieldError::new(format!("{pointer}/{at}"), Code::Unknown)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_without_words_is_no_text() {
        for blank in ["", " ", "<p></p>", "<p><br></p>", "<p>&nbsp;</p>"] {
            assert!(is_blank(blank), "{blank:?}");
        }
        assert!(!is_blank("<p>a</p>") && !is_blank("a"));
    }
}
