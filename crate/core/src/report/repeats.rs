//! Links that mean the same to a reader: one target, one region, one follow state.

use std::collections::HashMap;

use super::Link;
use crate::link::FollowState;
use crate::placement::Region;
use crate::url::{Url, identity, is_web};

/// Distinguishes links by what they say, however often a page has them.
#[derive(Default)]
pub struct Repeats(HashMap<(String, FollowState, Region), usize>);

impl Repeats {
    /// The number of a link's kind: equal for links that mean the same, given one after the other.
    pub fn number(&mut self, link: &Link) -> usize {
        let url = link.url.as_deref().and_then(|url| Url::parse(url).ok());
        let target = url.filter(is_web);
        let target = target.map_or_else(|| link.href.clone(), |url| identity(&url));
        let key = (target, link.follow.narrowest(), link.placement.region);
        let next = self.0.len();
        *self.0.entry(key).or_insert(next)
    }
}
