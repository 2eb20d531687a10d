//! Topics, their versions and drafts, categories and tags.

use magnetiq_shared::ProblemType;
use magnetiq_shared::page::Page;
use magnetiq_shared::speakers::staff::SpeakerSummary;
use magnetiq_shared::staff::PreviewLink;
use magnetiq_shared::topics::{
    Category, CategoryPatch, MoveTo, NewCategory, NewTag, NewTopic, NewTopicDraft, Tag, TagPatch, Topic,
    TopicBulk, TopicBulkResults, TopicCounts, TopicDraft, TopicFilters, TopicPatch, TopicRow, TopicVersion,
    TopicVersionContent,
};
use uuid::Uuid;

use super::client::Call;
use super::{ApiResult, staff};

/// Topics that match, a page at a time.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list(filters: &TopicFilters) -> ApiResult<Page<TopicRow>> {
    staff::json(Call::get("/topics").query(filters)).await
}

/// How many there are of each state.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn counts() -> ApiResult<TopicCounts> {
    staff::json(Call::get("/topics/counts")).await
}

/// One topic.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn get(id: Uuid) -> ApiResult<Topic> {
    staff::json(Call::get(format!("/topics/{id}"))).await
}

/// Makes a topic, once for a key.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn make(key: Uuid, topic: TopicPatch) -> ApiResult<Topic> {
    staff::json(Call::post("/topics").once(key).body(&NewTopic(topic))).await
}

/// A link to it as a page would show it.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn preview(id: Uuid) -> ApiResult<PreviewLink> {
    staff::json(Call::post(format!("/topics/{id}/preview"))).await
}

/// Changes a topic, unless it has another version by now.
///
/// # Errors
/// `validation`, `stale`, `taken`; else see [`super::ApiError`].
pub async fn change(id: Uuid, version: i32, patch: &TopicPatch) -> ApiResult<Topic> {
    staff::json(Call::patch(format!("/topics/{id}")).if_match(version).body(patch)).await
}

/// Deletes a topic that no session uses.
///
/// # Errors
/// `invalid-state` where a session uses it, `stale`; else see [`super::ApiError`].
pub async fn delete(id: Uuid, version: i32) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/topics/{id}")).if_match(version)).await
}

/// Copies a topic, as a draft.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn duplicate(id: Uuid) -> ApiResult<Topic> {
    staff::json(Call::post(format!("/topics/{id}/duplicate"))).await
}

/// Does something to several at once.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn bulk(what: &TopicBulk) -> ApiResult<TopicBulkResults> {
    staff::json(Call::post("/topics/bulk").body(what)).await
}

/// What one has typed and not saved; `None` where there is nothing.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn draft(id: Uuid) -> ApiResult<Option<TopicDraft>> {
    match staff::json(Call::get(format!("/topics/{id}/draft"))).await {
        Ok(draft) => Ok(Some(draft)),
        Err(error) if error.is(ProblemType::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Keeps what one has typed.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn keep_draft(id: Uuid, draft: &NewTopicDraft) -> ApiResult<TopicDraft> {
    staff::json(Call::put(format!("/topics/{id}/draft")).body(draft)).await
}

/// Forgets what one has typed.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn forget_draft(id: Uuid) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/topics/{id}/draft"))).await
}

/// The states a topic was in, the newest first.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn versions(id: Uuid) -> ApiResult<Page<TopicVersion>> {
    staff::json(Call::get(format!("/topics/{id}/versions"))).await
}

/// A state that a topic was in, with all that it said.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn version(id: Uuid, number: i32) -> ApiResult<TopicVersionContent> {
    staff::json(Call::get(format!("/topics/{id}/versions/{number}"))).await
}

/// Makes a topic say again what it said in an earlier state.
///
/// # Errors
/// `stale`, `validation`; else see [`super::ApiError`].
pub async fn restore(id: Uuid, version: i32, number: i32) -> ApiResult<Topic> {
    staff::json(Call::post(format!("/topics/{id}/versions/{number}/restore")).if_match(version)).await
}

/// All categories, in their order.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn categories() -> ApiResult<Vec<Category>> {
    staff::json::<Page<Category>>(Call::get("/categories")).await.map(|page| page.data)
}

/// Makes a category.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn make_category(category: &NewCategory) -> ApiResult<Category> {
    staff::json(Call::post("/categories").body(category)).await
}

/// Changes a category.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn change_category(id: Uuid, version: i32, patch: &CategoryPatch) -> ApiResult<Category> {
    staff::json(Call::patch(format!("/categories/{id}")).if_match(version).body(patch)).await
}

/// Deletes a category; its topics go into another.
///
/// # Errors
/// `invalid-state` where topics are in it and no other is named, `stale`; else see [`super::ApiError`].
pub async fn delete_category(id: Uuid, version: i32, to: MoveTo) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/categories/{id}")).if_match(version).query(&to)).await
}

/// All tags.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn tags() -> ApiResult<Vec<Tag>> {
    staff::json::<Page<Tag>>(Call::get("/tags")).await.map(|page| page.data)
}

/// Makes a tag.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn make_tag(tag: &NewTag) -> ApiResult<Tag> {
    staff::json(Call::post("/tags").body(tag)).await
}

/// Changes a tag.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn change_tag(id: Uuid, version: i32, patch: &TagPatch) -> ApiResult<Tag> {
    staff::json(Call::patch(format!("/tags/{id}")).if_match(version).body(patch)).await
}

/// Deletes a tag; its topics get another.
///
/// # Errors
/// `invalid-state` where topics have it and no other is named, `stale`; else see [`super::ApiError`].
pub async fn delete_tag(id: Uuid, version: i32, to: MoveTo) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/tags/{id}")).if_match(version).query(&to)).await
}

/// Those who can be a topic's usual speakers.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn speakers() -> ApiResult<Vec<SpeakerSummary>> {
    let call = Call::get("/speakers").query(&serde_json::json!({ "limit": 200 }));
    staff::json::<Page<SpeakerSummary>>(call).await.map(|page| page.data)
}
