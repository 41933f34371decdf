//! Looking again: what became of a link after its page was left.
//!
//! Whoever fetches hands over what came back ([`Response`]). [`look`] makes an [`Observation`] of it, by
//! the same inspection and the same check as everywhere; [`state`] says from all observations of one
//! link what is known of it now. What could not be verified is never called lost. No code here fetches
//! or reads a clock.

mod observation;
mod public;
mod response;
mod retry;
mod seen;
mod soft;
mod state;
mod wall;

pub use observation::{Observation, View, look, watched};
pub use public::{NotPublic, is_public};
pub use response::{Answer, Fault, Response};
pub use retry::retry_after;
pub use seen::{Seen, Soft, Unknown};
pub use state::{RunFacts, Standing, State, Watched, state};

/// Seconds since the beginning of 1970, UTC.
pub type Moment = u64;
