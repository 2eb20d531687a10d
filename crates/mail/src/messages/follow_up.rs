//! The session is over: for those who were there.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::parts::NextSession;
use crate::{NamedLink, SessionFacts, clean};

/// Where the recording of a session is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Recording {
    /// There is none.
    #[default]
    None,
    /// It follows by mail.
    Later,
    /// Here, an http or https address.
    At(String),
}

/// Thanks, brings recording and materials, and asks how it was: five stars, each a link.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowUp {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session that was.
    pub session: SessionFacts,
    /// The recording.
    pub recording: Recording,
    /// What to take home.
    pub materials: Vec<NamedLink>,
    /// The feedback form; a token stands in its fragment, so that no server's log keeps it. May be empty.
    pub feedback_link: String,
    /// The certificate; empty where there is none.
    pub certificate_link: String,
    /// What may suit next, the best first; more than three are left out.
    pub next: Vec<NextSession>,
    /// To see the registration and its data.
    pub manage_link: String,
}

impl FollowUp {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            recording: Recording::At("https://webinars.example/recording#token=v1.7K4P2c0ffee".into()),
            materials: NamedLink::samples(language),
            feedback_link: "https://webinars.example/feedback#token=v1.7K4P2c0ffee".into(),
            certificate_link: "https://webinars.example/certificate#token=v1.7K4P2c0ffee".into(),
            next: NextSession::samples(language),
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        let feedback = clean::link(&self.feedback_link);
        let stars: Vec<Value> = (1..=5)
            .filter(|_| !feedback.is_empty())
            .map(|rating| context! { rating, url => rated(&feedback, rating) })
            .collect();
        context! {
            first_name => clean::line(&self.first_name),
            recording_link => self.recording.link(),
            recording_later => self.recording == Recording::Later,
            materials => NamedLink::values(&self.materials),
            stars,
            certificate_link => clean::link(&self.certificate_link),
            next => NextSession::values(&self.next, self.session.viewer_timezone, language),
            manage_link => clean::link(&self.manage_link),
        }
    }
}

impl Recording {
    /// The address, or nothing.
    pub(crate) fn link(&self) -> String {
        match self {
            Recording::At(url) => clean::link(url),
            Recording::None | Recording::Later => String::new(),
        }
    }
}

/// The link with `rating=n` in its query, before the fragment.
fn rated(link: &str, rating: u32) -> String {
    let (page, fragment) = link.split_once('#').map_or((link, ""), |(page, fragment)| (page, fragment));
    let joint = if page.contains('?') { '&' } else { '?' };
    let hash = if fragment.is_empty() { "" } else { "#" };
    format!("{page}{joint}rating={rating}{hash}{fragment}")
}

#[cfg(test)]
mod tests {
    use super::rated;

    #[test]
    fn a_rating_stands_in_the_query_and_the_token_stays_in_the_fragment() {
        assert_eq!(rated("https://a.example/f#token=x", 3), "https://a.example/f?rating=3#token=x");
        assert_eq!(rated("https://a.example/f?l=de#token=x", 5), "https://a.example/f?l=de&rating=5#token=x");
        assert_eq!(rated("https://a.example/f", 1), "https://a.example/f?rating=1");
    }
}
