//! What became of watched links, as plain text.

use std::fmt::{Result, Write};

use crate::document::one_line;
use crate::watch::Watched;

/// What is known of a page's links, for a terminal: the state of each, what changed, and the sentence
/// around it then and now.
pub fn watch_text(page: &str, links: &[Watched]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_text(&mut out, page, links);
    out
}

fn write_text(out: &mut String, page: &str, links: &[Watched]) -> Result {
    writeln!(out, "{}", one_line(page))?;
    for link in links {
        let state = &link.state;
        let (target, because) = (one_line(&link.target), state.because.to_string());
        writeln!(
            out,
            "\n{}: {target}",
            state.standing.name().replace('_', " ")
        )?;
        writeln!(out, "  {}", one_line(&because))?;
        if let Some(address) = &state.moved_to {
            writeln!(out, "  The page is at {} now.", one_line(address))?;
        }
        for change in &state.changes {
            writeln!(out, "  {}", one_line(&change.because.to_string()))?;
        }
        if state.then != state.now {
            for (name, sentence) in [("then", &state.then), ("now", &state.now)] {
                let sentence = sentence.as_deref().unwrap_or("(nothing)");
                writeln!(out, "  {name}: {}", one_line(sentence))?;
            }
        }
    }
    Ok(())
}
