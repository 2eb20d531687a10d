//! Categories and tags as staff see them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::TranslatedText;
use crate::sessions::Hue;

/// A category: each topic is in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Category {
    /// Id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: TranslatedText,
    /// The tint of its topics' pictures.
    pub hue: Hue,
    /// Its place in lists, the lowest first.
    pub position: i32,
    /// How many topics are in it.
    pub topics: u32,
    /// The state of this resource, for `If-Match`.
    pub version: i32,
}

/// A category to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewCategory {
    /// Its name, at most 60 characters.
    pub name: TranslatedText,
    /// Its name in addresses; of the English name unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// The tint of its topics' pictures.
    pub hue: Hue,
    /// Its place in lists; the last unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<i32>,
}

/// What changes of a category. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CategoryPatch {
    /// Its name, at most 60 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<TranslatedText>,
    /// Its name in addresses. Links that filter by the old one then find nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// The tint of its topics' pictures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hue: Option<Hue>,
    /// Its place in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i32>,
}

/// A tag: a topic may have many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Tag {
    /// Id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: TranslatedText,
    /// How many topics have it.
    pub topics: u32,
    /// The state of this resource, for `If-Match`.
    pub version: i32,
}

/// A tag to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewTag {
    /// Its name, at most 60 characters.
    pub name: TranslatedText,
    /// Its name in addresses; of the English name unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
}

/// What changes of a tag. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TagPatch {
    /// Its name, at most 60 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<TranslatedText>,
    /// Its name in addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
}

/// Where the topics go of a category or tag that is deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct MoveTo {
    /// The id of another category or tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub move_to: Option<Uuid>,
}
