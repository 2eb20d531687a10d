//! Mail to a group: staff write to many registrants at once.

mod placeholders;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::registrations::RegistrationFilters;
use crate::words::words;
use crate::{Language, TranslatedText};

pub use placeholders::{Placeholder, fill, unknown_placeholder};

/// The longest subject, in characters.
pub const CAMPAIGN_SUBJECT_MAX: usize = 150;
/// The longest body with its HTML, in characters.
pub const CAMPAIGN_BODY_MAX: usize = 50_000;

/// What a campaign is for, which decides who gets it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum CampaignPurpose {
    /// What people have to know of the session for which they registered. It goes to everyone of the group.
    #[default]
    Information,
    /// News. It goes to those of the group who agreed to that, and each mail has a way to get no more.
    Marketing,
}

/// Where a campaign is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum CampaignState {
    /// Is being written.
    #[default]
    Draft,
    /// Goes out at its time.
    Scheduled,
    /// Is going out.
    Sending,
    /// Every mail has gone out, or has failed or been left out.
    Sent,
    /// Was stopped; mails that had gone out by then stay so.
    Stopped,
}

words! {
    CampaignPurpose { Information = "information", Marketing = "marketing" }
    CampaignState {
        Draft = "draft", Scheduled = "scheduled", Sending = "sending", Sent = "sent", Stopped = "stopped",
    }
}

/// Whom a campaign goes to, of those who registered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CampaignGroup {
    /// The filters of the list of registrations; its order and page mean nothing here.
    pub filters: RegistrationFilters,
    /// Of those, only these registrations, at most 500; `null`: all of them.
    pub registration_ids: Option<Vec<Uuid>>,
}

/// A mail to a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Campaign {
    /// Id.
    pub id: Uuid,
    /// What it is for.
    pub purpose: CampaignPurpose,
    /// One line, which may have placeholders such as `{first_name}`; empty where nobody has written it yet.
    pub subject: TranslatedText,
    /// Sanitised HTML, which may have placeholders.
    pub body: TranslatedText,
    /// Whom it goes to.
    pub group: CampaignGroup,
    /// Where it is.
    pub state: CampaignState,
    /// When it goes, or went, out; `null` for drafts.
    pub send_at: Option<DateTime<Utc>>,
    /// When the first mails were queued.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was over.
    pub ended_at: Option<DateTime<Utc>>,
    /// How far it is.
    pub counts: CampaignCounts,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When staff last changed it.
    pub updated_at: DateTime<Utc>,
    /// The state of this resource, for `If-Match`.
    pub version: i32,
}

/// How far a campaign is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CampaignCounts {
    /// Mails of it; grows while recipients are gathered.
    pub recipients: u64,
    /// Still to go out.
    pub queued: u64,
    /// Taken by the mail server.
    pub sent: u64,
    /// Refused for good.
    pub failed: u64,
    /// Not sent, for a reason that the registration shows.
    pub skipped: u64,
}

/// A campaign to be made. Whatever is left out can be written later.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct NewCampaign {
    /// What it is for; `information` unless told.
    pub purpose: CampaignPurpose,
    /// One line, 150 characters at most.
    pub subject: TranslatedText,
    /// HTML, 50,000 characters at most.
    pub body: TranslatedText,
    /// Whom it goes to; everybody unless told.
    pub group: CampaignGroup,
}

/// Changes of a draft: JSON Merge Patch; texts and the group are replaced as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CampaignPatch {
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<CampaignPurpose>,
    /// One line, 150 characters at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<TranslatedText>,
    /// HTML, 50,000 characters at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<TranslatedText>,
    /// Whom it goes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<CampaignGroup>,
}

/// Which campaigns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CampaignFilters {
    /// In this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<CampaignState>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A group to be counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CampaignAudience {
    /// What the mail is for.
    pub purpose: CampaignPurpose,
    /// Whom it goes to.
    pub group: CampaignGroup,
}

/// Who would get a mail now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CampaignRecipients {
    /// Registrations of the group.
    pub registrations: u64,
    /// Addresses that get the mail.
    pub recipients: u64,
    /// Registrations that are left out, and why.
    pub left_out: LeftOutCounts,
}

/// How many registrations are left out, for each reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LeftOutCounts {
    /// The person asked to be forgotten.
    pub erased: u64,
    /// Nobody has shown that the address is theirs.
    pub unverified: u64,
    /// The address takes no mail.
    pub suppressed: u64,
    /// They took their consent to news back.
    pub unsubscribed: u64,
    /// They did not agree to news.
    pub no_consent: u64,
    /// Another registration of the same address gets it.
    pub same_address: u64,
}

/// Sends a campaign.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SendCampaign {
    /// When; `null` is now.
    pub send_at: Option<DateTime<Utc>>,
    /// To how many, as the sender was told: where there are others by now, nothing is sent.
    pub recipients: Option<u64>,
}

/// Which language a campaign is shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams, utoipa::ToSchema), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CampaignLanguage {
    /// English unless told.
    pub language: Language,
}

/// A campaign as somebody of its group gets it. Its links lead to no one's registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CampaignPreview {
    /// The name of whom it is shown for; `null` where nobody gets it, and an example is shown.
    pub recipient: Option<String>,
    /// The subject.
    pub subject: String,
    /// The whole mail as HTML: to be shown where it can run nothing.
    pub html: String,
    /// Where the HTML alone is shown, for a quarter of an hour, to whoever has this address: for a frame in a page.
    pub url: String,
    /// The whole mail as plain text.
    pub text: String,
}
