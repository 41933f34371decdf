//! The report in other forms.

mod text;

pub use text::{text, verdict_sentence};
