//! `/media/files/{id}/{name}`: what was uploaded. The address says the content, so it never changes.

use actix_web::http::header::HeaderValue;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, Charset, ContentDisposition,
    DispositionParam, DispositionType, ETAG, ExtendedValue, IF_NONE_MATCH,
};
use actix_web::{HttpRequest, HttpResponse, web};
use uuid::Uuid;

use super::super::queries;
use crate::ctx::Ctx;
use crate::http::cached::names;
use crate::http::{ApiError, ApiResult};

const CACHE: &str = "public, max-age=31536000, immutable";
/// Nothing in a file is ever run or shown as a page of this site.
const POLICY: &str = "default-src 'none'; sandbox";

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/media/files/{id}/{name}", web::get().to(file));
}

async fn file(ctx: Ctx, request: HttpRequest, path: web::Path<(Uuid, String)>) -> ApiResult<HttpResponse> {
    let (id, name) = path.into_inner();
    let content_type = content_type(&name).ok_or_else(ApiError::not_found)?;
    let reading = ctx.files.read(&format!("{id}/{name}")).await.map_err(ApiError::internal)?;
    let reading = reading.ok_or_else(ApiError::not_found)?;
    let etag = HeaderValue::from_str(&format!("\"{}-{name}\"", id.simple())).map_err(ApiError::internal)?;
    let known = request.headers().get(IF_NONE_MATCH).is_some_and(|tags| names(tags, &etag));
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((CACHE_CONTROL, CACHE))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((ETAG, etag));
    if known {
        return Ok(answer.finish());
    }
    answer.insert_header((CONTENT_TYPE, content_type));
    if content_type == "application/pdf" {
        let row = queries::by_id(ctx.db.read(), id).await?.ok_or_else(ApiError::not_found)?;
        answer.insert_header((CONTENT_DISPOSITION, to_be_saved(row.file_name)));
    }
    Ok(answer.no_chunking(reading.size).streaming(reading.content))
}

/// The type of a file of this name; `None` where no file is called so: `640.jpg`, `file.pdf`.
fn content_type(name: &str) -> Option<&'static str> {
    let (stem, ending) = name.split_once('.')?;
    let is_size = !stem.is_empty() && stem.len() <= 4 && stem.bytes().all(|byte| byte.is_ascii_digit());
    match ending {
        "jpg" if is_size => Some("image/jpeg"),
        "png" if is_size => Some("image/png"),
        "pdf" if stem == "file" => Some("application/pdf"),
        _ => None,
    }
}

/// Saved under this name, never opened in the browser.
fn to_be_saved(file_name: String) -> ContentDisposition {
    let name = match file_name.to_lowercase().ends_with(".pdf") {
        true => file_name,
        false => format!("{file_name}.pdf"),
    };
    let name = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: name.into_bytes(),
    };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::FilenameExt(name)],
    }
}
