//! Drawing pictures anew.

use image::{DynamicImage, ImageFormat};

use super::form::Crop;
use super::picture::{Refused, draw};
use crate::test_support::files::{bomb, file, sideways, transparent};

fn read(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

#[test]
fn a_picture_is_kept_in_all_sizes_and_never_enlarged() {
    for (width, expected) in [
        (2000, vec![320, 640, 1280, 1920]),
        (1920, vec![320, 640, 1280, 1920]),
        (700, vec![320, 640, 700]),
        (320, vec![320]),
        (1, vec![1]),
    ] {
        let drawn = draw(&file(width, 90, ImageFormat::Png), ImageFormat::Png, None).unwrap();
        assert_eq!(drawn.files.iter().map(|(width, _)| *width).collect::<Vec<_>>(), expected);
        for (width, bytes) in &drawn.files {
            assert_eq!(read(bytes).width(), *width);
        }
        assert_eq!((drawn.width, drawn.ending), (*expected.last().unwrap(), "jpg"));
    }
}

#[test]
fn every_format_is_drawn_anew() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
        let drawn = draw(&file(60, 40, format), format, None).unwrap();
        let picture = read(&drawn.files[0].1).into_rgb8();
        assert_eq!(picture.dimensions(), (60, 40), "{format:?}");
        let (left, right) = (picture.get_pixel(5, 20), picture.get_pixel(55, 20));
        assert!(
            left[0] > 150 && left[2] < 90 && right[2] > 150 && right[0] < 90,
            "{format:?} {left:?} {right:?}"
        );
    }
}

#[test]
fn a_picture_is_turned_as_its_camera_was_held_and_says_nothing_else() {
    let original = sideways(80, 40);
    assert!(original.windows(6).any(|six| six == b"SECRET"));
    let drawn = draw(&original, ImageFormat::Jpeg, None).unwrap();
    assert_eq!((drawn.width, drawn.height), (40, 80));
    let bytes = &drawn.files[0].1;
    assert!(!bytes.windows(6).any(|six| six == b"SECRET") && !bytes.windows(4).any(|four| four == b"Exif"));
    let picture = read(bytes).into_rgb8();
    assert!(picture.get_pixel(20, 10)[0] > 150, "what was left is now above");
    let crop = Crop { x: 0, y: 50, width: 40, height: 30 };
    let cut = draw(&original, ImageFormat::Jpeg, Some(crop)).unwrap();
    assert_eq!((cut.width, cut.height), (40, 30));
    assert!(read(&cut.files[0].1).into_rgb8().get_pixel(20, 15)[2] > 150, "it is cut as it is seen");
}

#[test]
fn what_can_be_looked_through_stays_so() {
    let drawn = draw(&transparent(40, 40), ImageFormat::Png, None).unwrap();
    assert_eq!(drawn.ending, "png");
    assert_eq!(read(&drawn.files[0].1).into_rgba8().get_pixel(1, 1)[3], 0);
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    for (width, height) in [(50_000, 50_000), (20_000, 20_000), (8_000, 5_001), (1, 30_000)] {
        let refused = draw(&bomb(width, height), ImageFormat::Png, None).err();
        assert_eq!(refused, Some(Refused::TooManyPixels), "{width} × {height}");
    }
}

#[test]
fn what_is_broken_or_pretends_is_refused() {
    let whole = file(200, 200, ImageFormat::Jpeg);
    for (bytes, format) in [
        (&whole[..20], ImageFormat::Jpeg),
        (b"\x89PNG\r\n\x1a\n<script>".as_slice(), ImageFormat::Png),
        (b"GIF89a".as_slice(), ImageFormat::Gif),
        (&bomb(0, 0), ImageFormat::Png),
        (&whole, ImageFormat::Png),
    ] {
        assert_eq!(draw(bytes, format, None).err(), Some(Refused::Unreadable), "{format:?}");
    }
    for (x, y, width, height) in [(0, 0, 0, 5), (150, 0, 51, 5), (0, u32::MAX, 5, 5), (0, 0, 201, 200)] {
        let crop = Some(Crop { x, y, width, height });
        assert!(matches!(draw(&whole, ImageFormat::Jpeg, crop).err(), Some(Refused::Crop(_))));
    }
}
