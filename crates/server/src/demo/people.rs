//! Made-up registrants: as many as wanted, the same for the same seed, each with an address of their own.

use magnetiq_shared::Language;
use serde::Deserialize;

use super::content;
use crate::media::cover::random::SplitMix;

/// Somebody who registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Unique among [`people`] of one seed; ends in `.example`.
    pub email: String,
    /// Employer.
    pub company: String,
    /// Job title, in the person's own language; left out by some.
    pub position: Option<String>,
    /// The company's site; some have none.
    pub website: Option<String>,
    /// Language of the site and the mails.
    pub language: Language,
    /// IANA name.
    pub timezone: String,
    /// `website`, `newsletter`, `linkedin`, `search`, `referral` or `partner`.
    pub source: &'static str,
}

/// Where people come from; a source stands there as often as it is likely.
const SOURCES: [&str; 12] = [
    "website",
    "website",
    "website",
    "website",
    "newsletter",
    "newsletter",
    "newsletter",
    "linkedin",
    "linkedin",
    "search",
    "referral",
    "partner",
];

#[derive(Deserialize)]
struct NamesFile {
    group: Vec<Group>,
}

/// People of some countries; see the head of `names.toml`.
#[derive(Deserialize)]
struct Group {
    share: usize,
    language: Language,
    timezones: Vec<String>,
    first: Vec<String>,
    last: Vec<String>,
    firms: Vec<String>,
    stems: Vec<String>,
    trades: Vec<String>,
    positions: Vec<String>,
}

/// `n` people; the same for the same `seed`, and no e-mail address twice, whatever `n` is.
pub fn people(seed: u64, n: usize) -> impl Iterator<Item = Person> {
    let groups = read_groups();
    (0..n).map(move |index| person(&groups, seed, index))
}

fn read_groups() -> Vec<Group> {
    content::read::<NamesFile>(include_str!("content/names.toml")).group
}

fn person(groups: &[Group], seed: u64, index: usize) -> Person {
    // Every block of as many people as there are shares holds each group as often as its share says.
    let block_size: usize = groups.iter().map(|group| group.share).sum();
    let mut slot = (index * 7 + (seed % 1000) as usize) % block_size;
    let mut group = &groups[0];
    for candidate in groups {
        group = candidate;
        if slot < candidate.share {
            break;
        }
        slot -= candidate.share;
    }
    group.person(index / block_size * group.share + slot, seed)
}

impl Group {
    fn firm_count(&self) -> usize {
        self.firms.len() + self.stems.len() * self.trades.len()
    }

    fn firm(&self, number: usize) -> String {
        match self.firms.get(number) {
            Some(name) => name.clone(),
            None => {
                let made = number - self.firms.len();
                let trade = &self.trades[made % self.trades.len()];
                trade.replace("{}", &self.stems[made / self.trades.len()])
            }
        }
    }

    /// The person of this rank. Names and firm are the digits of one number, and ranks are spread over all
    /// numbers by a step without common divisor, so that no two ranks share all three.
    fn person(&self, rank: usize, seed: u64) -> Person {
        let (firsts, lasts) = (self.first.len(), self.last.len());
        let all = firsts * lasts * self.firm_count();
        let number = (rank % all * step(all, seed) + (seed % 7919) as usize) % all;
        let first_name = self.first[number % firsts].clone();
        let last_name = self.last[number / firsts % lasts].clone();
        let company = self.firm(number / firsts / lasts);
        let domain = format!("{}.example", plain(&company, "-"));
        // After all combinations are used up, namesakes get a number.
        let namesake = match rank / all {
            0 => String::new(),
            more => (more + 1).to_string(),
        };
        let email = format!("{}.{}{namesake}@{domain}", plain(&first_name, ""), plain(&last_name, ""));
        let mut random = SplitMix::new(seed ^ (rank as u64) << 20 ^ all as u64);
        Person {
            position: random.chance(0.88).then(|| random.pick(&self.positions).clone()),
            website: random.chance(0.92).then(|| format!("https://www.{domain}")),
            timezone: random.pick(&self.timezones).clone(),
            source: SOURCES[random.below(SOURCES.len())],
            language: self.language,
            first_name,
            last_name,
            email,
            company,
        }
    }
}

/// A step near the golden ratio of `all`, without common divisor, so that neighbours differ in everything.
fn step(all: usize, seed: u64) -> usize {
    let wanted = (all as f64 * 0.618) as usize + (seed % 997) as usize;
    (wanted.max(1)..).find(|step| divisor(*step, all) == 1).unwrap_or(1)
}

fn divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// Lower-case ASCII as in an address: umlauts spelled out, other accents dropped, `gap` between words.
fn plain(name: &str, gap: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut new_word = false;
    for letter in name.chars().flat_map(char::to_lowercase) {
        let Some(spelled) = spelling(letter) else {
            new_word |= !matches!(letter, '\'' | '\u{307}');
            continue;
        };
        if new_word && !text.is_empty() {
            text.push_str(gap);
        }
        new_word = false;
        match spelled {
            "" => text.push(letter),
            _ => text.push_str(spelled),
        }
    }
    text
}

/// How a small letter is written in ASCII; empty for those that stay, `None` for what is no letter or digit.
fn spelling(letter: char) -> Option<&'static str> {
    Some(match letter {
        'a'..='z' | '0'..='9' => "",
        'ä' | 'æ' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'å' | 'ã' => "a",
        'ç' | 'č' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ł' => "l",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' => "o",
        'ş' | 'ș' | 'š' => "s",
        'ù' | 'ú' | 'û' => "u",
        'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn spelling_stays_unique_and_plain() {
        let mut domains = BTreeSet::new();
        for group in read_groups() {
            for list in [&group.first, &group.last] {
                let spelled: BTreeSet<_> = list.iter().map(|name| plain(name, "")).collect();
                assert_eq!(spelled.len(), list.len());
                assert!(spelled.iter().all(|name| name.chars().all(|letter| letter.is_ascii_lowercase())));
                // Letters outside the table would vanish and leave too short a name.
                assert!(
                    list.iter()
                        .all(|name| plain(name, "").len()
                            >= name.chars().filter(|c| c.is_alphabetic()).count())
                );
            }
            for number in 0..group.firm_count() {
                assert!(domains.insert(plain(&group.firm(number), "-")), "{}", group.firm(number));
            }
        }
        assert_eq!(plain("Brückner & Sohn", "-"), "brueckner-sohn");
        assert_eq!(plain("D'Angelo", ""), "dangelo");
    }

    #[test]
    fn addresses_stay_unique_when_all_combinations_are_used_up() {
        let word = |text: &str| vec![format!("{text}a"), format!("{text}b"), format!("{text}c")];
        let group = Group {
            share: 1,
            language: Language::En,
            timezones: word("Zone"),
            first: word("First"),
            last: word("Last"),
            firms: word("Firm"),
            stems: word("Stem"),
            trades: vec!["{} Energy".into()],
            positions: word("Job"),
        };
        for seed in 0..50 {
            let addresses: BTreeSet<_> = (0..500).map(|rank| group.person(rank, seed).email).collect();
            assert_eq!(addresses.len(), 500);
        }
    }

    #[test]
    fn addresses_are_unique_across_groups() {
        let addresses: BTreeSet<_> = people(3, 50_000).map(|person| person.email).collect();
        assert_eq!(addresses.len(), 50_000);
    }
}
