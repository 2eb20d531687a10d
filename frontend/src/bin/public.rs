//! Entry point of the public site.

fn main() {
    magnetiq_frontend::public::mount();
}
