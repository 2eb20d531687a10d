//! What both summaries three days before a session say, to its speaker and to the program manager.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::parts::{Counted, Lead, percent};
use crate::{NamedLink, SessionFacts, clean};

/// The most companies and job titles that a mail lists.
const LISTED: usize = 8;
/// The most questions that a mail repeats.
const QUESTIONS: usize = 5;

/// Who comes, and what to have ready.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryFacts {
    /// How long until the start.
    pub lead: Lead,
    /// The session, `viewer_timezone` being the recipient's.
    pub session: SessionFacts,
    /// Places confirmed.
    pub confirmed: u32,
    /// Places there are; `None` is no limit.
    pub capacity: Option<u32>,
    /// How many wait for a place.
    pub waiting: u32,
    /// Companies by how many come from each, the most first.
    pub companies: Vec<Counted>,
    /// Job titles by how many have each, the most first.
    pub job_titles: Vec<Counted>,
    /// What people would like to learn, as typed.
    pub questions: Vec<String>,
    /// The way into the online room: the host's, where there is one; may be empty.
    pub room_link: String,
    /// Whether `room_link` makes a host of whoever opens it.
    pub as_host: bool,
    /// What to prepare, staff's plain text; may have several lines, may be empty.
    pub preparation: String,
    /// Slides and the like.
    pub materials: Vec<NamedLink>,
    /// What to do if something fails, staff's plain text; may be empty.
    pub backup_plan: String,
    /// What the computer needs; empty: the platform's usual hints.
    pub technical: String,
    /// Where to try the connection; empty: the platform's own test page, where it has one.
    pub test_link: String,
}

impl SummaryFacts {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        let (titles, preparation, questions, slides, backup) = match language {
            Language::En => (
                ["Energy manager", "Plant manager", "Head of purchasing", "Consultant"],
                "We meet in the room 15 minutes before the start and try sound and slides.",
                [
                    "We run a 2 MW site and pay dearly for peaks. What would a battery change?",
                    "What does it take to get one approved?",
                ],
                "Your slides",
                "If the room fails, we go on in Teams; everybody gets the link by mail.",
            ),
            Language::De => (
                ["Energiemanager/in", "Werksleitung", "Leitung Einkauf", "Beratung"],
                "Wir treffen uns 15 Minuten vor Beginn im Raum und probieren Ton und Folien aus.",
                [
                    "Wir betreiben einen 2-MW-Standort und zahlen viel für Lastspitzen. Was ändert ein Speicher?",
                    "Was braucht man für die Genehmigung?",
                ],
                "Ihre Folien",
                "Fällt der Raum aus, machen wir in Teams weiter; alle bekommen den Link per E-Mail.",
            ),
        };
        Self {
            lead: Lead::Days(3),
            session: SessionFacts {
                viewer_timezone: chrono_tz::Tz::Europe__Berlin,
                ..SessionFacts::sample(language)
            },
            confirmed: 34,
            capacity: Some(40),
            waiting: 3,
            companies: Counted::list([
                ("Kestrel Foods", 6),
                ("Acme Énergie", 4),
                ("Stadtwerke Müritz", 3),
                ("Nordlicht Kühlhaus GmbH & Co. KG", 2),
                ("Papierfabrik Süd", 1),
            ]),
            job_titles: titles
                .into_iter()
                .zip([12, 8, 5, 2])
                .map(|(name, count)| Counted { name: name.into(), count })
                .collect(),
            questions: questions.map(str::to_owned).into(),
            room_link: "https://zoom.example/s/98123456789?zak=host".into(),
            as_host: true,
            preparation: preparation.into(),
            materials: vec![NamedLink {
                label: slides.into(),
                url: "https://webinars.example/materials/slides".into(),
            }],
            backup_plan: backup.into(),
            technical: String::new(),
            test_link: String::new(),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        let (companies, more_companies) = Counted::values(&self.companies, LISTED);
        let (job_titles, more_job_titles) = Counted::values(&self.job_titles, LISTED);
        let questions: Vec<String> = (self.questions.iter())
            .map(|question| clean::line(question))
            .filter(|question| !question.is_empty())
            .take(QUESTIONS)
            .collect();
        let percent = percent(self.confirmed, self.capacity);
        context! {
            when => self.lead.words(language),
            when_first => clean::capitalised(&self.lead.words(language)),
            confirmed => self.confirmed,
            capacity => self.capacity,
            percent,
            rest => 100 - percent,
            waiting => self.waiting,
            company_count => self.companies.len(),
            companies, more_companies, job_titles, more_job_titles, questions,
            room_link => clean::link(&self.room_link),
            as_host => self.as_host,
            preparation => clean::lines(&self.preparation),
            materials => NamedLink::values(&self.materials),
            backup_plan => clean::lines(&self.backup_plan),
            technical => clean::lines(&self.technical),
            test_link => clean::link(&self.test_link),
        }
    }
}
