//! The form: all fields of a topic, and saving them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::ProblemType;
use magnetiq_shared::ai::TextPart;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::topics::{
    DESCRIPTION_MAX, META_DESCRIPTION_MAX, META_TITLE_MAX, SUMMARY_MAX, TEXT_MAX, TITLE_MAX, Topic,
};

use super::agenda::AgendaField;
use super::assist::AssistNotice;
use super::conflict::ConflictDialog;
use super::desk::Desk;
use super::draft;
use super::facts::Facts;
use super::points::PointsField;
use super::search::SearchCard;
use super::text::TextPair;
use super::usage::UsageCard;
use super::versions::VersionsCard;
use crate::admin::form::FormTrouble;
use crate::admin::kit::{BothLanguagesHead, FormDock, Status};
use crate::admin::me::{refusal, use_me, writer};
use crate::admin::once::Once;
use crate::admin::preview::PreviewButton;
use crate::admin::shell::head::PageHead;
use crate::admin::topics::{LIBRARY, href, words};
use crate::api::{ApiError, ApiResult, topics};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::ui::{Notice, follow, use_toasts};

/// What a save gave.
enum Saved {
    Topic(Box<Topic>),
    /// Somebody else was faster: this is what they saved.
    Newer(Box<Topic>),
}

/// The form.
#[component]
pub fn TopicForm(
    /// The desk.
    desk: Desk,
    /// When what is typed was kept last.
    #[prop(optional_no_strip)]
    kept: Option<DateTime<Utc>>,
    /// Whether what was kept is based on a state that is no longer the newest.
    #[prop(optional)]
    is_old: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let (toasts, address) = (use_toasts(), use_address());
    let (model, form, around) = (desk.model, desk.form, desk.around());
    let language = use_me().language;
    let (newer, once) = (RwSignal::new(None::<Topic>), Once::new());
    let kept_at = draft::keep(desk, kept);
    let was_kept = RwSignal::new(kept.is_some());
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if desk.is_locked || desk.writing.get_untracked() > 0 {
            return;
        }
        let saved = t_string!(i18n, admin.saved);
        form.send(save(desk, once), move |answer| match answer {
            Saved::Newer(topic) => newer.set(Some(*topic)),
            Saved::Topic(topic) => {
                let (id, is_new) = (topic.id, desk.topic.with_untracked(Option::is_none));
                desk.take(*topic);
                kept_at.set(None);
                was_kept.set(false);
                toasts.say(saved);
                if is_new {
                    // The guard first has to see that nothing is unsaved.
                    request_animation_frame(move || address.go(&href(id), Go::Quietly));
                }
            }
        });
    };
    let forget = Callback::new(move |()| {
        was_kept.set(false);
        kept_at.set(None);
        if let Some(id) = desk.topic.with_untracked(|topic| topic.as_ref().map(|topic| topic.id)) {
            spawn_local(async move {
                // One that stays shows again the next time, to be discarded then.
                let _ = topics::forget_draft(id).await;
            });
        }
    });
    let discard = Callback::new(move |()| {
        form.clear();
        desk.show_saved();
        forget.run(());
    });
    let title = Signal::derive(move || {
        let title = desk.title(language);
        if title.trim().is_empty() { t_string!(i18n, topics.new).to_owned() } else { title }
    });
    let dirty = Memo::new(move |_| desk.changes.with(|changes| !changes.fields.is_empty()));
    let state = move || {
        let status = desk.topic.with(|topic| topic.as_ref().map(|topic| topic.content.status));
        let status = status.map(|status| {
            view! {
                <Status state=words::state(status) pill=true>{words::status(i18n, status)}</Status>
            }
        });
        let kept = kept_at.get().filter(|_| !desk.changes.with(|changes| changes.fields.is_empty()));
        let kept = kept.map(|at| fill(t_string!(i18n, topics.draft_kept), &[("time", &writer().time(at))]));
        let id = desk.topic.with(|topic| topic.as_ref().map(|topic| topic.id));
        let preview = id.map(|id| {
            view! { <PreviewButton dirty=dirty ask=Arc::new(move || Box::pin(topics::preview(id))) /> }
        });
        view! { <small role="status">{kept}</small>{status}{preview} }.into_any()
    };
    let note = move || {
        if !was_kept.get() {
            return ().into_any();
        }
        let text =
            if is_old { t_string!(i18n, topics.draft_old) } else { t_string!(i18n, topics.draft_text) };
        view! { <Notice title=t_string!(i18n, topics.draft_title)><p>{text}</p></Notice> }.into_any()
    };
    let is_saved = desk.topic.with_untracked(Option::is_some);
    let dock = (!desk.is_locked).then(|| {
        view! { <FormDock dirty=dirty busy=form.busy on_discard=discard /> }
    });
    let lock = desk
        .is_locked
        .then(|| refusal(Scope::TopicsWrite).map(|why| view! { <Notice icon="lock" title=why /> }));
    view! {
        <PageHead title=title above=(t_string!(i18n, admin.topics).to_owned(), LIBRARY.to_owned())>{follow(state)}</PageHead>
        <form class="page-form topic-form" on:submit=send novalidate=true>
            <fieldset class="page-body topic-page" disabled=desk.is_locked>
                <div class="stack">
                    {lock}
                    {follow(note)}
                    <FormTrouble form=form />
                    <AssistNotice around=around />
                    <BothLanguagesHead />
                    <TextPair around=around label=t_string!(i18n, topics.title) name="title" at=("/title/en", "/title/de") text=model.title max=TITLE_MAX />
                    <TextPair
                        around=around label=t_string!(i18n, topics.summary) name="summary" at=("/summary/en", "/summary/de") text=model.summary
                        rows=2 max=SUMMARY_MAX part=TextPart::Summary
                    />
                    <TextPair
                        around=around label=t_string!(i18n, topics.description) name="description" at=("/description/en", "/description/de")
                        text=model.description max=DESCRIPTION_MAX part=TextPart::Description rich=true
                    />
                    <PointsField
                        desk=desk label=t_string!(i18n, topics.objectives) pointer="/learningObjectives" points=model.objectives
                        part=TextPart::LearningObjectives
                    />
                    <TextPair
                        around=around label=t_string!(i18n, topics.prerequisites) name="prerequisites" at=("/prerequisites/en", "/prerequisites/de")
                        text=model.prerequisites rows=2 max=TEXT_MAX part=TextPart::Prerequisites
                    />
                    <TextPair
                        around=around label=t_string!(i18n, topics.audience) name="targetAudience" at=("/targetAudience/en", "/targetAudience/de")
                        text=model.audience rows=2 max=TEXT_MAX part=TextPart::Audience
                    />
                    <AgendaField desk=desk />
                    <PointsField desk=desk label=t_string!(i18n, topics.materials) pointer="/materials" points=model.materials />
                    <Facts desk=desk />
                    <TextPair
                        around=around label=t_string!(i18n, topics.meta_title) name="metaTitle" at=("/seo/metaTitle/en", "/seo/metaTitle/de")
                        text=model.meta_title max=META_TITLE_MAX part=TextPart::MetaTitle
                    />
                    <TextPair
                        around=around label=t_string!(i18n, topics.meta_description) name="metaDescription"
                        at=("/seo/metaDescription/en", "/seo/metaDescription/de") text=model.meta_description rows=3
                        max=META_DESCRIPTION_MAX part=TextPart::MetaDescription
                    />
                </div>
                <aside class="stack" aria-label=t_string!(i18n, topics.about)>
                    {is_saved.then(|| view! { <UsageCard desk=desk /> })}
                    <SearchCard desk=desk />
                    {is_saved.then(|| view! { <VersionsCard desk=desk /> })}
                </aside>
            </fieldset>
            {dock}
        </form>
        <ConflictDialog desk=desk newer=newer on_dropped=forget />
    }
}

/// Makes the topic, or changes it; where somebody else was faster, gets what they saved.
async fn save(desk: Desk, once: Once) -> ApiResult<Saved> {
    desk.make_tags().await?;
    let mut patch = desk.changes.get_untracked().patch;
    let topic = |topic| Saved::Topic(Box::new(topic));
    let Some((id, version)) =
        desk.topic.with_untracked(|topic| topic.as_ref().map(|topic| (topic.id, topic.version)))
    else {
        // What a new topic is called in addresses, follows from its title unless somebody says it.
        patch.slug = patch.slug.filter(|slug| !slug.trim().is_empty());
        patch.title.get_or_insert_default();
        return topics::make(once.key(&patch), patch).await.map(topic);
    };
    match topics::change(id, version, &patch).await {
        Err(error @ ApiError::Problem(_)) if error.is(ProblemType::Stale) => {
            topics::get(id).await.map(|newer| Saved::Newer(Box::new(newer)))
        }
        answer => answer.map(topic),
    }
}
