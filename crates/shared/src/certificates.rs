//! Certificates of attendance: what staff see, and what anybody may check.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::TranslatedText;
use crate::words::words;

/// How a certificate looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum CertificateTemplate {
    /// Centred, in a frame.
    #[default]
    Classic,
    /// Left-aligned, beside a band of colour.
    Modern,
    /// Black on white, for printing.
    Plain,
}

words! { CertificateTemplate { Classic = "classic", Modern = "modern", Plain = "plain" } }

/// A certificate as staff see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Certificate {
    /// What stands on it.
    pub number: String,
    /// For whose registration.
    pub registration_id: Uuid,
    /// How it looks.
    pub template: CertificateTemplate,
    /// Where anybody can check it.
    pub verify_url: String,
    /// How often it was sent.
    pub sendings: u32,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// When staff revoked it.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// What anybody learns who has a certificate's number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VerifiedCertificate {
    /// What stands on it.
    pub number: String,
    /// Whether it stands; else it was revoked, and nothing more is told.
    pub valid: bool,
    /// Who was there.
    pub name: Option<String>,
    /// What it was about.
    pub title: Option<TranslatedText>,
    /// When it began.
    pub starts_at: Option<DateTime<Utc>>,
    /// How long it took.
    pub minutes: Option<u32>,
    /// Who held it.
    pub speaker: Option<String>,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
}
