//! Consultants: the people of the house, as staff see them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::patch::nullable;
use crate::{Language, Search};

/// A person of the house.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Consultant {
    /// Id.
    pub id: Uuid,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// What they do, such as `Senior Consultant`.
    pub title: Option<String>,
    /// Their photo, one of the uploaded pictures.
    pub photo_media_id: Option<Uuid>,
    /// Address of the photo, or of a drawn portrait, relative to the site.
    pub photo_url: String,
    /// Their profile on LinkedIn.
    pub linkedin_url: Option<String>,
    /// Where a consultation is booked.
    pub booking_url: Option<String>,
    /// Language.
    pub language: Language,
    /// IANA name.
    pub timezone: String,
    /// Their user in Odoo.
    pub odoo_user_id: Option<i64>,
    /// With whom they sign in, if they do.
    pub user_id: Option<Uuid>,
    /// Whether they are offered for new work.
    pub is_active: bool,
    /// When they were added.
    pub created_at: DateTime<Utc>,
    /// When they were last changed.
    pub updated_at: DateTime<Utc>,
    /// The state of this resource, for `If-Match`.
    pub version: i32,
}

/// What is told of a consultant: all that is needed of a new one (`firstName`, `lastName`, `email`), and of one that is
/// there, what changes (JSON Merge Patch).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ConsultantFields {
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub phone: Option<Option<String>>,
    /// What they do.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub title: Option<Option<String>>,
    /// One of the uploaded pictures.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub photo_media_id: Option<Option<Uuid>>,
    /// Their profile on LinkedIn.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub linkedin_url: Option<Option<String>>,
    /// Where a consultation is booked.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub booking_url: Option<Option<String>>,
    /// Language; English unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// IANA name; that of whoever adds them unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Their user in Odoo.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub odoo_user_id: Option<Option<i64>>,
    /// With whom they sign in. A user is one consultant at most.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Option<Uuid>>,
    /// Whether they are offered for new work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
}

/// Which consultants.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ConsultantFilters {
    /// Words of names, titles and addresses, all of which have to be there: at most ten.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 200))]
    pub search: Option<Search>,
    /// Only those who are active, or who are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
