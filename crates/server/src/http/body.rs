//! Reading what a client sends: JSON bodies and query strings, each mistake named by field.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, web};
use magnetiq_shared::search::TOO_LONG;
use magnetiq_shared::{Code, FieldError, ProblemType};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use super::error::ApiError;
use super::json::Json;

/// The largest body that an ordinary operation takes, in bytes.
pub const MAX_BODY: usize = 256 * 1024;

/// A JSON body, with the bytes it was read from.
pub struct Body<T> {
    /// What was sent.
    pub value: T,
    /// As it was sent, for comparing repeated requests.
    pub bytes: web::Bytes,
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_json = content_type
            .is_some_and(|value| value.split(';').next().unwrap_or_default().trim().ends_with("json"));
        let announced = request.headers().get("content-length").and_then(|value| value.to_str().ok());
        let too_large =
            announced.and_then(|length| length.parse().ok()).is_some_and(|length: usize| length > MAX_BODY);
        let bytes = web::Payload::from_request(request, payload);
        Box::pin(async move {
            if too_large {
                return Err(ApiError::new(ProblemType::TooLarge));
            }
            if !is_json {
                return Err(ApiError::new(ProblemType::UnsupportedMediaType));
            }
            let bytes = read_body(bytes.await.map_err(ApiError::internal)?, MAX_BODY).await?;
            let value = parse_json(&bytes)?;
            Ok(Self { value, bytes })
        })
    }
}

/// The bytes of a body, of as many as are taken at most.
///
/// # Errors
/// `too-large`; `malformed-json` where it breaks off.
pub async fn read_body(payload: web::Payload, most: usize) -> Result<web::Bytes, ApiError> {
    match payload.to_bytes_limited(most).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(ApiError::new(ProblemType::MalformedJson).detail("the body broke off")),
        Err(_) => Err(ApiError::new(ProblemType::TooLarge)),
    }
}

/// Reads JSON.
///
/// # Errors
/// `malformed-json` where it is none, `validation` with the field's pointer where it has another shape.
pub fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    // What is no JSON at all is told apart first, wherever in the body it breaks.
    let malformed =
        |error: serde_json::Error| ApiError::new(ProblemType::MalformedJson).detail(error.to_string());
    let json = serde_json::from_slice(bytes).map_err(malformed)?;
    serde_path_to_error::deserialize(Json(json)).map_err(|error| {
        let pointer: String = error.path().iter().map(step).collect();
        ApiError::validation(vec![shape_error(&pointer, &error.inner().to_string())])
    })
}

/// A step of a JSON Pointer.
fn step(segment: &Segment) -> String {
    match segment {
        Segment::Seq { index } => format!("/{index}"),
        other => format!("/{other}"),
    }
}

/// A query string as typed parameters; unknown ones are an error.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(parse_query(request.query_string()).map(Self))
    }
}

/// Reads a query string.
///
/// # Errors
/// `validation` with the parameter's name.
pub fn parse_query<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    let pairs = serde_urlencoded::Deserializer::new(form_pairs(query));
    serde_path_to_error::deserialize(pairs).map_err(|error| {
        let name = error.path().to_string();
        let name = if name == "." { "" } else { name.as_str() };
        ApiError::validation(vec![shape_error(name, &error.inner().to_string())])
    })
}

fn form_pairs(query: &str) -> form_urlencoded::Parse<'_> {
    form_urlencoded::parse(query.as_bytes())
}

/// What serde says about a shape, as the error of one field.
fn shape_error(pointer: &str, message: &str) -> FieldError {
    let named = message.split('`').nth(1).unwrap_or_default();
    let (code, field) = match message {
        _ if message.starts_with("missing field") => (Code::Required, Some(named)),
        _ if message.starts_with("unknown field") => (Code::UnknownField, Some(named)),
        _ if message.starts_with(TOO_LONG) => (Code::TooLong, None),
        _ => (Code::Type, None),
    };
    let at_field = field.is_some_and(|field| !pointer.ends_with(field));
    let pointer = if at_field { format!("{pointer}/{named}") } else { pointer.to_owned() };
    FieldError::new(pointer, code)
}

#[cfg(test)]
mod tests {
    use magnetiq_shared::registrations::RegistrationForm;
    use magnetiq_shared::sessions::{SessionFilters, Timeframe};
    use proptest::prelude::*;

    use super::*;

    fn named(error: ApiError) -> Vec<(String, Code)> {
        error.problem("").errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn a_body_of_the_wrong_shape_is_named_by_field() {
        for (body, pointer, code) in [
            (r#"{"firstName":1}"#, "/firstName", Code::Type),
            (r#"{"colour":1}"#, "/colour", Code::UnknownField),
            (r#"{"firstName":"Jo"}"#, "/lastName", Code::Required),
            (r#"[]"#, "", Code::Type),
        ] {
            let error = parse_json::<RegistrationForm>(body.as_bytes()).unwrap_err();
            assert_eq!(named(error), [(pointer.to_owned(), code)], "{body}");
        }
        for broken in ["{", "{\"a\":}", "", "{} {}", "\u{0}"] {
            let error = parse_json::<RegistrationForm>(broken.as_bytes()).unwrap_err();
            assert_eq!(error.kind(), ProblemType::MalformedJson, "{broken:?}");
        }
    }

    #[test]
    fn a_list_is_no_object() {
        let error = parse_json::<magnetiq_shared::accounts::MePatch>(b" [null, null, null]").unwrap_err();
        assert_eq!(named(error), [(String::new(), Code::Type)]);
        let patch = br#"{ "seo": ["A title"], "tagIds": [] }"#;
        let error = parse_json::<magnetiq_shared::topics::TopicPatch>(patch).unwrap_err();
        assert_eq!(named(error), [("/seo".to_owned(), Code::Type)]);
    }

    #[test]
    fn a_parameter_of_the_wrong_shape_is_named() {
        let filters: SessionFilters = parse_query("timeframe=this-week&limit=5").unwrap();
        assert_eq!((filters.timeframe, filters.limit), (Timeframe::ThisWeek, Some(5)));
        for (query, pointer, code) in [
            ("timeframe=never", "timeframe", Code::Type),
            ("limit=many", "limit", Code::Type),
            ("colour=red", "colour", Code::UnknownField),
        ] {
            let error = parse_query::<SessionFilters>(query).err().unwrap();
            let (found, found_code) = named(error).remove(0);
            assert_eq!((found.trim_start_matches('/'), found_code), (pointer, code), "{query}");
        }
    }

    proptest! {
        #[test]
        fn no_input_breaks_the_parsers(text in "\\PC*") {
            let _ = parse_json::<RegistrationForm>(text.as_bytes());
            let _ = parse_query::<SessionFilters>(&text);
        }
    }
}
