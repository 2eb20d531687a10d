//! The publication of a post by its network's connection: by itself, now, again; where it is, or why it isn't.

use std::time::Duration;

use leptos::prelude::*;
use magnetiq_shared::posts::{PostState, SocialPost};

use super::words;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::Confirm;
use crate::admin::me::writer;
use crate::api::posts;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Button, Icon, Look, Notice, Tone};

/// How soon a post that is being published is looked at again.
const SOON: Duration = Duration::from_secs(2);

/// What is known of it, and the button.
#[component]
pub fn Publication(
    /// The post.
    post: SocialPost,
    /// Whether they may have it published.
    may_write: bool,
    /// The post has changed.
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let (form, asking) = (Form::new(), RwSignal::new(false));
    let network = words::network(post.network).0;
    let put = |text: &str| fill(text, &[("network", network)]);
    if post.state == PostState::Publishing && post.retry_at.is_none() {
        let looked = set_timeout_with_handle(
            move || {
                on_change.try_run(());
            },
            SOON,
        );
        on_cleanup(move || {
            if let Ok(looked) = looked {
                looked.clear();
            }
        });
    }
    let is_unclear = post.state == PostState::Unclear;
    let kept = StoredValue::new(post.clone());
    let send = Callback::new(move |()| {
        form.send(async move { posts::publish(&kept.get_value()).await }, move |_| {
            asking.set(false);
            on_change.run(());
        });
    });
    let press = Callback::new(move |()| if is_unclear { asking.set(true) } else { send.run(()) });
    let act = match post.state {
        PostState::Failed | PostState::Unclear => t_string!(i18n, posts.publish_again),
        _ => t_string!(i18n, posts.publish_now),
    };
    let said = post.problem.clone().map(|problem| view! { <p lang="en">{problem}</p> });
    let note = match post.state {
        PostState::Failed => {
            view! { <Notice tone=Tone::Bad title=put(t_string!(i18n, posts.failed_title))>{said}</Notice> }
                .into_any()
        }
        PostState::Unclear => view! {
            <Notice tone=Tone::Bad title=put(t_string!(i18n, posts.unclear_title))>
                <p>{put(t_string!(i18n, posts.unclear_text))}</p>
                {said}
            </Notice>
        }
        .into_any(),
        PostState::Publishing => match post.retry_at {
            Some(at) => {
                let title = fill(t_string!(i18n, posts.retry_at), &[("time", &writer.time(at))]);
                view! { <Notice tone=Tone::Warm title=title>{said}</Notice> }.into_any()
            }
            None => ().into_any(),
        },
        _ if post.publishes_itself => view! {
            <p class="quiet line"><Icon name="clock" />{put(t_string!(i18n, posts.goes_itself))}</p>
        }
        .into_any(),
        _ => ().into_any(),
    };
    let link = post.url.clone().map(|url| {
        view! {
            <p><a href=url target="_blank" rel="noopener">{put(t_string!(i18n, posts.see_on))}</a></p>
        }
    });
    view! {
        {note}
        {link}
        <FormTrouble form=form />
        {(may_write && post.can_publish).then(|| view! {
            <div class="button-row">
                <Button look=Look::Soft busy=form.busy on_press=press><Icon name="share" />{act}</Button>
            </div>
        })}
        <Confirm
            open=asking
            title=Signal::stored(put(t_string!(i18n, posts.again_title)))
            text=Signal::stored(put(t_string!(i18n, posts.again_text)))
            act=t_string!(i18n, posts.publish_again)
            busy=form.busy
            on_confirm=send
        />
    }
}
