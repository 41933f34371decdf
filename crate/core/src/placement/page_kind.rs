//! What kind of page it is, by the model: from what it declares, what it holds, and where its links
//! stand.
//!
//! The rules of `kind.rs` come first and see less: regions are not known yet when they are asked.

use super::Region;
use super::features::{Features, Whole};
use super::kind::LEARNED;
use super::model;
use crate::page::PageKind;

/// From this probability on a kind is said. On labelled pages that were not trained on, nine in ten
/// of those kinds are right, and four pages in five have one (tests/placement).
const SURE: f32 = 0.7;

/// The page's kind; `None` where that is not sure. `regions` are those of its links.
pub(super) fn of(features: &Features<'_>, regions: &[Option<Region>]) -> Option<PageKind> {
    if features.scene.kind == PageKind::Home {
        return Some(PageKind::Home);
    }
    let mut values: Vec<i16> = Vec::new();
    Whole::new(features, regions).put(&mut values);
    let logs = model::of_pages().ask(&values).logs;
    let (kind, log) = LEARNED
        .into_iter()
        .zip(logs)
        .max_by(|one, other| one.1.total_cmp(&other.1))?;
    (log.exp() >= SURE).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::{LEARNED, SURE};

    /// The script trains and measures what ships.
    #[test]
    fn the_script_knows_the_kinds_and_from_where_on_they_are_sure() {
        let script = include_str!("../../../../tests/placement/train.py");
        let kinds = serde_json::to_string(&LEARNED)
            .expect("names")
            .replace(',', ", ");
        for line in [format!("KINDS = {kinds}"), format!("SURE = {SURE}")] {
            assert!(script.contains(&format!("\n{line}\n")), "{line}");
        }
    }
}
