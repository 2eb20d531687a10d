//! One post: its text in both languages, to copy, to share on its network, or to write anew.

use leptos::prelude::*;
use magnetiq_shared::ai::TextPart;
use magnetiq_shared::posts::{Network, PostAct, PostPatch, PostState, SocialPost};
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::{Language, TranslatedText};

use super::publication::Publication;
use super::words;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{BothLanguagesHead, CopyField, SidePanel, Status};
use crate::admin::me::{use_me, writer};
use crate::admin::topics::editor::{Around, AssistNotice, Both, TextPair};
use crate::admin::words as all_words;
use crate::api::{ai, posts};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, Look, follow, use_toasts};

/// The longest post that LinkedIn takes.
const LONGEST: usize = 3_000;

/// The panel.
#[component]
pub fn PostPanel(
    /// The post.
    post: SocialPost,
    /// Closes the panel.
    on_close: Callback<()>,
    /// The post has changed.
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let toasts = use_toasts();
    let form = Form::new();
    let writing = RwSignal::new(false);
    let may_write = use_me().scopes.contains(&Scope::SessionsWrite);
    let (network, icon) = words::network(post.network);
    let (tone, word) = words::state(i18n, post.state);
    let title = format!("{}, {network}", words::occasion(i18n, post.occasion));
    let kept = StoredValue::new(post.clone());
    let send = Callback::new(move |patch: PostPatch| {
        let told = t_string!(i18n, admin.saved);
        form.send(async move { posts::change(&kept.get_value(), &patch).await }, move |_| {
            toasts.say(told);
            writing.set(false);
            on_change.run(());
        });
    });
    let act = move |act: PostAct| {
        Callback::new(move |()| send.run(PostPatch { act: Some(act), ..PostPatch::default() }))
    };
    // What is on its network is changed there.
    let is_there = post.state == PostState::Posted && post.url.is_some();
    let acts = match post.state {
        PostState::Posted if is_there && post.acted_at.is_none() => ().into_any(),
        PostState::Posted | PostState::Skipped => view! {
            <Button look=Look::Plain busy=form.busy on_press=act(PostAct::Planned)>{t_string!(i18n, posts.take_back)}</Button>
        }
        .into_any(),
        PostState::Publishing => view! {
            <Button look=Look::Plain busy=form.busy on_press=act(PostAct::Skipped)>{t_string!(i18n, posts.leave_out)}</Button>
        }
        .into_any(),
        PostState::Planned
        | PostState::Due
        | PostState::Passed
        | PostState::Failed
        | PostState::Unclear => view! {
            <Button look=Look::Soft busy=form.busy on_press=act(PostAct::Posted)><Icon name="check" />{t_string!(i18n, posts.i_shared)}</Button>
            <Button look=Look::Plain busy=form.busy on_press=act(PostAct::Skipped)>{t_string!(i18n, posts.leave_out)}</Button>
        }
        .into_any(),
    };
    let languages = [post.language, if post.language == Language::En { Language::De } else { Language::En }];
    let texts = languages.map(|language| text(&post, language)).collect_view();
    let at = format!("{}, {}", writer.short_day(post.due_at, clock::now()), writer.time(post.due_at));
    let session = post.title.get(writer.language).to_owned();
    let href = format!("/admin/webinars/sessions/{}", post.session_id);
    let edit = move || {
        match writing.get() {
        true => view! { <Edit post=kept.get_value() form=form on_send=send on_cancel=Callback::new(move |()| writing.set(false)) /> }.into_any(),
        false => ().into_any(),
    }
    };
    view! {
        <SidePanel title=Signal::stored(title) on_close=on_close>
            <section class="stack">
                <FormTrouble form=form />
                <p class="line"><Status state=tone pill=true>{word}</Status><span class="quiet">{words::voice(i18n, post.voice)}</span></p>
                <dl class="facts">
                    <dt>{t_string!(i18n, posts.session)}</dt><dd><a href=href>{session}</a></dd>
                    <dt>{t_string!(i18n, posts.when)}</dt><dd>{at}</dd>
                </dl>
                <Publication post=kept.get_value() may_write=may_write on_change=on_change />
                {may_write.then(|| view! { <div class="button-row">{acts}</div> })}
            </section>
            <div hidden=move || writing.get()>
                {texts}
                {(may_write && !is_there).then(|| view! {
                    <section>
                        <Button look=Look::Plain on_press=Callback::new(move |()| writing.set(true))><Icon name="edit" />{t_string!(i18n, posts.write)}</Button>
                    </section>
                })}
            </div>
            {follow(edit)}
            <p class="quiet line"><Icon name=icon />{fill(t_string!(i18n, posts.note), &[("network", network)])}</p>
        </SidePanel>
    }
}

/// What it says in a language, post by post.
fn text(post: &SocialPost, language: Language) -> AnyView {
    let i18n = use_i18n();
    let spoken = all_words::language(language).to_owned();
    let parts = post.thread.get(language).to_vec();
    let many = parts.len();
    let label = move |at: usize| match many {
        1 => spoken.clone(),
        _ => fill(
            t_string!(i18n, posts.part),
            &[("language", &spoken), ("at", &(at + 1).to_string()), ("of", &many.to_string())],
        ),
    };
    let network = words::network(post.network).0;
    let share = fill(t_string!(i18n, posts.open_on), &[("network", network)]);
    let card = post.card_url.get(language).to_owned();
    let alt = format!("{} ({})", t_string!(i18n, posts.picture), label(0));
    let heading = all_words::language(language);
    view! {
        <section class="stack post-text">
            <h3>{heading}</h3>
            {parts.into_iter().enumerate().map(|(at, part)| view! { <CopyField label=label(at) text=part /> }).collect_view()}
            <img src=card alt=alt width="1200" height="630" loading="lazy" />
            <div class="button-row">
                <a class="button plain" href=post.share_url.get(language).to_owned() target="_blank" rel="noopener">{share}</a>
            </div>
        </section>
    }
    .into_any()
}

/// Writing it anew.
#[component]
fn Edit(
    post: SocialPost,
    form: Form,
    on_send: Callback<PostPatch>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = Both {
        en: RwSignal::new(post.text.en.clone()),
        de: RwSignal::new(post.text.de.clone().unwrap_or_default()),
    };
    let may_ask = use_me().scopes.contains(&Scope::AiWrite);
    let help = load(
        || (),
        None,
        move |()| async move { if may_ask { ai::state().await } else { Ok(Default::default()) } },
    );
    let title = StoredValue::new(post.title.clone());
    let around = Around {
        form,
        title: Callback::new(move |language| title.with_value(|title| title.get(language).to_owned())),
        notes: Callback::new(move |()| text.en.get_untracked()),
        typed: Callback::new(|()| ()),
        writing: RwSignal::new(0),
        has_help: Signal::derive(move || matches!(help.get(), Load::Ready(state) if state.configured)),
        is_locked: Signal::derive(move || form.busy.get()),
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let german = text.de.get_untracked();
        let german = Some(german).filter(|german| !german.trim().is_empty());
        let text = TranslatedText { en: text.en.get_untracked(), de: german };
        on_send.run(PostPatch { text: Some(Some(text)), act: None });
    };
    let own = post.is_own;
    let reset = Callback::new(move |()| on_send.run(PostPatch { text: Some(None), act: None }));
    let hint = match post.network {
        Network::X => t_string!(i18n, posts.x_hint),
        Network::Linkedin => t_string!(i18n, posts.linkedin_hint),
    };
    view! {
        <form class="stack" on:submit=save novalidate>
            <AssistNotice around=around />
            <BothLanguagesHead />
            <TextPair around=around label=t_string!(i18n, posts.text) name="text" at=("/text/en", "/text/de") text=text rows=8 max=LONGEST part=TextPart::SocialPost />
            <p class="quiet">{hint}</p>
            <div class="button-row">
                <Button kind="submit" busy=form.busy>{t_string!(i18n, admin.save)}</Button>
                <Button look=Look::Plain on_press=on_cancel>{t_string!(i18n, admin.cancel)}</Button>
                {own.then(|| view! { <Button look=Look::Plain on_press=reset>{t_string!(i18n, posts.reset)}</Button> })}
            </div>
        </form>
    }
}
