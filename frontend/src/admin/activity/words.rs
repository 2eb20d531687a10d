//! Acts in words: `topic.updated` is "Topic changed".

use crate::i18n::{Texts, t_string};

/// What acts may be done to, for the filter.
pub const KINDS: [&str; 8] =
    ["session", "topic", "speaker", "consultant", "registration", "settings", "user", "api-token"];

/// What a kind is called.
pub fn kind(i18n: Texts, kind: &str) -> &str {
    match kind {
        "session" => t_string!(i18n, activity.kind_session),
        "topic" => t_string!(i18n, activity.kind_topic),
        "category" => t_string!(i18n, activity.kind_category),
        "speaker" => t_string!(i18n, activity.kind_speaker),
        "consultant" => t_string!(i18n, activity.kind_consultant),
        "registration" => t_string!(i18n, activity.kind_registration),
        "message" | "mail_template" => t_string!(i18n, activity.kind_message),
        "settings" | "setting" => t_string!(i18n, activity.kind_settings),
        "user" => t_string!(i18n, activity.kind_user),
        "api_token" | "api-token" => t_string!(i18n, activity.kind_token),
        "webhook" => t_string!(i18n, activity.kind_webhook),
        "campaign" => t_string!(i18n, activity.kind_campaign),
        "suppressed-address" => t_string!(i18n, activity.kind_suppressed),
        "integration" => t_string!(i18n, activity.kind_integration),
        "post" => t_string!(i18n, activity.kind_post),
        other => other,
    }
}

/// An act as a short sentence. One without words stays as the API writes it, so that a new one is never hidden.
pub fn sentence(i18n: Texts, action: &str) -> String {
    if let Some(whole) = whole(i18n, action) {
        return whole.to_owned();
    }
    let (about, act) = action.split_once('.').unwrap_or((action, ""));
    let act = match act {
        "created" | "made" => t_string!(i18n, activity.act_created),
        "updated" | "changed" => t_string!(i18n, activity.act_updated),
        "deleted" => t_string!(i18n, activity.act_deleted),
        "published" => t_string!(i18n, activity.act_published),
        "cancelled" => t_string!(i18n, activity.act_cancelled),
        "revoked" => t_string!(i18n, activity.act_revoked),
        "invited" => t_string!(i18n, activity.act_invited),
        "exported" => t_string!(i18n, activity.act_exported),
        "" => return action.to_owned(),
        other => &other.replace(['_', '-'], " "),
    };
    format!("{} {act}", kind(i18n, about))
}

/// Acts that two words do not say.
fn whole(i18n: Texts, action: &str) -> Option<&'static str> {
    Some(match action {
        "automation.paused" => t_string!(i18n, activity.mail_paused),
        "automation.resumed" => t_string!(i18n, activity.mail_resumed),
        "automation.skipped" => t_string!(i18n, activity.mail_skipped),
        "automation.sent" => t_string!(i18n, activity.mail_sent),
        "messages.retried" => t_string!(i18n, activity.mail_retried),
        "mail-template.updated" => t_string!(i18n, activity.template_updated),
        "mail-template.reset" => t_string!(i18n, activity.template_reset),
        "mail-template.restored" => t_string!(i18n, activity.template_restored),
        "user.signed-in" => t_string!(i18n, activity.signed_in),
        "user.sign-in-reused" => t_string!(i18n, activity.sign_in_reused),
        "user.sign-in-failed" => t_string!(i18n, activity.sign_in_failed),
        "user.signed-out" => t_string!(i18n, activity.signed_out),
        "user.invited-again" => t_string!(i18n, activity.invited_again),
        "user.recovery-codes-renewed" => t_string!(i18n, activity.recovery_codes_renewed),
        "person.exported" => t_string!(i18n, activity.person_exported),
        "person.erased" => t_string!(i18n, activity.person_erased),
        "integration.connected" => t_string!(i18n, activity.network_connected),
        "integration.disconnected" => t_string!(i18n, activity.network_disconnected),
        "integration.lost" => t_string!(i18n, activity.network_lost),
        "post.publishing" => t_string!(i18n, activity.post_publishing),
        "post.failed" => t_string!(i18n, activity.post_failed),
        "post.unclear" => t_string!(i18n, activity.post_unclear),
        "post.shared" => t_string!(i18n, activity.post_shared),
        "post.skipped" => t_string!(i18n, activity.post_skipped),
        "webhook.tested" => t_string!(i18n, activity.webhook_tested),
        "user.set-up" => t_string!(i18n, activity.set_up),
        "user.invitation-accepted" => t_string!(i18n, activity.invitation_accepted),
        "user.password-changed" => t_string!(i18n, activity.password_changed),
        "user.password-reset" => t_string!(i18n, activity.password_reset),
        "user.second-factor-on" => t_string!(i18n, activity.second_factor_on),
        "user.second-factor-off" => t_string!(i18n, activity.second_factor_off),
        _ => return None,
    })
}
