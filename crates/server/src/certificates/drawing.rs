//! What a certificate looks like: A4, lying, in the person's language and the house's colour.

use chrono::{DateTime, Utc};
use magnetiq_shared::Language;
use magnetiq_shared::certificates::CertificateTemplate;

use crate::media::card::{Face, Step, fit};
use crate::paper::{About, Area, Colour, LYING, Paper, PaperError, Sheet, Style};

/// What stands on a certificate.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    pub template: CertificateTemplate,
    pub language: Language,
    pub number: String,
    pub name: String,
    pub title: String,
    /// Such as `Tuesday, 8 December 2026`.
    pub date: String,
    pub minutes: u32,
    pub speaker: String,
    /// Position and company; may be empty.
    pub role: String,
    /// The house that confirms it.
    pub house: String,
    /// The product's name.
    pub brand: String,
    /// `#rrggbb`.
    pub accent: String,
    /// The house's logo, PNG or JPEG.
    pub logo: Option<Vec<u8>>,
    pub verify_url: String,
    pub issued_at: DateTime<Utc>,
    /// The day on which it was issued, in words.
    pub issued: String,
}

/// The words of a certificate.
struct Words {
    title: &'static str,
    confirms: &'static str,
    took_part: &'static str,
    date: &'static str,
    duration: &'static str,
    speaker: &'static str,
    number: &'static str,
    issued: &'static str,
    check: &'static str,
}

const ENGLISH: Words = Words {
    title: "Certificate of Attendance",
    confirms: "This is to certify that",
    took_part: "attended the live webinar",
    date: "Date",
    duration: "Duration",
    speaker: "Speaker",
    number: "Certificate no.",
    issued: "Issued",
    check: "Check that it is genuine:",
};
const GERMAN: Words = Words {
    title: "Teilnahmebestätigung",
    confirms: "Hiermit wird bestätigt:",
    took_part: "hat am Live-Webinar teilgenommen",
    date: "Datum",
    duration: "Dauer",
    speaker: "Referent/in",
    number: "Zertifikat Nr.",
    issued: "Ausgestellt",
    check: "Echtheit prüfen:",
};

const NAME: [Step; 4] = [(40.0, 1), (34.0, 1), (28.0, 1), (22.0, 1)];
const TITLE: [Step; 5] = [(24.0, 1), (22.0, 2), (20.0, 2), (18.0, 2), (16.0, 2)];
const QR: f32 = 78.0;

impl Drawing {
    /// The file; the same facts give the same bytes.
    ///
    /// # Errors
    /// Where it can't be drawn.
    pub(super) fn pdf(&self) -> Result<Vec<u8>, PaperError> {
        let title = format!("{}: {}", self.words().title, self.name);
        let about = About {
            title: &title,
            author: &self.house,
            language: self.language.code(),
            made_at: self.issued_at,
        };
        let mut paper = Paper::new(&about)?;
        paper.page(LYING, |sheet| match self.template {
            CertificateTemplate::Classic => self.classic(sheet),
            CertificateTemplate::Modern => self.modern(sheet),
            CertificateTemplate::Plain => self.plain(sheet),
        })?;
        paper.finish()
    }

    fn words(&self) -> &'static Words {
        match self.language {
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
        }
    }

    fn minutes(&self) -> String {
        match self.language {
            Language::En => format!("{} minutes", self.minutes),
            Language::De => format!("{} Minuten", self.minutes),
        }
    }

    /// Everything around the middle, in a double frame.
    fn classic(&self, sheet: &mut Sheet<'_>) {
        let (words, accent, (width, height)) = (self.words(), Colour::hex(&self.accent), LYING);
        let (middle, measure) = (width / 2.0, width - 200.0);
        let inset = |by: f32| Area { x: by, y: by, w: width - 2.0 * by, h: height - 2.0 * by };
        sheet.frame(inset(24.0), 10.0, 1.6, accent);
        sheet.frame(inset(30.0), 6.0, 0.5, accent.tint(0.5));
        self.sender(sheet, (middle, 62.0), true);
        sheet.centred((middle, 142.0), Style::new(Face::Display, 34.0, accent), words.title, measure);
        let soft = Style::new(Face::Text, 13.0, Colour::SOFT);
        sheet.centred((middle, 178.0), soft, words.confirms, measure);
        let name = fit(&self.name, Face::Display, measure * 0.97, &NAME);
        let style = Style::new(Face::Display, name.size, Colour::INK);
        sheet.centred((middle, 226.0), style, &name.lines.join(" "), measure);
        sheet.rule((middle - 130.0, 244.0), 260.0, accent.tint(0.5));
        sheet.centred((middle, 274.0), soft, words.took_part, measure);
        let title = fit(&self.title, Face::Strong, measure * 0.97, &TITLE);
        let mut y = 308.0;
        for line in &title.lines {
            let style = Style::new(Face::Strong, title.size, Colour::INK);
            sheet.centred((middle, y), style, line, measure);
            y += title.size * 1.25;
        }
        let columns = [
            (words.date, self.date.clone()),
            (words.duration, self.minutes()),
            (words.speaker, self.speaker.clone()),
        ];
        let column = (width - 160.0) / 3.0;
        for (at, (label, value)) in columns.iter().enumerate() {
            let x = 80.0 + column * (at as f32 + 0.5);
            sheet.centred((x, 398.0), Style::new(Face::Text, 10.0, Colour::SOFT), label, column - 12.0);
            sheet.centred((x, 416.0), Style::new(Face::Strong, 13.5, Colour::INK), value, column - 12.0);
            if at == 2 {
                let role = Style::new(Face::Text, 9.5, Colour::SOFT);
                sheet.centred((x, 430.0), role, &self.role, column - 12.0);
            }
        }
        self.proof(sheet, 64.0, 458.0, Colour::INK);
        let x = width - 64.0;
        sheet.right((x, 520.0), Style::new(Face::Strong, 12.0, Colour::INK), &self.house, 260.0);
        let issued = format!("{}: {}", words.issued, self.issued);
        sheet.right((x, 535.0), Style::new(Face::Text, 10.0, Colour::SOFT), &issued, 260.0);
    }

    /// Beside a band in the house's colour.
    fn modern(&self, sheet: &mut Sheet<'_>) {
        let (words, accent, (width, height)) = (self.words(), Colour::hex(&self.accent), LYING);
        sheet.tile(Area { x: 0.0, y: 0.0, w: width, h: height }, 0.0, accent.tint(0.05));
        sheet.tile(Area { x: 0.0, y: 0.0, w: 26.0, h: height }, 0.0, accent);
        sheet.tile(Area { x: 26.0, y: 0.0, w: 5.0, h: height }, 0.0, accent.tint(0.35));
        let (left, measure) = (84.0, width - 168.0);
        self.sender(sheet, (left, 52.0), false);
        let label = Style::new(Face::Strong, 13.0, accent);
        sheet.text((left, 146.0), label, words.title, measure);
        let name = fit(&self.name, Face::Display, measure * 0.97, &NAME);
        let style = Style::new(Face::Display, name.size, Colour::INK);
        sheet.text((left, 194.0), style, &name.lines.join(" "), measure);
        sheet.text((left, 228.0), Style::new(Face::Text, 13.0, Colour::SOFT), words.took_part, measure);
        let title = fit(&self.title, Face::Strong, measure * 0.97, &TITLE);
        let mut y = 266.0;
        for line in &title.lines {
            sheet.text((left, y), Style::new(Face::Strong, title.size, Colour::INK), line, measure);
            y += title.size * 1.25;
        }
        sheet.rule((left, 338.0), measure, accent.tint(0.35));
        self.facts(sheet, left, 364.0, measure, Colour::INK);
        self.proof(sheet, left, 462.0, Colour::INK);
        let x = width - 84.0;
        sheet.right((x, 522.0), Style::new(Face::Strong, 12.0, Colour::INK), &self.house, 260.0);
        let issued = format!("{}: {}", words.issued, self.issued);
        sheet.right((x, 537.0), Style::new(Face::Text, 10.0, Colour::SOFT), &issued, 260.0);
    }

    /// Black on white.
    fn plain(&self, sheet: &mut Sheet<'_>) {
        let (words, (width, _)) = (self.words(), LYING);
        let (left, measure) = (72.0, width - 144.0);
        sheet.text((left, 84.0), Style::new(Face::Strong, 12.0, Colour::BLACK), &self.house, measure);
        sheet.rule((left, 98.0), measure, Colour::BLACK);
        sheet.text((left, 150.0), Style::new(Face::Display, 30.0, Colour::BLACK), words.title, measure);
        let text = Style::new(Face::Text, 13.0, Colour::BLACK);
        sheet.text((left, 188.0), text, words.confirms, measure);
        let name = fit(&self.name, Face::Display, measure * 0.97, &NAME);
        let style = Style::new(Face::Display, name.size, Colour::BLACK);
        sheet.text((left, 232.0), style, &name.lines.join(" "), measure);
        sheet.text((left, 264.0), text, words.took_part, measure);
        let title = fit(&self.title, Face::Strong, measure * 0.97, &TITLE);
        let mut y = 298.0;
        for line in &title.lines {
            sheet.text((left, y), Style::new(Face::Strong, title.size, Colour::BLACK), line, measure);
            y += title.size * 1.25;
        }
        self.facts(sheet, left, 368.0, measure, Colour::BLACK);
        sheet.rule((left, 444.0), measure, Colour::BLACK);
        self.proof(sheet, left, 460.0, Colour::BLACK);
        let issued = format!("{}: {}", words.issued, self.issued);
        sheet.right((width - left, 537.0), Style::new(Face::Text, 10.0, Colour::BLACK), &issued, 260.0);
    }

    /// Date, duration and speaker in columns.
    fn facts(&self, sheet: &mut Sheet<'_>, left: f32, y: f32, measure: f32, ink: Colour) {
        let words = self.words();
        let label = Style::new(Face::Text, 10.0, if ink == Colour::BLACK { ink } else { Colour::SOFT });
        let value = Style::new(Face::Strong, 13.5, ink);
        let columns = [
            (0.0, 0.36, words.date, self.date.clone()),
            (0.38, 0.18, words.duration, self.minutes()),
            (0.58, 0.42, words.speaker, self.speaker.clone()),
        ];
        for (from, share, name, text) in columns {
            let (x, w) = (left + measure * from, measure * share);
            sheet.text((x, y), label, name, w);
            sheet.text((x, y + 19.0), value, &text, w);
        }
        sheet.text((left + measure * 0.58, y + 34.0), label, &self.role, measure * 0.42);
    }

    /// The logo, else the mark and the product's name; around `x`, or from there on.
    fn sender(&self, sheet: &mut Sheet<'_>, (x, y): (f32, f32), centred: bool) {
        let place = Area { x: if centred { x - 60.0 } else { x }, y: y - 4.0, w: 120.0, h: 40.0 };
        if self.logo.as_ref().is_some_and(|file| sheet.picture(place, file)) {
            return;
        }
        let style = Style::new(Face::Strong, 16.0, Colour::INK);
        let width = 38.0 + style.width(&self.brand).min(400.0);
        let left = if centred { x - width / 2.0 } else { x };
        sheet.mark((left, y), 28.0, Colour::hex(&self.accent));
        sheet.text((left + 38.0, y + 20.0), style, &self.brand, 400.0);
    }

    /// The number, and where to check it.
    fn proof(&self, sheet: &mut Sheet<'_>, left: f32, y: f32, ink: Colour) {
        let words = self.words();
        sheet.tile(Area { x: left - 5.0, y: y - 5.0, w: QR + 10.0, h: QR + 10.0 }, 4.0, Colour::WHITE);
        sheet.qr((left, y), QR, &self.verify_url);
        let x = left + QR + 18.0;
        let soft = Style::new(Face::Text, 10.0, if ink == Colour::BLACK { ink } else { Colour::SOFT });
        sheet.text((x, y + 18.0), soft, words.number, 300.0);
        sheet.text((x, y + 35.0), Style::new(Face::Strong, 14.0, ink), &self.number, 300.0);
        sheet.text((x, y + 58.0), soft, words.check, 300.0);
        let url = self.verify_url.trim_start_matches("https://").trim_start_matches("http://");
        sheet.text((x, y + 73.0), soft, url, 330.0);
        sheet.link(Area { x, y: y + 62.0, w: 330.0, h: 14.0 }, &self.verify_url);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::files::pages as read;

    fn drawing(template: CertificateTemplate, language: Language) -> Drawing {
        Drawing {
            template,
            language,
            number: "MC-7K4P-2QX9-BW3T".into(),
            name: "Jürgen Müller-Größe".into(),
            title: "Batteriespeicher, die sich rechnen: vom Preisverlauf zum Fahrplan in einer Woche".into(),
            date: "Dienstag, 8. Dezember 2026".into(),
            minutes: 58,
            speaker: "Dr. Hanna Rehwald".into(),
            role: "Leiterin Speicher, voltAIc Systems".into(),
            house: "Magnetiq".into(),
            brand: "Magnetiq Webinars".into(),
            accent: "#7c3aed".into(),
            logo: None,
            verify_url: "https://webinars.example/certificates/MC-7K4P-2QX9-BW3T".into(),
            issued_at: DateTime::UNIX_EPOCH,
            issued: "9. Dezember 2026".into(),
        }
    }

    #[test]
    fn every_template_says_who_what_and_which_number_in_both_languages() {
        for template in CertificateTemplate::ALL {
            for language in [Language::En, Language::De] {
                let drawing = drawing(*template, language);
                let file = drawing.pdf().unwrap();
                assert_eq!(file, drawing.pdf().unwrap());
                if let Some(folder) = std::env::var_os("MAGNETIQ_LOOK") {
                    let name = format!("certificate-{template}-{}.pdf", language.code());
                    std::fs::write(std::path::Path::new(&folder).join(name), &file).unwrap();
                }
                let pages = read(&file);
                assert_eq!(pages.len(), 1);
                for words in
                    ["Jürgen Müller-Größe", "MC-7K4P-2QX9-BW3T", "Dr. Hanna Rehwald", "58", "Dienstag, 8."]
                {
                    assert!(pages[0].contains(words), "{template} {language:?}: {words} in {}", pages[0]);
                }
                assert!(pages[0].contains(drawing.words().title), "{}", pages[0]);
            }
        }
    }

    #[test]
    fn what_is_too_long_or_odd_breaks_nothing() {
        for text in ["", "日本語", &"Sehr lange Wörter ".repeat(40), &"X".repeat(400)] {
            for template in CertificateTemplate::ALL {
                let mut odd = drawing(*template, Language::De);
                (odd.name, odd.title, odd.speaker) = (text.to_owned(), text.to_owned(), text.to_owned());
                odd.logo = Some(b"no picture".to_vec());
                assert_eq!(read(&odd.pdf().unwrap()).len(), 1);
            }
        }
    }
}
