//! The report in other forms.

mod contacts;
mod csv;
mod markdown;
mod text;

pub use csv::csv;
pub use markdown::markdown;
pub use text::{text, verdict_sentence};

use text::region_words;
