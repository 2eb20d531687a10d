//! The pages around the form: they fetch what it needs.

use futures_util::future::{join, join3};
use leptos::prelude::*;
use magnetiq_shared::ProblemType;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::topics::{Topic, TopicDraft};
use uuid::Uuid;

use super::desk::{Desk, Known};
use super::form::TopicForm;
use crate::admin::kit::Empty;
use crate::admin::me::use_me;
use crate::admin::shell::head::PageHead;
use crate::admin::topics::LIBRARY;
use crate::api::{ApiError, ApiResult, ai, topics};
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Button, Look, follow};

/// All that the editor needs.
#[derive(Clone)]
struct Found {
    topic: Option<Topic>,
    draft: Option<TopicDraft>,
    known: Known,
}

/// A topic that is new.
#[component]
pub fn NewTopicPage() -> impl IntoView {
    view! { <Page id=None /> }
}

/// A topic.
#[component]
pub fn TopicPage(
    /// Its id, as it stands in the address.
    id: String,
) -> impl IntoView {
    match id.parse::<Uuid>() {
        Ok(id) => view! { <Page id=Some(id) /> }.into_any(),
        Err(_) => missing(),
    }
}

#[component]
fn Page(id: Option<Uuid>) -> impl IntoView {
    let i18n = use_i18n();
    let scopes = use_me().scopes;
    let (may_write, may_ask, may_see_speakers) = (
        scopes.contains(&Scope::TopicsWrite),
        scopes.contains(&Scope::AiWrite),
        scopes.contains(&Scope::SpeakersRead),
    );
    let found = load(
        || (),
        None,
        move |()| async move {
            let known = async move {
                let (categories, tags, speakers) = join3(topics::categories(), topics::tags(), async move {
                    if may_see_speakers { topics::speakers().await } else { Ok(Vec::new()) }
                })
                .await;
                // A topic can be edited without the help, too.
                let ai = if may_ask { ai::state().await.ok() } else { None };
                ApiResult::Ok(Known { categories: categories?, tags: tags?, speakers: speakers?, ai })
            };
            let topic = async move {
                let Some(id) = id else { return Ok((None, None)) };
                let draft = async move { if may_write { topics::draft(id).await } else { Ok(None) } };
                let (topic, draft) = join(topics::get(id), draft).await;
                ApiResult::Ok((Some(topic?), draft?))
            };
            let (known, topic) = join(known, topic).await;
            let (topic, draft) = topic?;
            ApiResult::Ok(Found { topic, draft, known: known? })
        },
    );
    let again = Callback::new(move |()| found.retry());
    follow(move || {
        match found.get() {
        Load::Waiting => view! {
            <PageHead title=t_string!(i18n, admin.topics) above=(t_string!(i18n, admin.topics).to_owned(), LIBRARY.to_owned()) />
            <div class="page-body"><span class="bone" aria-hidden="true"></span><span class="bone" aria-hidden="true"></span></div>
        }
        .into_any(),
        Load::Failed(error) if error.is(ProblemType::NotFound) => missing(),
        Load::Failed(error) => failed(&error, again),
        Load::Ready(Found { topic, draft, known }) => {
            let desk = Desk::new(topic, known, !may_write);
            let saved = desk.saved();
            let is_old = draft.as_ref().is_some_and(|draft| {
                desk.topic.with_untracked(|topic| topic.as_ref().is_some_and(|topic| topic.version != draft.based_on))
            });
            let kept = draft.as_ref().map(|draft| draft.saved_at);
            if let Some(draft) = draft {
                let mut content = saved;
                draft.content.apply(&mut content);
                desk.show(&content);
            }
            view! { <TopicForm desk=desk kept=kept is_old=is_old /> }.into_any()
        }
    }
    })
}

fn missing() -> AnyView {
    let i18n = use_i18n();
    view! {
        <PageHead title=t_string!(i18n, topics.gone) above=(t_string!(i18n, admin.topics).to_owned(), LIBRARY.to_owned()) />
        <Empty icon="webinar" title=t_string!(i18n, topics.gone) text=t_string!(i18n, admin.gone_text)>
            <a class="button plain" href=LIBRARY>{t_string!(i18n, topics.to_library)}</a>
        </Empty>
    }
    .into_any()
}

fn failed(error: &ApiError, again: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let (title, text) = crate::admin::words::trouble(i18n, error);
    view! {
        <PageHead title=t_string!(i18n, admin.topics) above=(t_string!(i18n, admin.topics).to_owned(), LIBRARY.to_owned()) />
        <Empty icon="alert" title=title text=text failed=true>
            <Button look=Look::Plain on_press=again>{t_string!(i18n, admin.try_again)}</Button>
        </Empty>
    }
    .into_any()
}
