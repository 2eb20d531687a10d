//! The recording is there, later than the mails of afterwards.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::{SessionFacts, clean};

/// Brings the recording to those who were told that it would follow.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordingReady {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session that was.
    pub session: SessionFacts,
    /// Where it can be watched.
    pub link: String,
    /// To see the registration and its data.
    pub manage_link: String,
}

impl RecordingReady {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            link: "https://webinars.example/recording#token=v1.7K4P2c0ffee".into(),
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
        }
    }

    pub(crate) fn values(&self) -> Value {
        context! {
            first_name => clean::line(&self.first_name),
            link => clean::link(&self.link),
            manage_link => clean::link(&self.manage_link),
        }
    }
}
