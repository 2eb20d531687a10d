//! Uploaded files: pictures in several sizes, and documents.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::patch::nullable;
use crate::{Search, TranslatedText};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A PDF.
    Document,
}

impl MediaKind {
    /// Its name.
    pub const fn text(self) -> &'static str {
        match self {
            MediaKind::Image => "image",
            MediaKind::Document => "document",
        }
    }
}

/// An uploaded file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Media {
    /// Id.
    pub id: Uuid,
    /// What it is.
    pub kind: MediaKind,
    /// Its name, for people; addresses don't depend on it.
    pub file_name: String,
    /// Such as `image/jpeg`: what is served, which may differ from what was uploaded.
    pub content_type: String,
    /// Bytes of the file as it is kept; of a picture, of its largest size.
    pub byte_size: u64,
    /// Pixels of a picture's largest size.
    pub width: Option<u32>,
    /// Pixels of a picture's largest size.
    pub height: Option<u32>,
    /// What the picture shows, for those who do not see it.
    pub alt: Option<TranslatedText>,
    /// Address of the document or of the picture's largest size, relative to the site.
    pub url: String,
    /// A picture's sizes, the narrowest first; empty for documents.
    pub sizes: Vec<MediaSize>,
    /// When it was uploaded.
    pub created_at: DateTime<Utc>,
    /// The state of this resource, for `If-Match`.
    pub version: i32,
}

/// One size of a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MediaSize {
    /// Pixels.
    pub width: u32,
    /// Address, relative to the site.
    pub url: String,
}

/// Where a file is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MediaUse {
    /// `speaker`, `consultant`, `topic`, `session` or `organisation`.
    pub kind: String,
    /// The id of what uses it.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// What may be changed of a file. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct MediaPatch {
    /// Its name, for people: at most 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// What the picture shows, at most 200 characters; `null` where it only adorns.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub alt: Option<Option<TranslatedText>>,
}

/// Which files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct MediaFilters {
    /// Words of names and descriptions, all of which have to be there: at most ten.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 200))]
    pub search: Option<Search>,
    /// Only pictures, or only documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub kind: Option<MediaKind>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
