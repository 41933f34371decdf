//! What every list needs to know of its rows.

use std::sync::Arc;

/// Rows as lists share them.
pub(in crate::dashboard) type Rows<R> = Arc<Vec<Arc<R>>>;

/// A row of a list.
pub(in crate::dashboard) trait Listed:
    PartialEq + Send + Sync + 'static
{
    /// What it is known by.
    fn key(&self) -> &str;
    /// The user's site it belongs to, by name; `None` if it is one of all.
    fn site(&self) -> Option<&str>;
    /// What it is called.
    fn title(&self) -> String;
    /// The address of its page.
    fn url(&self) -> Option<&str>;
    /// All words that a search looks through, in lower case.
    fn words(&self) -> &str;
    /// The columns that are shown only where a row has something in them.
    const OPTIONAL: &'static [&'static str] = &[];
    /// Whether it has something in one of those.
    fn has(&self, _column: &str) -> bool {
        true
    }
}

/// The rows of one of the user's sites; all where none is chosen.
pub(in crate::dashboard) fn of_site<R: Listed>(rows: &Rows<R>, site: Option<&str>) -> Rows<R> {
    let Some(site) = site else {
        return Arc::clone(rows);
    };
    let of = |row: &&Arc<R>| row.site().is_none_or(|of| of == site);
    Arc::new(rows.iter().filter(of).cloned().collect())
}
