//! Made-up people who register.

use std::io::Write;

/// The path that a session's registrations are sent to.
pub fn path(slug: &str) -> String {
    format!("/api/v1/public/sessions/{slug}/registrations")
}

/// The address of the person with this number; `crowd` keeps crowds apart.
pub fn email(crowd: &str, number: u64) -> String {
    format!("juliette.morel.{number}@{crowd}.example")
}

/// Writes the person's registration request, as a browser sends it, into `into`.
pub fn write_request(into: &mut Vec<u8>, path: &str, crowd: &str, number: u64) {
    let body = format!(
        r#"{{"firstName":"Juliette","lastName":"Morel","email":"{}","phone":"+44 20 7946 0{:03}","company":"Kestrel Foods","position":"Head of Operations","website":"https://kestrel-foods.example","specialRequirements":"I bring two questions about the migration.","termsAccepted":true,"privacyConsent":true,"marketingConsent":false,"language":"en","timezone":"Europe/London"}}"#,
        email(crowd, number),
        number % 1_000,
    );
    into.clear();
    // Writing to memory can't fail.
    write!(
        into,
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .ok();
}
