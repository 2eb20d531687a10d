//! Addresses that take no mail: they bounced, or their owner complained.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Search;
use crate::words::words;

/// Why an address gets no mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum SuppressionReason {
    /// A mail server said for good that it takes no mail for it.
    Bounced,
    /// Its owner told their provider that our mail is unwanted.
    Complained,
}

words! {
    SuppressionReason { Bounced = "bounced", Complained = "complained" }
}

/// An address that gets no mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SuppressedAddress {
    /// The address, in the form in which addresses are compared.
    pub address: String,
    /// Why.
    pub reason: SuppressionReason,
    /// What the mail server or the provider said.
    pub detail: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// Which addresses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SuppressionFilters {
    /// Words that all have to be in the address: at most ten.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 200))]
    pub search: Option<Search>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
