//! The report, a check of it and kept prospects in other forms.

mod check;
mod contacts;
mod csv;
mod markdown;
mod prospects;
mod text;

pub use check::{check_markdown, check_text};
pub use csv::csv;
pub use markdown::markdown;
pub use prospects::{prospects_csv, prospects_json};
pub use text::{text, verdict_sentence};

use text::region_words;
