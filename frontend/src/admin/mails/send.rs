//! The question before a mail goes to many: to how many, and when.

use leptos::prelude::*;
use magnetiq_shared::Code;
use magnetiq_shared::campaigns::{Campaign, SendCampaign};
use uuid::Uuid;

use super::group::Counted;
use super::words;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{Confirm, DateInput, TimeInput, Toggle};
use crate::admin::me::use_me;
use crate::admin::sessions::Moment;
use crate::api::campaigns;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::use_toasts;

/// The dialog. The number of people has to be typed.
#[component]
pub fn SendDialog(
    /// Which mail, and which version of it, while the dialog is open.
    sending: RwSignal<Option<(Uuid, i32)>>,
    counted: Counted,
    on_done: Callback<Campaign>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (form, toasts, open) = (Form::new(), use_toasts(), RwSignal::new(false));
    let (later, at) = (RwSignal::new(false), Moment::default());
    Effect::new(move |_| {
        if sending.with(Option::is_some) {
            form.clear();
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            sending.set(None);
        }
    });
    let zone = StoredValue::new(use_me().timezone);
    let count = Memo::new(move |_| counted.0.get().map_or(0, |counts| counts.recipients));
    let send = Callback::new(move |()| {
        let Some((id, version)) = sending.get_untracked() else { return };
        let send_at = untrack(|| later.get().then(|| at.at(&zone.get_value())));
        if !form.check("/sendAt", if send_at == Some(None) { Err(Code::Required) } else { Ok(()) }) {
            return;
        }
        let wish = SendCampaign { send_at: send_at.flatten(), recipients: Some(count.get_untracked()) };
        let told = match wish.send_at {
            Some(_) => t_string!(i18n, mails.scheduled_done),
            None => t_string!(i18n, mails.sending_done),
        };
        form.send(async move { campaigns::send(id, version, &wish).await }, move |sent| {
            open.set(false);
            toasts.say(told);
            on_done.run(sent);
        });
    });
    let title = Signal::derive(move || {
        fill(t_string!(i18n, mails.send_title), &[("people", &words::people(i18n, count.get()))])
    });
    let act = Signal::derive(move || match later.get() {
        true => t_string!(i18n, mails.schedule).to_owned(),
        false => t_string!(i18n, mails.send_now).to_owned(),
    });
    let zone_name = zone.get_value().replace('_', " ");
    let zone_name = StoredValue::new(fill(t_string!(i18n, admin.times_in), &[("zone", &zone_name)]));
    view! {
        <Confirm
            open=open title=title text=t_string!(i18n, mails.send_text) act=act busy=form.busy on_confirm=send
            word=Signal::derive(move || Some(count.get().to_string()))
        >
            <FormTrouble form=form />
            <Toggle label=t_string!(i18n, mails.later) on=later on_change=Callback::new(move |on| later.set(on)) />
            <Show when=move || later.get()>
                <div class="pair">
                    <DateInput label=t_string!(i18n, planning.day) name="day" value=at.day error=form.error("/sendAt") />
                    <TimeInput label=t_string!(i18n, planning.time) name="time" value=at.time />
                </div>
                <small>{zone_name.get_value()}</small>
            </Show>
        </Confirm>
    }
}
