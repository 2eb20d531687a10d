//! Reading an upload: `multipart/form-data` with the parts `file`, `alt` (JSON), `crop`.

use actix_multipart::{Field, Multipart};
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt;
use magnetiq_shared::{Code, FieldError, ProblemType, TranslatedText, fields};

use super::kind::{Content, MAX_DOCUMENT, TELLING};
use crate::http::{ApiError, Checks, parse_json};

/// The longest of the other parts, in bytes.
const MAX_TEXT: usize = 4 * 1024;

/// A part of a picture, in pixels of the picture as it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crop {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// A file that was sent.
#[derive(Clone, Debug)]
pub struct Upload {
    pub(super) content: Content,
    pub(super) bytes: Bytes,
    pub(super) file_name: String,
    pub(super) alt: Option<TranslatedText>,
    pub(super) crop: Option<Crop>,
}

/// Reads an upload. What is too large, or nothing that is taken, is refused before it has arrived as a whole.
///
/// # Errors
/// `unsupported-media-type`, `too-large`, `validation`.
pub async fn read_upload(request: &HttpRequest, payload: Payload) -> Result<Upload, ApiError> {
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data")) {
        return Err(ApiError::new(ProblemType::UnsupportedMediaType));
    }
    let mut parts = Multipart::new(request.headers(), payload);
    let (mut file, mut alt, mut crop) = (None, None, None);
    let mut checks = Checks::default();
    while let Some(mut part) = parts.try_next().await.map_err(broken)? {
        match part.name().unwrap_or_default() {
            "file" if file.is_none() => file = Some(read_file(&mut part).await?),
            "alt" if alt.is_none() => alt = Some(text(&mut part).await?),
            "crop" if crop.is_none() => crop = Some(text(&mut part).await?),
            other => {
                let name: String = fields::kept(other).chars().take(40).collect();
                return Err(ApiError::validation(vec![FieldError::new(
                    format!("/{name}"),
                    Code::UnknownField,
                )]));
            }
        }
    }
    let Some((file_name, content, bytes)) = file else {
        return Err(ApiError::validation(vec![FieldError::new("/file", Code::Required)]));
    };
    let alt = match alt.filter(|text| !text.is_empty()) {
        Some(text) => Some(alt_text(&mut checks, parse_json(&text).map_err(|_| wrong("/alt"))?)),
        None => None,
    };
    let crop = match crop.filter(|text| !text.is_empty()) {
        Some(text) => Some(std::str::from_utf8(&text).ok().and_then(box_of).ok_or_else(|| wrong("/crop"))?),
        None => None,
    };
    checks.finish()?;
    Ok(Upload { content, bytes, file_name, alt, crop })
}

/// What a picture shows, in clean words.
pub(in super::super) fn alt_text(checks: &mut Checks, given: TranslatedText) -> TranslatedText {
    checks.texts("/alt", &given, |text| fields::line(text, 200))
}

/// A name for people: its last part, on one line. Files are never stored under it.
pub(in super::super) fn clean_name(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = fields::kept(last).split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.trim_start_matches('.').chars().take(200).collect();
    if name.is_empty() { "file".to_owned() } else { name }
}

async fn read_file(part: &mut Field) -> Result<(String, Content, Bytes), ApiError> {
    let given = part.content_disposition().and_then(|disposition| disposition.get_filename());
    let name = clean_name(given.unwrap_or_default());
    let mut bytes = BytesMut::new();
    let mut content = None;
    while let Some(chunk) = part.try_next().await.map_err(broken)? {
        bytes.extend_from_slice(&chunk);
        if content.is_none() && bytes.len() >= TELLING {
            content = Some(Content::of(&bytes).ok_or_else(|| wrong("/file"))?);
        }
        if bytes.len() > content.map_or(MAX_DOCUMENT, Content::most) {
            return Err(ApiError::new(ProblemType::TooLarge));
        }
    }
    let content = content.ok_or_else(|| wrong("/file"))?;
    Ok((name, content, bytes.freeze()))
}

async fn text(part: &mut Field) -> Result<Bytes, ApiError> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = part.try_next().await.map_err(broken)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_TEXT {
            return Err(ApiError::new(ProblemType::TooLarge));
        }
    }
    Ok(bytes.freeze())
}

/// `x,y,width,height`.
fn box_of(text: &str) -> Option<Crop> {
    let numbers: Vec<u32> =
        text.split(',').map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
    let [x, y, width, height] = numbers.try_into().ok()?;
    Some(Crop { x, y, width, height })
}

fn wrong(pointer: &str) -> ApiError {
    ApiError::validation(vec![FieldError::new(pointer, Code::Type)])
}

fn broken(error: actix_multipart::MultipartError) -> ApiError {
    ApiError::new(ProblemType::Validation).detail(format!("this is no form with a file: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_its_last_part_on_one_line() {
        for (raw, clean) in [
            ("portrait.jpg", "portrait.jpg"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\kat\\Dr. Voss.png", "Dr. Voss.png"),
            ("a\u{202e}gpj.exe\r\nX: y", "agpj.exeX: y"),
            ("..", "file"),
            ("", "file"),
        ] {
            assert_eq!(clean_name(raw), clean, "{raw:?}");
        }
        assert_eq!(clean_name(&"x".repeat(999)).len(), 200);
    }

    #[test]
    fn a_box_is_four_numbers() {
        assert_eq!(box_of("1, 2,3,4"), Some(Crop { x: 1, y: 2, width: 3, height: 4 }));
        for odd in ["", "1,2,3", "1,2,3,4,5", "-1,2,3,4", "1,2,3,99999999999", "a,b,c,d"] {
            assert_eq!(box_of(odd), None, "{odd}");
        }
    }
}
