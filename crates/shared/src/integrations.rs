//! Connections to other services, as admins see them. Secrets go in and never come out.

use serde::{Deserialize, Serialize};

use crate::ai::AiFailure;
use crate::patch::nullable;

/// The connection to a provider of texts. Anyone will do who speaks OpenAI's chat completions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AiConnection {
    /// What stands before `/chat/completions`, such as `https://api.openai.com/v1`; empty where none is set.
    pub base_url: String,
    /// The name of the model; empty where none is set.
    pub model: String,
    /// Whether a key is kept. It is never shown.
    pub has_key: bool,
    /// Raised by every change: what `If-Match` has to say; 0 where nothing was set.
    pub version: i32,
}

/// The connection to be set.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAiConnection {
    /// What stands before `/chat/completions`. HTTPS, or HTTP to what `MAGNETIQ_OUTBOUND_ALLOW` names.
    pub base_url: String,
    /// The name of the model.
    pub model: String,
    /// The key. Absent, the one that is kept stays, as long as host and port stay; `null` takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub key: Option<Option<String>>,
}

/// Whether a connection works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AiCheck {
    /// Whether the model said a word.
    pub works: bool,
    /// Why it did not.
    pub failure: Option<AiFailure>,
    /// The same in a sentence, in English.
    pub detail: Option<String>,
    /// The models that the provider lists; empty where it has no such list.
    pub models: Vec<String>,
}

/// How the mail provider tells of mails that bounced and of complaints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MailEvents {
    /// Where the provider sends its events.
    pub url: String,
    /// Whether a secret is kept. It is never shown; without one, no event is taken.
    pub has_secret: bool,
    /// Raised by every change: what `If-Match` has to say; 0 where nothing was set.
    pub version: i32,
}

/// The secret by which the provider's events are known.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewMailEvents {
    /// As the provider shows it: `whsec_…`.
    pub secret: String,
}
