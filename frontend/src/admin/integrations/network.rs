//! A social network: the application that the house registered there, the account that posts, and whether it does so by
//! itself.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::networks::{
    ConnectOutcome, ConnectionState, NetworkCheck, NetworkConnection, NewNetworkConnection,
};
use magnetiq_shared::posts::Network;
use magnetiq_shared::scopes::Scope;

use crate::admin::filters::parameter;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{Confirm, CopyField, State, Status};
use crate::admin::me::{refusal, writer};
use crate::api::networks;
use crate::i18n::{Texts, fill, t_string, use_i18n};
use crate::ui::{Button, Checkbox, Field, Icon, Look, Notice, Tone, follow, use_toasts};

/// The connection, to be set, made, checked and taken away.
#[component]
pub fn NetworkCard(
    /// How it is.
    connection: NetworkConnection,
    /// It was changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (form, forgetting, toasts) = (Form::new(), Form::new(), use_toasts());
    let network = connection.network;
    let name = network.name();
    let client = RwSignal::new(connection.client_id.clone());
    let (secret, asking) = (RwSignal::new(String::new()), RwSignal::new(false));
    let organisation = RwSignal::new(connection.organisation.clone().unwrap_or_default());
    let itself = RwSignal::new(connection.publishes_itself);
    let (version, has_secret) = (connection.version, connection.has_secret);
    let why = refusal(Scope::IntegrationsWrite);
    let may_write = why.is_none();
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = |field: RwSignal<String>| {
            Some(field.get_untracked().trim().to_owned()).filter(|typed| !typed.is_empty())
        };
        let wanted = NewNetworkConnection {
            client_id: client.get_untracked().trim().to_owned(),
            secret: typed(secret),
            organisation: typed(organisation),
            publishes_itself: itself.get_untracked(),
            base_url: None,
        };
        let saved = t_string!(i18n, admin.saved);
        form.send(async move { networks::set(network, version, &wanted).await }, move |_| {
            toasts.say(saved);
            on_done.run(());
        });
    };
    let forget = Callback::new(move |()| {
        let done = t_string!(i18n, integrations.forgotten);
        forgetting.send(networks::forget(network, version), move |()| {
            asking.set(false);
            toasts.say(done);
            on_done.run(());
        });
    });
    let put = move |text: &str| fill(text, &[("network", name)]);
    let icon = if network == Network::X { "x" } else { "linkedin" };
    let hint = match has_secret {
        true => t_string!(i18n, integrations.client_secret_kept),
        false => t_string!(i18n, integrations.client_secret_hint),
    };
    let (state, word) = state_words(i18n, connection.state);
    view! {
        <section class="card stack" aria-label=name>
            <form class="stack" on:submit=send>
                <header class="line">
                    <Icon name=icon />
                    <h2>{name}</h2>
                    <Status state=state pill=true>{word}</Status>
                </header>
                <p class="quiet">{put(t_string!(i18n, integrations.network_text))}</p>
                {why.map(|why| view! { <Notice icon="lock" title=why /> })}
                <Came network=network />
                <FormTrouble form=form />
                <CopyField label=t_string!(i18n, integrations.callback) text=connection.callback_url.clone() />
                <div class="pair">
                    <Field
                        label=t_string!(i18n, integrations.client_id) name="clientId" value=client
                        hint=Signal::stored(put(t_string!(i18n, integrations.client_id_hint))) error=form.error("/clientId")
                    />
                    <Field
                        label=t_string!(i18n, integrations.client_secret) name="secret" kind="password"
                        autocomplete="new-password" value=secret required=!has_secret
                        hint=Signal::stored(hint.to_owned()) error=form.error("/secret")
                    />
                </div>
                {(network == Network::Linkedin).then(|| view! {
                    <Field
                        label=t_string!(i18n, integrations.organisation) name="organisation" inputmode="numeric"
                        value=organisation required=false
                        hint=t_string!(i18n, integrations.organisation_hint) error=form.error("/organisation")
                    />
                })}
                <Checkbox name="publishesItself" checked=itself>
                    {t_string!(i18n, integrations.publishes_itself)}
                    <small class="quiet">{t_string!(i18n, integrations.publishes_itself_hint)}</small>
                </Checkbox>
                {may_write.then(|| view! {
                    <div class="button-row ends">
                        {(version > 0).then(|| view! {
                            <Button look=Look::Plain class="danger" on_press=Callback::new(move |()| asking.set(true))>
                                {t_string!(i18n, integrations.forget)}
                            </Button>
                        })}
                        <Button kind="submit" busy=form.busy>{t_string!(i18n, admin.save)}</Button>
                    </div>
                })}
            </form>
            {(version > 0).then(|| view! { <Account connection=connection.clone() may_write=may_write on_done=on_done /> })}
        </section>
        <Confirm
            open=asking
            title=t_string!(i18n, integrations.forget_title)
            text=Signal::stored(put(t_string!(i18n, integrations.forget_network_text)))
            act=t_string!(i18n, integrations.forget)
            busy=forgetting.busy
            on_confirm=forget
        >
            <FormTrouble form=forgetting />
        </Confirm>
    }
}

/// The account that posts, and what can be done with it.
#[component]
fn Account(connection: NetworkConnection, may_write: bool, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let network = connection.network;
    let (acting, checking) = (Form::new(), Form::new());
    let checked = RwSignal::new(None::<NetworkCheck>);
    let connect = Callback::new(move |()| {
        acting.send(networks::connect(network), |consent| {
            let _ = window().location().set_href(&consent.url);
        });
    });
    let disconnect =
        Callback::new(move |()| acting.send(networks::disconnect(network), move |_| on_done.run(())));
    let check = Callback::new(move |()| {
        checked.set(None);
        checking.send(networks::check(network), move |answer| checked.set(Some(answer)));
    });
    let is_good = connection.state == ConnectionState::Connected;
    let has_account = connection.account.is_some();
    let put = move |text: &str, value: &str| fill(text, &[("network", network.name()), ("value", value)]);
    let problem = (connection.state == ConnectionState::Lost).then(|| {
        let detail = connection.problem.clone();
        view! {
            <Notice tone=Tone::Bad title=put(t_string!(i18n, integrations.lost_title), "")>
                {detail.map(|detail| view! { <p lang="en">{detail}</p> })}
            </Notice>
        }
    });
    let account = connection
        .account
        .clone()
        .map(|account| view! { <dt>{t_string!(i18n, integrations.account)}</dt><dd>{account}</dd> });
    let until = connection.until.map(|until| {
        let day = writer().day(until);
        view! { <dt>{t_string!(i18n, integrations.until)}</dt><dd>{put(t_string!(i18n, integrations.until_text), &day)}</dd> }
    });
    let outcome = move || {
        checked
            .get()
            .map(|answer| {
                let (tone, title) = match answer.works {
                    true => (Tone::Good, t_string!(i18n, integrations.network_works)),
                    false => (Tone::Bad, t_string!(i18n, integrations.network_fails)),
                };
                let detail = answer.detail.map(|detail| view! { <p lang="en">{detail}</p> });
                view! { <Notice tone=tone title=title>{detail}</Notice> }
            })
            .into_any()
    };
    let act = match has_account {
        true => t_string!(i18n, integrations.connect_again),
        false => t_string!(i18n, integrations.connect),
    };
    let look = if is_good { Look::Plain } else { Look::Soft };
    view! {
        <div class="stack">
            {problem}
            {has_account.then(|| view! { <dl class="facts">{account}{until}</dl> })}
            {follow(outcome)}
            <FormTrouble form=acting />
            <FormTrouble form=checking />
            {may_write.then(|| view! {
                <div class="button-row ends">
                    {has_account.then(|| view! {
                        <Button look=Look::Plain busy=acting.busy on_press=disconnect>{t_string!(i18n, integrations.disconnect)}</Button>
                        <Button look=Look::Plain busy=checking.busy on_press=check>{t_string!(i18n, integrations.check)}</Button>
                    })}
                    <Button look=look busy=acting.busy on_press=connect>{put(act, "")}</Button>
                </div>
            })}
        </div>
    }
}

/// What came of an attempt to connect, where the address tells of one.
#[component]
fn Came(network: Network) -> impl IntoView {
    let i18n = use_i18n();
    let (about, outcome) = (parameter("network"), parameter("outcome"));
    let shown = move || {
        let outcome = outcome.get();
        let came = ConnectOutcome::ALL.into_iter().find(|one| one.word() == outcome);
        let (tone, title) = match came.filter(|_| about.get() == network.word())? {
            ConnectOutcome::Connected => (Tone::Good, t_string!(i18n, integrations.came_connected)),
            ConnectOutcome::Refused => (Tone::Warm, t_string!(i18n, integrations.came_refused)),
            ConnectOutcome::Expired => (Tone::Bad, t_string!(i18n, integrations.came_expired)),
            ConnectOutcome::Failed => (Tone::Bad, t_string!(i18n, integrations.came_failed)),
        };
        Some(view! { <Notice tone=tone title=fill(title, &[("network", network.name())]) /> })
    };
    follow(move || shown().into_any())
}

fn state_words(i18n: Texts, state: ConnectionState) -> (State, &'static str) {
    match state {
        ConnectionState::NotSet => (State::Off, t_string!(i18n, integrations.not_set)),
        ConnectionState::NotConnected => (State::Draft, t_string!(i18n, integrations.not_connected)),
        ConnectionState::Connected => (State::Good, t_string!(i18n, integrations.connected)),
        ConnectionState::Lost => (State::Bad, t_string!(i18n, integrations.lost)),
    }
}
