//! Files for tests, made here.

use std::io::Cursor;

use actix_web::test::TestRequest;
use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::{Answer, TestApp};

/// A picture that is red on its left and blue on its right half.
pub fn two_halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) },
    )
}

/// It as a file of this format.
pub fn file(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut file = Vec::new();
    let picture = DynamicImage::ImageRgb8(two_halves(width, height));
    picture.write_to(&mut Cursor::new(&mut file), format).unwrap();
    file
}

/// A picture of which half can be looked through, as PNG.
pub fn transparent(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbaImage::from_fn(width, height, |x, _| Rgba([9, 9, 9, if x % 2 == 0 { 255 } else { 0 }]));
    let mut file = Vec::new();
    DynamicImage::ImageRgba8(picture).write_to(&mut Cursor::new(&mut file), ImageFormat::Png).unwrap();
    file
}

/// A JPEG whose camera was held sideways (orientation 6: turn it to the right), and that says where it was.
pub fn sideways(width: u32, height: u32) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    exif.extend(b"\x01\x0f\0\x02\0\0\0\x10\0\0\0\x26");
    exif.extend(b"\0\0\0\0SECRET-LOCATION\0");
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, 90);
    encoder.set_exif_metadata(exif).unwrap();
    encoder.write_image(&two_halves(width, height), width, height, ExtendedColorType::Rgb8).unwrap();
    file
}

/// A PNG of some bytes that says it has this many pixels.
pub fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut file = file(4, 4, ImageFormat::Png);
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32(&file[12..29]);
    file[29..33].copy_from_slice(&crc.to_be_bytes());
    file
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    };
    !bytes.iter().fold(u32::MAX, step)
}

/// The shortest PDF.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// Parts of a form: name, name of the file, content.
pub type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

/// A form of these parts.
pub fn form(parts: &[Part]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file_name, content) in parts {
        let file_name = file_name.map(|name| format!("; filename=\"{name}\"")).unwrap_or_default();
        body.extend(
            format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"{file_name}\r\n").bytes(),
        );
        body.extend(b"content-type: image/png\r\n\r\n");
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--cut--\r\n");
    body
}

impl TestApp {
    /// Uploads to an address.
    pub async fn upload_to(&self, path: &str, bearer: &str, parts: &[Part<'_>]) -> Answer {
        let request = TestRequest::post()
            .uri(path)
            .insert_header(("authorization", format!("Bearer {bearer}")))
            .insert_header(("content-type", "multipart/form-data; boundary=cut"))
            .set_payload(Bytes::from(form(parts)));
        self.send(request).await
    }

    /// Uploads a file to the library.
    pub async fn upload(&self, bearer: &str, name: &str, content: &[u8]) -> Answer {
        self.upload_to("/api/v1/media", bearer, &[("file", Some(name), content)]).await
    }
}

/// What stands on each page of a PDF.
pub fn pages(file: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(file).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    pages.into_iter().map(|page| document.extract_text(&[page]).unwrap()).collect()
}
