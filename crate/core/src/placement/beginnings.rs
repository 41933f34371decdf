//! Phrases that texts begin with, found by their first bytes: a table of hundreds costs a look at
//! a few.

/// Phrases by their first two bytes, each with what it stands for.
#[derive(Debug)]
pub(super) struct Beginnings<T> {
    shelves: Vec<Vec<(&'static str, T)>>,
}

/// How many shelves there are: a few hundred phrases stand almost alone.
const SHELVES: usize = 1 << 10;

impl<T> Beginnings<T> {
    /// Sorts phrases. One of a single byte is never found; the tables have none.
    pub(super) fn new(phrases: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut shelves: Vec<Vec<_>> = (0..SHELVES).map(|_| Vec::new()).collect();
        for (phrase, meaning) in phrases {
            if let Some(shelf) = shelf_of(phrase).and_then(|shelf| shelves.get_mut(shelf)) {
                shelf.push((phrase, meaning));
            }
        }
        Self { shelves }
    }

    /// The phrases that a text begins with, each with what it stands for and what comes after it, in
    /// the order they were given in.
    pub(super) fn of<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = (&'static str, &T, &'t str)> {
        shelf_of(text)
            .and_then(|shelf| self.shelves.get(shelf))
            .into_iter()
            .flatten()
            .filter_map(|(phrase, meaning)| Some((*phrase, meaning, text.strip_prefix(phrase)?)))
    }
}

/// Where phrases stand that begin as a text does.
fn shelf_of(text: &str) -> Option<usize> {
    let [first, second] = *text.as_bytes().first_chunk()?;
    Some((usize::from(first) * 37 + usize::from(second)) % SHELVES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_what_it_begins_with() {
        let beginnings =
            Beginnings::new([("read", 1), ("read more", 2), ("もっと", 3)].into_iter());
        let of = |text| -> Vec<(i32, &str)> {
            let found = beginnings.of(text);
            found.map(|(_, &meaning, rest)| (meaning, rest)).collect()
        };
        assert_eq!(of("read more tea"), [(1, " more tea"), (2, " tea")]);
        assert_eq!(of("もっと見る"), [(3, "見る")]);
        assert!(of("r").is_empty() && of("").is_empty() && of("reed").is_empty());
    }
}
