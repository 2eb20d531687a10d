//! Entry point of the admin panel.

fn main() {
    magnetiq_frontend::admin::mount();
}
