//! What the extension's pages show of a prospect, and the controls it is changed with. Each control gives
//! an [`Edit`](crate::store::Edit); the page that has it stores that in its own way.

mod contacts;
mod fields;
mod history;
mod message;

pub use contacts::{contacts, outside, short};
pub use fields::{follow_up_field, notes_field, status_field, tag_fields};
pub use history::history;
pub use message::{filled, language_of, own_language, placeholder};
