//! Looking again: what became of a link after its page was left.
//!
//! Whoever fetches hands over what came back ([`Response`]). [`look`] makes an [`Observation`] of it, by
//! the same inspection and the same check as everywhere; [`state`] says from all observations of one
//! link what is known of it now, and [`link_status`] what became of the address that a link leads to.
//! [`Schedule`] says what may be asked for when, [`RobotsTxt`] what a host asks of programs, [`due`]
//! what is to be looked at again. What could not be verified is never called lost.
//!
//! [`Source`] is a page's source on demand: [`compare_views`] holds it against the page in a tab,
//! [`LinkBack`] says whether it links to the user's sites, [`AiAccess`] what it and its site ask of AI.
//! No code here fetches or reads a clock.

mod ai_access;
mod ai_agents;
mod due;
mod link_back;
mod link_status;
mod observation;
mod page_words;
mod public;
mod response;
mod retry;
mod robots;
mod schedule;
mod seen;
mod soft;
mod source;
mod state;
mod usage;
mod views;
mod wall;

pub use ai_access::{Access, AgentAccess, AiAccess, Effect, Signal, Tab};
pub use ai_agents::{AGENTS, Agent, Purpose};
pub use due::{Every, Turn, due, next_look, next_turn};
pub use link_back::{BackLink, LinkBack};
pub use link_status::{LinkStatus, link_status};
pub use observation::{Observation, Unseen, View, inspect_answer, look, watched};
pub use public::{NotPublic, is_public};
pub use response::{Answer, Ending, Fault, Response};
pub use retry::retry_after;
pub use robots::{ROBOTS_BYTES, RobotsRules, RobotsTxt, SavedRobots, robots_url};
pub use schedule::{
    APART, AT_ONCE, LONGEST_APART, Millis, Next, OF_A_HOST, RETRIES, Schedule, Wait, millis,
    moment, next,
};
pub use seen::{Seen, Soft, Unknown};
pub use source::Source;
pub use state::{ENDS_ALIKE, RunFacts, Standing, State, Watched, state};
pub use views::{Differences, FOLLOWED, LinkDifference, LinkDifferenceKind, compare_views};

/// Seconds since the beginning of 1970, UTC.
pub type Moment = u64;
