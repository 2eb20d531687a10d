//! What a file is, told by its content: names and announced types are not believed.

use image::ImageFormat;
use magnetiq_shared::media::MediaKind;

/// The largest picture that is taken, in bytes.
pub(in super::super) const MAX_IMAGE: usize = 10 * 1024 * 1024;
/// The largest document that is taken, in bytes.
pub(in super::super) const MAX_DOCUMENT: usize = 25 * 1024 * 1024;
/// How much of a file tells what it is, in bytes.
pub(in super::super) const TELLING: usize = 12;

/// What was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Content {
    /// A picture of this format.
    Image(ImageFormat),
    /// A PDF.
    Pdf,
}

impl Content {
    /// What these first bytes begin; `None` where it is nothing that is taken.
    pub(in super::super) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Image(ImageFormat::Jpeg)),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Image(ImageFormat::Png)),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Image(ImageFormat::Gif)),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
                Some(Self::Image(ImageFormat::WebP))
            }
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            _ => None,
        }
    }

    /// Which kind of file that is.
    pub(in super::super) fn kind(self) -> MediaKind {
        match self {
            Self::Image(_) => MediaKind::Image,
            Self::Pdf => MediaKind::Document,
        }
    }

    /// How large it may be, in bytes.
    pub(in super::super) fn most(self) -> usize {
        match self {
            Self::Image(_) => MAX_IMAGE,
            Self::Pdf => MAX_DOCUMENT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_content_tells_what_a_file_is() {
        assert_eq!(Content::of(b"%PDF-1.7\n"), Some(Content::Pdf));
        assert_eq!(Content::of(b"GIF89a<script>"), Some(Content::Image(ImageFormat::Gif)));
        assert_eq!(Content::of(b"RIFF\0\0\0\0WEBPVP8 "), Some(Content::Image(ImageFormat::WebP)));
        let others: [&[u8]; 7] =
            [b"", b"<svg xmlns", b"<html>", b"\n%PDF-1.7", b"MZ\x90\0", b"RIFF\0\0\0\0AVI ", b"II*\0"];
        for other in others {
            assert_eq!(Content::of(other), None, "{other:?}");
        }
    }
}
