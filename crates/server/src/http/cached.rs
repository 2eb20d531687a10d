//! Answers that are made once and given many times: bytes with their ETag, compressed once.

use std::sync::OnceLock;

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, VARY,
};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// Below this size compressing costs more than it saves, in bytes.
const WORTH_COMPRESSING: usize = 1_000;

/// An answer, ready to be sent as often as it is asked for.
pub struct Answer {
    plain: Bytes,
    etag: HeaderValue,
    brotli_etag: HeaderValue,
    brotli: OnceLock<Bytes>,
    compressible: bool,
}

impl Answer {
    /// An answer of these bytes.
    pub fn new(plain: Bytes) -> Self {
        let hash = &Sha256::digest(&plain)[..12];
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let tag = |kind: &str| {
            HeaderValue::from_str(&format!("\"{hash}{kind}\"")).unwrap_or(HeaderValue::from_static("\"\""))
        };
        Self { plain, etag: tag(""), brotli_etag: tag("-br"), brotli: OnceLock::new(), compressible: true }
    }

    /// An answer of bytes that compressing makes no smaller, such as a PNG.
    pub fn compressed_already(bytes: Bytes) -> Self {
        Self { compressible: false, ..Self::new(bytes) }
    }

    /// The bytes, compressed where the client takes that; 304 where it has them already.
    pub fn respond(
        &self,
        request: &HttpRequest,
        content_type: &'static str,
        cache: &'static str,
    ) -> HttpResponse {
        let compressed =
            self.compressible && self.plain.len() >= WORTH_COMPRESSING && accepts_brotli(request);
        let etag = if compressed { &self.brotli_etag } else { &self.etag };
        let known = request.headers().get(IF_NONE_MATCH).is_some_and(|tags| names(tags, etag));
        let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        answer
            .insert_header((CACHE_CONTROL, HeaderValue::from_static(cache)))
            .insert_header((ETAG, etag.clone()))
            .insert_header((VARY, HeaderValue::from_static("accept-encoding")));
        if known {
            return answer.finish();
        }
        answer.insert_header((CONTENT_TYPE, HeaderValue::from_static(content_type)));
        if compressed {
            answer.insert_header((CONTENT_ENCODING, HeaderValue::from_static("br")));
            answer.body(self.brotli.get_or_init(|| compress(&self.plain)).clone())
        } else {
            answer.body(self.plain.clone())
        }
    }
}

/// Whether the client takes brotli.
pub fn accepts_brotli(request: &HttpRequest) -> bool {
    let accepted =
        request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|encoding| {
        let mut parts = encoding.split(';').map(str::trim);
        parts.next() == Some("br") && !parts.any(|part| part == "q=0" || part == "q=0.0")
    })
}

/// Whether `If-None-Match` names the tag.
pub fn names(tags: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(tags), Ok(etag)) = (tags.to_str(), etag.to_str()) else { return false };
    tags.split(',').map(|tag| tag.trim().trim_start_matches("W/")).any(|tag| tag == etag || tag == "*")
}

fn compress(plain: &[u8]) -> Bytes {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
    match brotli::BrotliCompress(&mut &*plain, &mut compressed, &params) {
        Ok(_) => compressed.into(),
        // Writing to memory doesn't fail; should it ever, an empty answer would be cached.
        Err(error) => unreachable!("compressing in memory failed: {error}"),
    }
}
