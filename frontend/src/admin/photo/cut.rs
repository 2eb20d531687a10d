//! The square that is cut out of a picture: where it lies, and how it moves.
//!
//! Invariant: it lies within the picture, and has at least [`SMALLEST`] pixels unless the picture has fewer.

/// The smallest side, in pixels.
const SMALLEST: f64 = 64.0;
/// The strongest zoom.
const STRONGEST: f64 = 5.0;

/// A square within a picture. Lengths are pixels of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    width: f64,
    height: f64,
    zoom: f64,
    x: f64,
    y: f64,
}

impl Cut {
    /// The largest square in the middle.
    pub fn of(width: u32, height: u32) -> Self {
        let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let side = width.min(height);
        Self { width, height, zoom: 1.0, x: (width - side) / 2.0, y: (height - side) / 2.0 }
    }

    /// How long a side is.
    pub fn side(&self) -> f64 {
        self.width.min(self.height) / self.zoom
    }

    /// 1 where it is as large as it can be.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// How far one can zoom.
    pub fn strongest(&self) -> f64 {
        (self.width.min(self.height) / SMALLEST).clamp(1.0, STRONGEST)
    }

    /// Another zoom around its middle.
    pub fn zoomed(self, zoom: f64) -> Self {
        let before = self.side();
        let zoom = zoom.clamp(1.0, self.strongest());
        let step = (before - self.width.min(self.height) / zoom) / 2.0;
        Self { zoom, ..self }.moved(step, step)
    }

    /// Moved so far to the right and down, as far as the picture goes.
    pub fn moved(self, right: f64, down: f64) -> Self {
        let side = self.side();
        let within = |at: f64, length: f64| at.clamp(0.0, (length - side).max(0.0));
        Self { x: within(self.x + right, self.width), y: within(self.y + down, self.height), ..self }
    }

    /// Where the picture stands around a frame that shows the square, in percent of the frame: its left edge, its
    /// upper edge, its width.
    pub fn placed(&self) -> (f64, f64, f64) {
        let part = |length: f64| length / self.side() * 100.0;
        (-part(self.x), -part(self.y), part(self.width))
    }

    /// As uploads take it: `x,y,width,height` in whole pixels.
    pub fn written(&self) -> String {
        let side = self.side().floor().max(1.0);
        let within = |at: f64, length: f64| at.round().min(length - side).max(0.0);
        format!("{},{},{side},{side}", within(self.x, self.width), within(self.y, self.height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_as_the_largest_square_in_the_middle() {
        assert_eq!(Cut::of(400, 300).written(), "50,0,300,300");
        assert_eq!(Cut::of(300, 400).written(), "0,50,300,300");
        assert_eq!(Cut::of(100, 300).placed(), (0.0, -100.0, 100.0));
    }

    #[test]
    fn it_zooms_around_its_middle_and_stays_within_the_picture() {
        let cut = Cut::of(400, 300).zoomed(2.0);
        assert_eq!(cut.written(), "125,75,150,150");
        assert_eq!(cut.moved(1_000.0, -1_000.0).written(), "250,0,150,150");
        assert_eq!(cut.moved(1_000.0, 1_000.0).zoomed(1.0).written(), "100,0,300,300");
        assert_eq!(cut.zoomed(99.0).zoom(), 300.0 / 64.0);
        assert_eq!(Cut::of(20, 20).zoomed(3.0).written(), "0,0,20,20");
    }
}
