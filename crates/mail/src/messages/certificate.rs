//! A certificate of attendance is ready.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::{Attachment, SessionFacts, clean};

/// Brings the certificate: as a file, as a link, and with the page where others can check it.
#[derive(Clone, Debug, PartialEq)]
pub struct Certificate {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session.
    pub session: SessionFacts,
    /// The certificate's number.
    pub number: String,
    /// The certificate, for its owner.
    pub link: String,
    /// Where anybody can check that it is genuine.
    pub verify_link: String,
    /// The certificate itself; `None` leaves it to the link.
    pub file: Option<Attachment>,
}

impl Certificate {
    /// For previews and tests; the file has a single empty page.
    pub fn sample(language: Language) -> Self {
        let name = match language {
            Language::En => "Certificate Juliette Moreau.pdf",
            Language::De => "Teilnahmebestätigung Juliette Moreau.pdf",
        };
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            number: "VC-2026-0412".into(),
            link: "https://webinars.example/certificate#token=v1.7K4P2c0ffee".into(),
            verify_link: "https://webinars.example/verify/VC-2026-0412".into(),
            file: Some(Attachment {
                name: name.into(),
                media_type: "application/pdf".into(),
                bytes: EMPTY_PAGE.to_vec(),
            }),
        }
    }

    pub(crate) fn values(&self) -> Value {
        context! {
            first_name => clean::line(&self.first_name),
            number => clean::line(&self.number),
            link => clean::link(&self.link),
            verify_link => clean::link(&self.verify_link),
            attached => self.file.is_some(),
        }
    }
}

/// The smallest file that programs open.
const EMPTY_PAGE: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]>>endobj\n\
trailer<</Root 1 0 R>>\n%%EOF\n";
