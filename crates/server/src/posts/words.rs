//! What a post says when nobody has written it: made of the session's facts.

use chrono_tz::Tz;
use magnetiq_domain::posts::Post;
use magnetiq_domain::session::SessionFacts;
use magnetiq_mail::localtime;
use magnetiq_shared::posts::{Network, Occasion, Voice};
use magnetiq_shared::{Language, links};

use crate::sessions::Content;

/// How many hashtags a post has on LinkedIn, and on X.
const HASHTAGS: (usize, usize) = (5, 3);
/// How many points a LinkedIn post lists.
const POINTS: usize = 4;

/// The text in this language.
pub(super) fn text(
    base: &str,
    (content, facts): (&Content, &SessionFacts),
    post: Post,
    language: Language,
) -> String {
    let title = content.title.get(language);
    let address = format!("{base}{}", links::landing(language, &content.slug));
    let hook = hook(post, &content.speaker.card.name, title, language);
    let when = when(facts, content.timezone, language);
    let is_over = post.occasion == Occasion::After;
    let tags = hashtags(content, post.network, language);
    let call = call(post, content.public_recording.is_some(), language);
    let mut parts = vec![hook];
    if post.network == Network::Linkedin {
        parts.push(content.summary.get(language).to_owned());
        if matches!(post.occasion, Occasion::Announcement | Occasion::Week) {
            let points = content.learning_objectives.iter().take(POINTS);
            parts.push(
                points.map(|point| format!("✓ {}", point.get(language))).collect::<Vec<_>>().join("\n"),
            );
        }
    }
    if !is_over {
        parts.push(when);
    }
    parts.push(format!("{call} {address}"));
    parts.push(tags);
    parts.retain(|part| !part.trim().is_empty());
    parts.join("\n\n")
}

/// The first sentence.
fn hook(post: Post, speaker: &str, title: &str, language: Language) -> String {
    use Occasion::{After, Announcement, Days, Live, Tomorrow, Week};
    match (language, post.voice, post.occasion) {
        (Language::En, Voice::House, Announcement) => {
            format!("New in our program: “{title}”, live with {speaker}.")
        }
        (Language::En, Voice::House, Week) => format!("One week to go: {speaker} on “{title}”."),
        (Language::En, Voice::House, Days) => {
            format!("In three days: “{title}”. Bring your questions for {speaker}.")
        }
        (Language::En, Voice::House, Tomorrow) => {
            format!("Tomorrow: “{title}” with {speaker}. There is still time to join.")
        }
        (Language::En, Voice::House, Live) => format!("We are live: “{title}” with {speaker}."),
        (Language::En, Voice::House, After) => format!("Thank you for joining “{title}” with {speaker}."),
        (Language::En, Voice::Speaker, Announcement) => {
            format!("I am giving a webinar: “{title}”. Ask me anything.")
        }
        (Language::En, Voice::Speaker, After) => format!("Thank you for your questions in “{title}”."),
        (Language::En, Voice::Speaker, _) => {
            format!("Tomorrow I talk about “{title}”. I am looking forward to your questions.")
        }
        (Language::De, Voice::House, Announcement) => {
            format!("Neu in unserem Programm: „{title}“, live mit {speaker}.")
        }
        (Language::De, Voice::House, Week) => format!("Noch eine Woche: {speaker} über „{title}“."),
        (Language::De, Voice::House, Days) => {
            format!("In drei Tagen: „{title}“. Bringen Sie Ihre Fragen an {speaker} mit.")
        }
        (Language::De, Voice::House, Tomorrow) => {
            format!("Morgen: „{title}“ mit {speaker}. Noch können Sie dabei sein.")
        }
        (Language::De, Voice::House, Live) => format!("Wir sind live: „{title}“ mit {speaker}."),
        (Language::De, Voice::House, After) => {
            format!("Danke, dass Sie bei „{title}“ mit {speaker} dabei waren.")
        }
        (Language::De, Voice::Speaker, Announcement) => {
            format!("Ich halte ein Webinar: „{title}“. Fragen Sie mich alles.")
        }
        (Language::De, Voice::Speaker, After) => format!("Danke für Ihre Fragen bei „{title}“."),
        (Language::De, Voice::Speaker, _) => {
            format!("Morgen spreche ich über „{title}“. Ich freue mich auf Ihre Fragen.")
        }
    }
}

fn when(facts: &SessionFacts, zone: Tz, language: Language) -> String {
    localtime::moment(facts.starts_at, zone, language)
}

/// What stands before the address.
fn call(post: Post, has_recording: bool, language: Language) -> &'static str {
    match (language, post.occasion) {
        (Language::En, Occasion::After) if has_recording => "Watch the recording:",
        (Language::En, Occasion::After) => "Here is what it was about:",
        (Language::En, Occasion::Live) => "Come in:",
        (Language::En, _) => "Take your place:",
        (Language::De, Occasion::After) if has_recording => "Zur Aufzeichnung:",
        (Language::De, Occasion::After) => "Darum ging es:",
        (Language::De, Occasion::Live) => "Kommen Sie dazu:",
        (Language::De, _) => "Sichern Sie sich Ihren Platz:",
    }
}

/// Category and tags, each as one word: "Energy storage" is `#EnergyStorage`.
fn hashtags(content: &Content, network: Network, language: Language) -> String {
    let most = if network == Network::X { HASHTAGS.1 } else { HASHTAGS.0 };
    let labels = std::iter::once(&content.category).chain(&content.tags);
    let mut tags: Vec<String> = labels.map(|label| hashtag(label.name.get(language))).collect();
    tags.retain(|tag| tag.len() > 1);
    let mut seen = std::collections::BTreeSet::new();
    tags.retain(|tag| seen.insert(tag.to_lowercase()));
    tags.truncate(most);
    tags.join(" ")
}

fn hashtag(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    };
    format!("#{}", words.map(capital).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashtag_is_one_word() {
        assert_eq!(hashtag("Energy storage & grids"), "#EnergyStorageGrids");
        assert_eq!(hashtag("Künstliche Intelligenz"), "#KünstlicheIntelligenz");
    }
}
