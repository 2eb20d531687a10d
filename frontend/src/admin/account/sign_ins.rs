//! Where one is signed in, and ending one of these.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::accounts::SignIn;

use super::Part;
use crate::admin::kit::{Empty, State, Status};
use crate::admin::me::writer;
use crate::api::accounts;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, Look, Skeleton, follow, use_toasts};

/// The list; ending one is done at once, for signing in again undoes it.
#[component]
pub fn SignIns() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let list = load(|| (), None, |()| accounts::sign_ins());
    let end = Callback::new(move |sign_in: SignIn| {
        let (ended, failed) = (t_string!(i18n, account.ended), t_string!(i18n, admin.failed_title));
        spawn_local(async move {
            let done = accounts::end_sign_in(sign_in.id).await;
            toasts.say(if done.is_ok() { ended } else { failed });
            list.retry();
        });
    });
    let content = move || {
        match list.get() {
        Load::Waiting => view! { <Skeleton class="tall" /> }.into_any(),
        Load::Failed(_) => view! {
            <Empty icon="alert" title=t_string!(i18n, admin.list_failed) text=t_string!(i18n, admin.list_failed_text) failed=true>
                <Button look=Look::Plain on_press=Callback::new(move |()| list.retry())>{t_string!(i18n, admin.try_again)}</Button>
            </Empty>
        }
        .into_any(),
        Load::Ready(sign_ins) => view! {
            <ul class="lines">
                {sign_ins.into_iter().map(|sign_in| view! { <Line sign_in=sign_in on_end=end /> }).collect_view()}
            </ul>
        }
        .into_any(),
    }
    };
    view! {
        <Part title=t_string!(i18n, account.sign_ins) text=t_string!(i18n, account.sign_ins_text)>{follow(content)}</Part>
    }
}

#[component]
fn Line(sign_in: SignIn, on_end: Callback<SignIn>) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let (browser, icon) = browser(&sign_in.user_agent);
    let used = writer.short(sign_in.last_used_at, clock::now());
    let used = fill(t_string!(i18n, account.last_used), &[("time", &used)]);
    let is_current = sign_in.is_current;
    let end = Callback::new(move |()| on_end.run(sign_in.clone()));
    view! {
        <li>
            <Icon name=icon />
            <div>
                <b>{browser}</b>
                <small>{used}</small>
            </div>
            {match is_current {
                true => view! { <Status state=State::Good>{t_string!(i18n, account.this_browser)}</Status> }.into_any(),
                false => view! { <Button look=Look::Plain class="low" on_press=end>{t_string!(i18n, account.end)}</Button> }.into_any(),
            }}
        </li>
    }
}

/// Browser and system, out of what the browser says of itself. Many name others too, to be taken for them: the order
/// matters.
fn browser(user_agent: &str) -> (String, &'static str) {
    let find = |known: &[(&str, &'static str)]| {
        known.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name)
    };
    let program = find(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    let name = match (program, system) {
        (Some(program), Some(system)) => format!("{program} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => user_agent.chars().take(60).collect(),
    };
    let is_small = matches!(system, Some("iPhone" | "iPad" | "Android"));
    (name, if is_small { "phone" } else { "screen" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_by_its_own_name_before_that_of_others() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0";
        assert_eq!(browser(edge), ("Edge · Windows".to_owned(), "screen"));
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1";
        assert_eq!(browser(phone), ("Safari · iPhone".to_owned(), "phone"));
        assert_eq!(browser("curl/8"), ("curl/8".to_owned(), "screen"));
    }
}
