//! What follows a session that is over: who was there, the mails of afterwards, certificates, and what people said.

mod feedback;
mod quote;
mod report;

use feedback::FeedbackPart;
use leptos::prelude::*;
use magnetiq_shared::attendance::{MailCount, SessionClosing};
use magnetiq_shared::scopes::Scope;
use report::ReportDialog;
use uuid::Uuid;

use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::Confirm;
use crate::admin::me::{refusal, use_me, writer};
use crate::api::closing;
use crate::format::number::number;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, Look, Notice, follow, use_toasts};

/// The cards; nothing while the session is not over, or for whoever may not see registrations.
#[component]
pub fn AfterPart(
    /// The session's id.
    id: Uuid,
) -> impl IntoView {
    if !use_me().scopes.contains(&Scope::RegistrationsRead) {
        return ().into_any();
    }
    let version = RwSignal::new(0);
    let loaded = load(move || version.get(), None, move |_| async move { closing::get(id).await });
    let changed = Callback::new(move |()| version.update(|version| *version += 1));
    follow(move || match loaded.get() {
        Load::Ready(state) if state.is_over => {
            view! { <AttendanceCard id=id state=state on_change=changed /> <FeedbackPart id=id /> }.into_any()
        }
        Load::Ready(_) | Load::Waiting | Load::Failed(_) => ().into_any(),
    })
    .into_any()
}

#[component]
fn AttendanceCard(id: Uuid, state: SessionClosing, on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let language = use_me().language;
    let form = Form::new();
    let (reading, completing) = (RwSignal::new(false), RwSignal::new(false));
    let why = refusal(Scope::RegistrationsWrite);
    let may = why.is_none();
    let complete = Callback::new(move |()| {
        let said = t_string!(i18n, closing.completed_done);
        form.send(async move { closing::complete(id).await }, move |_| {
            completing.set(false);
            toasts.say(said);
            on_change.run(());
        });
    });
    let count = move |of: u32| number(language, f64::from(of), 0);
    let mails = move |of: MailCount| {
        let parts = [("sent", of.sent), ("queued", of.queued), ("others", of.others)];
        let texts: Vec<(&str, String)> = parts.into_iter().map(|(name, of)| (name, count(of))).collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        fill(t_string!(i18n, closing.mails), &texts)
    };
    let certificates = match (state.gives_certificates, state.revoked) {
        (false, _) => t_string!(i18n, closing.no_certificates).to_owned(),
        (true, 0) => count(state.certificates),
        (true, revoked) => fill(
            t_string!(i18n, closing.certificates_revoked),
            &[("count", &count(state.certificates)), ("revoked", &count(revoked))],
        ),
    };
    let rows = [
        (t_string!(i18n, closing.attended), count(state.attended)),
        (t_string!(i18n, closing.no_show), count(state.no_show)),
        (t_string!(i18n, closing.open), count(state.open)),
        (t_string!(i18n, closing.joined), count(state.joined)),
        (t_string!(i18n, closing.follow_ups), mails(state.follow_ups)),
        (t_string!(i18n, closing.no_show_mails), mails(state.no_show_mails)),
        (t_string!(i18n, closing.certificates), certificates),
    ];
    let rows = rows.into_iter().map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect_view();
    let is_complete = state.completed_at.is_some();
    let open = fill(t_string!(i18n, closing.complete_text), &[("count", &count(state.open))]);
    view! {
        <section class="card stack after">
            <h2>{t_string!(i18n, closing.title)}</h2>
            {standing(&state)}
            <dl class="facts">{rows}</dl>
            {may.then(|| view! {
                <div class="button-row">
                    <Button look=Look::Plain on_press=Callback::new(move |()| reading.set(true))>
                        <Icon name="download" />
                        {t_string!(i18n, closing.read_in)}
                    </Button>
                    {(!is_complete).then(|| view! {
                        <Button look=Look::Plain on_press=Callback::new(move |()| completing.set(true))>
                            <Icon name="check" />
                            {t_string!(i18n, closing.complete)}
                        </Button>
                    })}
                </div>
            })}
            {why.map(|why| view! { <small>{why}</small> })}
        </section>
        <ReportDialog id=id open=reading on_done=on_change />
        <Confirm
            open=completing
            title=t_string!(i18n, closing.complete_title).to_owned()
            text=open
            act=t_string!(i18n, closing.complete).to_owned()
            busy=form.busy
            on_confirm=complete
        >
            <FormTrouble form=form />
        </Confirm>
    }
}

/// Whether it is known who was there, and what happens next.
fn standing(state: &SessionClosing) -> AnyView {
    let i18n = use_i18n();
    let writer = writer();
    let at = |moment| writer.short(moment, clock::now());
    if state.completed_at.is_none() && state.completes_at.is_none() {
        return view! {
            <Notice title=t_string!(i18n, closing.nothing_tells)><p>{t_string!(i18n, closing.nothing_tells_text)}</p></Notice>
        }
        .into_any();
    }
    let known = match (state.completed_at, state.completes_at) {
        (Some(since), _) => fill(t_string!(i18n, closing.known_since), &[("at", &at(since))]),
        (None, Some(when)) => fill(t_string!(i18n, closing.known_at), &[("at", &at(when))]),
        (None, None) => String::new(),
    };
    let report = state.reported_at.map(|when| {
        let name = state.report_name.clone().unwrap_or_default();
        fill(t_string!(i18n, closing.report_read), &[("at", &at(when)), ("name", &name)])
    });
    let mails = state.follow_up_at.filter(|when| *when > clock::now()).map(|when| {
        let text = match state.has_recording {
            true => t_string!(i18n, closing.mails_at),
            false => t_string!(i18n, closing.mails_wait),
        };
        fill(text, &[("at", &at(when))])
    });
    view! { <p class="quiet">{known} " " {report} " " {mails}</p> }.into_any()
}
