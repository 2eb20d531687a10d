//! Takes sessions away as a table: all that are filtered, or those that are ticked.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::staff::sessions::StaffSessionFilters;
use uuid::Uuid;

use crate::admin::download;
use crate::admin::me::use_me;
use crate::admin::words;
use crate::api::{ApiResult, planning};
use crate::format::local;
use crate::i18n::{t_string, use_i18n};
use crate::state::clock;
use crate::ui::{Button, Icon, Look, use_toasts};

/// The button for all that are filtered.
#[component]
pub fn ExportButton(
    /// What is asked for.
    asked: Memo<StaffSessionFilters>,
) -> impl IntoView {
    let i18n = use_i18n();
    let busy = RwSignal::new(false);
    let take = taker(busy);
    let press = Callback::new(move |()| {
        // A table is not cut into pages.
        let filters = StaffSessionFilters { limit: None, cursor: None, ..asked.get_untracked() };
        take.run(Which::Filtered(filters));
    });
    view! {
        <Button look=Look::Plain class="quiet" busy=busy on_press=press>
            <Icon name="export" />
            {t_string!(i18n, planning.export)}
        </Button>
    }
}

/// Which sessions are taken away.
pub enum Which {
    /// Those that match.
    Filtered(StaffSessionFilters),
    /// These.
    Ticked(Vec<Uuid>),
}

/// Takes sessions away when it is called; what fails is told.
pub fn taker(busy: RwSignal<bool>) -> Callback<Which> {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let zone = use_me().timezone;
    Callback::new(move |which: Which| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let name = format!("sessions-{}.csv", local::wall_clock(clock::now(), &zone).format("%Y-%m-%d"));
        spawn_local(async move {
            let answer: ApiResult<_> = match which {
                Which::Filtered(filters) => planning::export(&filters).await,
                Which::Ticked(ids) => planning::export_these(&ids).await,
            };
            match answer {
                Ok(file) if download::save(&file, &name).is_ok() => {}
                Ok(_) => toasts.say(t_string!(i18n, admin.failed_title)),
                Err(error) => toasts.say(words::trouble(i18n, &error).0),
            }
            busy.try_set(false);
        });
    })
}
