//! Runs of checks as pages show them: the question before one, the line with how far it is, and what
//! follows it. What is asked for and how is [`checks`](crate::checks).

mod ask;
mod follow;
mod line;

pub use ask::{AskWords, Asked};
pub use follow::Follow;
pub use line::{RunWords, run_line};
