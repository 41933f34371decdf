//! The report, and a check of it, in other forms.

mod check;
mod csv;
mod markdown;
mod text;

pub use check::{check_markdown, check_text};
pub use csv::csv;
pub use markdown::markdown;
pub use text::{text, verdict_sentence};

use text::{one_line, region_words};
