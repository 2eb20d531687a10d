//! The session is over: for those who didn't come.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use super::follow_up::Recording;
use crate::parts::NextSession;
use crate::{NamedLink, SessionFacts, clean};

/// Says that the person was missed, without reproach; brings the recording and what may suit next.
#[derive(Clone, Debug, PartialEq)]
pub struct NoShow {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session that was.
    pub session: SessionFacts,
    /// The recording.
    pub recording: Recording,
    /// What to take home.
    pub materials: Vec<NamedLink>,
    /// What may suit next, the best first; more than three are left out.
    pub next: Vec<NextSession>,
    /// To see the registration and its data.
    pub manage_link: String,
}

impl NoShow {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            recording: Recording::At("https://webinars.example/recording#token=v1.7K4P2c0ffee".into()),
            materials: NamedLink::samples(language),
            next: NextSession::samples(language),
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        context! {
            first_name => clean::line(&self.first_name),
            recording_link => self.recording.link(),
            recording_later => self.recording == Recording::Later,
            materials => NamedLink::values(&self.materials),
            next => NextSession::values(&self.next, self.session.viewer_timezone, language),
            manage_link => clean::link(&self.manage_link),
        }
    }
}
