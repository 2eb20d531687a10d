//! At which height a page was left for the same page in the other language.

use leptos::prelude::{request_animation_frame, window};

use super::storage::{Keep, read_kept, write_kept};

const KEY: &str = "height";
/// About a second.
const FRAMES: u32 = 60;

/// Keeps the height of this page for the next one.
pub fn keep() {
    let height = window().scroll_y().unwrap_or_default();
    write_kept(Keep::ForThisTab, KEY, Some(&format!("{}", height as i32)));
}

/// Goes to the height that the page before has kept, once.
pub fn restore() {
    let Some(height) = read_kept(Keep::ForThisTab, KEY).and_then(|height| height.parse::<i32>().ok()) else {
        return;
    };
    write_kept(Keep::ForThisTab, KEY, None);
    go_there(height.into(), FRAMES);
}

/// A page grows while it is drawn: this goes as far down as it can, in so many frames at most.
fn go_there(height: f64, frames: u32) {
    window().scroll_to_with_x_and_y(0.0, height);
    if frames > 0 && window().scroll_y().unwrap_or_default() < height - 1.0 {
        request_animation_frame(move || go_there(height, frames - 1));
    }
}
