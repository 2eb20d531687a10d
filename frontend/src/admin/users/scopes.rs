//! Rights of tokens in words: grouped by what they are about, each group read only or read and change.

use std::collections::BTreeMap;

use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;

use crate::admin::me::use_me;
use crate::i18n::{Texts, counted, fill, t_string, use_i18n};

/// The rights about one thing, `topics` for instance, in the order of the list of scopes.
fn groups() -> Vec<(&'static str, Vec<Scope>)> {
    let mut groups: Vec<(&'static str, Vec<Scope>)> = Vec::new();
    for scope in Scope::ALL {
        let about = about(scope);
        match groups.iter_mut().find(|(name, _)| *name == about) {
            Some((_, scopes)) => scopes.push(scope),
            None => groups.push((about, vec![scope])),
        }
    }
    groups
}

fn about(scope: Scope) -> &'static str {
    scope.text().split(':').next().unwrap_or_default()
}

fn act(scope: Scope) -> &'static str {
    scope.text().split(':').nth(1).unwrap_or_default()
}

/// All of them by their names.
pub fn all(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.text()).collect::<Vec<_>>().join(", ")
}

/// In short: what they are about, `Topics, Sessions and 3 more`.
pub fn short(i18n: Texts, scopes: &[Scope]) -> String {
    let mut names: BTreeMap<usize, &'static str> = BTreeMap::new();
    for (at, (about, of)) in groups().into_iter().enumerate() {
        if of.iter().any(|scope| scopes.contains(scope)) {
            names.insert(at, name(i18n, about));
        }
    }
    let only_reads = scopes.iter().all(|scope| act(*scope) == "read");
    let first: Vec<&str> = names.values().take(2).copied().collect();
    let more = names.len().saturating_sub(2);
    let mut text = first.join(", ");
    if more > 0 {
        text = format!("{text} {}", fill(t_string!(i18n, users.and_more), &[("count", &more.to_string())]));
    }
    match only_reads {
        true => format!("{text} ({})", t_string!(i18n, users.read_only)),
        false => text,
    }
}

/// The choice of rights: shortcuts for all, then a line for each thing. What the person may not do themselves they
/// cannot give away.
#[component]
pub fn ScopeChoice(
    /// The chosen ones.
    value: RwSignal<Vec<Scope>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let own = StoredValue::new(use_me().scopes);
    let may = move |scope: &Scope| own.with_value(|own| own.contains(scope));
    let choose = move |wanted: fn(Scope) -> bool| {
        move |_| value.set(Scope::ALL.into_iter().filter(|scope| wanted(*scope) && may(scope)).collect())
    };
    let line = move |(about, scopes): (&'static str, Vec<Scope>)| {
        let boxes = scopes.into_iter().map(move |scope| {
            let change = move |event: leptos::ev::Event| {
                let is_on = event_target_checked(&event);
                value.update(|value| {
                    value.retain(|other| *other != scope);
                    if is_on {
                        value.push(scope);
                    }
                });
            };
            let refused = !may(&scope);
            view! {
                <label title=scope.text() class=act(scope) class:refused=refused>
                    <input
                        type="checkbox" disabled=refused on:change=change
                        prop:checked=move || value.with(|value| value.contains(&scope))
                    />
                    {act_name(i18n, act(scope))}
                </label>
            }
        });
        view! {
            <div class="scope-line" role="group" aria-label=name(i18n, about)>
                <span>{name(i18n, about)}</span>
                {boxes.collect_view()}
            </div>
        }
    };
    let count = move || {
        let count = value.with(Vec::len) as u32;
        counted(count, t_string!(i18n, users.rights_one), t_string!(i18n, users.rights))
    };
    view! {
        <fieldset class="scopes">
            <legend>{t_string!(i18n, users.may)}</legend>
            <div class="button-row">
                <button type="button" class="button plain small" on:click=choose(|scope| act(scope) == "read")>
                    {t_string!(i18n, users.all_read)}
                </button>
                <button type="button" class="button plain small" on:click=choose(|_| true)>
                    {t_string!(i18n, users.all_change)}
                </button>
                <button type="button" class="button plain quiet small" on:click=choose(|_| false)>
                    {t_string!(i18n, admin.clear)}
                </button>
                <small role="status">{count}</small>
            </div>
            <div class="scope-list">{groups().into_iter().map(line).collect_view()}</div>
        </fieldset>
    }
}

fn act_name(i18n: Texts, act: &str) -> &'static str {
    match act {
        "read" => t_string!(i18n, users.act_read),
        "export" => t_string!(i18n, users.act_export),
        "erase" => t_string!(i18n, users.act_erase),
        _ => t_string!(i18n, users.act_write),
    }
}

fn name(i18n: Texts, about: &'static str) -> &'static str {
    match about {
        "topics" => t_string!(i18n, users.about_topics),
        "sessions" => t_string!(i18n, users.about_sessions),
        "speakers" => t_string!(i18n, users.about_speakers),
        "consultants" => t_string!(i18n, users.about_consultants),
        "registrations" => t_string!(i18n, users.about_registrations),
        "people" => t_string!(i18n, users.about_people),
        "messages" => t_string!(i18n, users.about_messages),
        "media" => t_string!(i18n, users.about_media),
        "analytics" => t_string!(i18n, users.about_analytics),
        "ai" => t_string!(i18n, users.about_ai),
        "settings" => t_string!(i18n, users.about_settings),
        "users" => t_string!(i18n, users.about_users),
        "api-tokens" => t_string!(i18n, users.about_api_tokens),
        "webhooks" => t_string!(i18n, users.about_webhooks),
        "audit-log" => t_string!(i18n, users.about_audit_log),
        "integrations" => t_string!(i18n, users.about_integrations),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use magnetiq_shared::Language;

    use super::*;

    #[test]
    fn every_scope_stands_in_one_group_that_has_a_name() {
        assert_eq!(groups().iter().map(|(_, scopes)| scopes.len()).sum::<usize>(), Scope::ALL.len());
        let i18n = Texts::of(Language::En);
        assert!(groups().iter().all(|(about, _)| name(i18n, about) != *about), "a group without a name");
    }

    #[test]
    fn rights_in_short_name_the_first_two_things() {
        let i18n = Texts::of(Language::En);
        assert_eq!(short(i18n, &[Scope::TopicsRead]), "Topics (read only)");
        let many = [Scope::TopicsRead, Scope::SessionsWrite, Scope::MediaRead];
        assert_eq!(short(i18n, &many), "Topics, Sessions and 1 more");
    }
}
