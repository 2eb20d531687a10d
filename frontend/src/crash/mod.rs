//! What the visitor sees when the program breaks: a note with a way on, instead of a page that no longer answers.

use magnetiq_shared::Language;

use crate::i18n::{locale_of, td_string};

/// Shows the note when the program panics, and writes the reason to the console.
pub fn tell_the_visitor() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        // Nothing is left that could handle an error of the note itself.
        let _ = show();
    }));
}

fn show() -> Option<()> {
    let document = web_sys::window()?.document()?;
    let code = document.document_element()?.get_attribute("lang")?;
    let locale = locale_of(code.parse::<Language>().unwrap_or_default());
    let note = document.create_element("div").ok()?;
    note.set_class_name("crash");
    note.set_attribute("role", "alert").ok()?;
    let part = |name: &str, text: &str| {
        let element = document.create_element(name).ok()?;
        element.set_text_content(Some(text));
        note.append_child(&element).ok()?;
        Some(element)
    };
    part("b", td_string!(locale, site.crashed_title))?;
    part("p", td_string!(locale, site.crashed_text))?;
    part("a", td_string!(locale, site.reload))?.set_attribute("href", "").ok()?;
    document.body()?.append_child(&note).ok()?;
    Some(())
}
