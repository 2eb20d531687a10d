//! What may be changed of a topic.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Seo, TopicContent, TopicStatus};
use crate::patch::nullable;
use crate::sessions::{AgendaItem, Difficulty};
use crate::{Money, TranslatedText};

macro_rules! topic_patch {
    (
        values { $($(#[$of_value:meta])* $value:ident: $Value:ty,)+ }
        options { $($(#[$of_option:meta])* $option:ident: $Option:ty,)+ }
    ) => {
        /// What changes of a topic. JSON Merge Patch: what is absent stays, `null` clears; texts, lists and `seo` are
        /// replaced as a whole.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "camelCase", deny_unknown_fields, default)]
        pub struct TopicPatch {
            $(
                $(#[$of_value])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $value: Option<$Value>,
            )+
            $(
                $(#[$of_option])*
                #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
                #[cfg_attr(feature = "openapi", schema(value_type = Option<$Option>))]
                pub $option: Option<Option<$Option>>,
            )+
        }

        impl TopicPatch {
            /// Changes the content accordingly.
            pub fn apply(self, content: &mut TopicContent) {
                $(if let Some(value) = self.$value { content.$value = value; })+
                $(if let Some(value) = self.$option { content.$option = value; })+
            }
        }

        impl From<TopicContent> for TopicPatch {
            fn from(content: TopicContent) -> Self {
                Self { $($value: Some(content.$value),)+ $($option: Some(content.$option),)+ }
            }
        }
    };
}

topic_patch! {
    values {
        /// At most 200 characters.
        title: TranslatedText,
        /// Its name in addresses, which no other topic has.
        slug: String,
        /// HTML; what it may not contain is taken out.
        description: TranslatedText,
        /// What one will learn, point by point.
        learning_objectives: Vec<TranslatedText>,
        /// What happens when.
        agenda: Vec<AgendaItem>,
        /// What attendees take home, point by point.
        materials: Vec<TranslatedText>,
        /// Its category.
        category_id: Uuid,
        /// Its tags.
        tag_ids: Vec<Uuid>,
        /// How much one should know.
        difficulty: Difficulty,
        /// How long a session takes unless told otherwise, in minutes.
        default_duration_minutes: u32,
        /// Who presents it unless told otherwise, the first first.
        default_speaker_ids: Vec<Uuid>,
        /// The pattern that is drawn where there is no picture, such as `waves`.
        cover_pattern: String,
        /// What search engines read.
        seo: Seo,
        /// Where it is in its life.
        status: TopicStatus,
    }
    options {
        /// The card's short description, at most 300 characters.
        summary: TranslatedText,
        /// What one should know before.
        prerequisites: TranslatedText,
        /// Who should come.
        target_audience: TranslatedText,
        /// What a place costs unless told otherwise, gross; `null` is free.
        default_price: Money,
        /// How many places there are unless told otherwise; `null` is no limit.
        default_capacity: u32,
        /// An uploaded picture for cards.
        thumbnail_media_id: Uuid,
        /// An uploaded picture for posts.
        promotional_media_id: Uuid,
    }
}
