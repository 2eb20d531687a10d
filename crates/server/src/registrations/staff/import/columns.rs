//! Which column of a file is which field, in English and in German, and what a row says.

use magnetiq_shared::registrations::{ImportColumn, RegistrationAddition};
use magnetiq_shared::{Code, FieldError, Language};

/// Fields, with what spreadsheets call them: in lower case, letters and digits alone.
const NAMES: &[(&str, &[&str])] = &[
    ("firstName", &["firstname", "first", "givenname", "vorname", "rufname"]),
    ("lastName", &["lastname", "last", "surname", "familyname", "nachname", "familienname", "zuname"]),
    ("name", &["name", "fullname", "person", "participant", "teilnehmer", "teilnehmerin", "vollername"]),
    ("email", &["email", "emailaddress", "mail", "mailaddress", "emailadresse", "mailadresse"]),
    ("company", &["company", "companyname", "organisation", "organization", "firma", "unternehmen"]),
    ("position", &["position", "jobtitle", "title", "role", "funktion", "beruf", "stelle"]),
    ("phone", &["phone", "phonenumber", "telephone", "mobile", "telefon", "telefonnummer", "mobil", "handy"]),
    ("website", &["website", "url", "web", "homepage", "webseite", "internetseite"]),
    ("language", &["language", "lang", "sprache"]),
    ("timezone", &["timezone", "zeitzone"]),
    (
        "specialRequirements",
        &["requirements", "specialrequirements", "needs", "notes", "anforderungen", "wuensche", "bemerkung"],
    ),
    (
        "marketingConsent",
        &[
            "marketingconsent",
            "consent",
            "newsletter",
            "newsconsent",
            "optin",
            "einwilligung",
            "zustimmung",
            "werbeeinwilligung",
        ],
    ),
];

/// Which field stands in which column.
pub(super) struct Columns(Vec<Option<&'static str>>);

impl Columns {
    /// By the header; of several columns for a field the first counts.
    ///
    /// # Errors
    /// `required` for each field that has no column: the address, and a name.
    pub(super) fn of(header: &[String]) -> Result<Self, Vec<FieldError>> {
        let mut columns: Vec<Option<&'static str>> = Vec::with_capacity(header.len());
        for name in header {
            let field = field(name).filter(|field| !columns.contains(&Some(*field)));
            columns.push(field);
        }
        // Beside a first name, as in "Vorname; Name", it is the last one.
        if columns.contains(&Some("firstName")) && !columns.contains(&Some("lastName")) {
            for column in columns.iter_mut().filter(|column| **column == Some("name")) {
                *column = Some("lastName");
            }
        }
        let has = |field| columns.contains(&Some(field));
        let missing =
            |field: &str, there: bool| (!there).then(|| FieldError::new(format!("/{field}"), Code::Required));
        let errors = [
            missing("email", has("email")),
            missing("firstName", has("firstName") || has("name")),
            missing("lastName", has("lastName") || has("name")),
        ];
        let errors: Vec<_> = errors.into_iter().flatten().collect();
        if errors.is_empty() { Ok(Self(columns)) } else { Err(errors) }
    }

    /// How the header was read.
    pub(super) fn shown(&self, header: Vec<String>) -> Vec<ImportColumn> {
        let fields = self.0.iter().map(|field| field.map(str::to_owned));
        header.into_iter().zip(fields).map(|(header, field)| ImportColumn { header, field }).collect()
    }

    /// What a row says; what is not said is as in `usual`. Also what can't be read of it.
    pub(super) fn read(
        &self,
        cells: &[String],
        usual: &RegistrationAddition,
    ) -> (RegistrationAddition, Vec<FieldError>) {
        let mut row = usual.clone();
        let mut errors = Vec::new();
        for (field, cell) in self.0.iter().zip(cells) {
            let Some(field) = field else { continue };
            if cell.is_empty() {
                continue;
            }
            match *field {
                "firstName" => row.first_name = cell.clone(),
                "lastName" => row.last_name = cell.clone(),
                "name" => (row.first_name, row.last_name) = parted(cell),
                "email" => row.email = cell.clone(),
                "company" => row.company = Some(cell.clone()),
                "position" => row.position = Some(cell.clone()),
                "phone" => row.phone = Some(cell.clone()),
                "website" => row.website = Some(cell.clone()),
                "timezone" => row.timezone = Some(cell.clone()),
                "specialRequirements" => row.special_requirements = Some(cell.clone()),
                "language" => match language(cell) {
                    Some(language) => row.language = language,
                    None => errors.push(FieldError::new("/language", Code::Unknown)),
                },
                _ => match yes_no(cell) {
                    Some(given) => row.marketing_consent = given,
                    // What is not a clear yes or no is never taken for one.
                    None => errors.push(FieldError::new("/marketingConsent", Code::Unknown)),
                },
            }
        }
        (row, errors)
    }
}

fn field(header: &str) -> Option<&'static str> {
    let name = key(header);
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
}

/// Letters and digits alone, in lower case, umlauts as two letters.
fn key(text: &str) -> String {
    let text =
        text.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// `Anna Maria Groß`, or `Groß, Anna Maria`, as first and last name.
fn parted(name: &str) -> (String, String) {
    if let Some((last, first)) = name.split_once(',') {
        return (first.trim().to_owned(), last.trim().to_owned());
    }
    let (first, last) = name.rsplit_once(char::is_whitespace).unwrap_or((name, ""));
    (first.trim().to_owned(), last.trim().to_owned())
}

fn language(cell: &str) -> Option<Language> {
    match key(cell).as_str() {
        "en" | "eng" | "english" | "englisch" | "engb" | "enus" => Some(Language::En),
        "de" | "deu" | "ger" | "german" | "deutsch" | "dede" | "deat" | "dech" => Some(Language::De),
        _ => None,
    }
}

fn yes_no(cell: &str) -> Option<bool> {
    match key(cell).as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "j" | "wahr" => Some(true),
        "no" | "n" | "false" | "0" | "nein" | "falsch" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[&str]) -> Vec<String> {
        all.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn headers_are_known_in_both_languages() {
        for header in [
            ["First name", "Last Name", "E-Mail", "Company", "Marketing consent", "Language"],
            ["Vorname", "Nachname", "E-Mail-Adresse", "Firma", "Einwilligung", "Sprache"],
            ["first_name", "last_name", "email", "company", "marketing_consent", "language"],
        ] {
            let columns = Columns::of(&texts(&header)).unwrap_or_else(|_| panic!("{header:?}"));
            let expected = ["firstName", "lastName", "email", "company", "marketingConsent", "language"];
            assert_eq!(columns.0, expected.map(Some), "{header:?}");
        }
    }

    #[test]
    fn a_name_beside_a_first_name_is_the_last_one() {
        let columns =
            Columns::of(&texts(&["Name", "Vorname", "Mail"])).unwrap_or_else(|_| panic!("all are there"));
        assert_eq!(columns.0, [Some("lastName"), Some("firstName"), Some("email")]);
    }

    #[test]
    fn what_is_missing_is_named() {
        let named = Columns::of(&texts(&["Firma", "Vorname"])).err().unwrap();
        assert_eq!(
            named.iter().map(|error| error.pointer.as_str()).collect::<Vec<_>>(),
            ["/email", "/lastName"]
        );
    }

    #[test]
    fn a_row_says_what_its_cells_say() {
        let columns =
            Columns::of(&texts(&["Name", "Mail", "Newsletter", "Sprache", "Lieblingsfarbe"])).unwrap();
        let usual = RegistrationAddition::default();
        let (row, errors) =
            columns.read(&texts(&["Groß, Anna Maria", "a@b.example", "ja", "Deutsch", "rot"]), &usual);
        assert_eq!((row.first_name.as_str(), row.last_name.as_str()), ("Anna Maria", "Groß"));
        assert!(row.marketing_consent && row.language == Language::De && errors.is_empty());
        let (row, errors) = columns.read(&texts(&["Anna Maria Groß", "a@b.example", "vielleicht"]), &usual);
        assert_eq!((row.first_name.as_str(), row.last_name.as_str()), ("Anna Maria", "Groß"));
        assert!(!row.marketing_consent && row.language == Language::En);
        assert_eq!(errors, [FieldError::new("/marketingConsent", Code::Unknown)]);
    }
}
