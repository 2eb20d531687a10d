//! An empty page that shows the HTML that its parent hands it: mails, as the panel previews them.
//!
//! A mail brings its own styles, which the panel's policy forbids; a page of its own has a policy of its own. Nothing
//! of the mail ever runs here: the only script is the one below, named by its hash, and what it puts in runs none.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use actix_web::{HttpResponse, web};

macro_rules! script {
    () => {
        r#"addEventListener("message",e=>{if(e.source===parent)document.documentElement.innerHTML=e.data})"#
    };
}

const PAGE: &str = concat!(
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Mail</title><script>",
    script!(),
    "</script></head><body></body></html>"
);
const POLICY: &str = "default-src 'none'; script-src 'sha256-lIDEl1HL2mRLWc9whXiXtXC9mHY6br2x/bCBEF3xBKg='; \
     style-src 'unsafe-inline'; img-src data: https: http:; form-action 'none'; base-uri 'none'; \
     frame-ancestors 'self'; sandbox allow-scripts";

/// `/mail-frame`.
pub fn mail_frame(config: &mut web::ServiceConfig) {
    config.route("/mail-frame", web::get().to(frame));
}

async fn frame() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")))
        .insert_header((CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("no-cache")))
        .body(PAGE)
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn only_the_frames_own_script_runs() {
        let hash = STANDARD.encode(Sha256::digest(script!()));
        assert!(POLICY.contains(&format!("script-src 'sha256-{hash}';")), "{hash}");
    }
}
