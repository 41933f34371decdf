//! A lexicon: words from the tables, found by one hash and mostly one comparison.

use crate::url::domains_above;

/// Words and what they stand for. Words with several meanings hold them all.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// A power of two of places; a word stands in the first free one from its hash on.
    places: Vec<Option<(&'static str, u64)>>,
}

impl Lexicon {
    /// Builds it. Bits of a word that comes again are added.
    pub(super) fn new(words: impl Iterator<Item = (&'static str, u64)> + Clone) -> Self {
        let room = (words.clone().count() * 4).next_power_of_two();
        let mut this = Self {
            places: vec![None; room],
        };
        for (word, bits) in words {
            this.add(word, bits);
        }
        this
    }

    fn add(&mut self, word: &'static str, bits: u64) {
        let mut at = self.place(word);
        while let Some(place) = self.places.get_mut(at) {
            match place {
                Some((known, all)) if *known == word => {
                    *all |= bits;
                    return;
                }
                Some(_) => at = self.after(at),
                None => {
                    *place = Some((word, bits));
                    return;
                }
            }
        }
    }

    /// What a word stands for; nothing for an unknown one.
    pub(super) fn get(&self, word: &str) -> u64 {
        let mut at = self.place(word);
        while let Some(Some((known, bits))) = self.places.get(at) {
            if *known == word {
                return *bits;
            }
            at = self.after(at);
        }
        0
    }

    /// What a host stands for: itself and the domains above it.
    pub(super) fn of_host(&self, host: &str) -> u64 {
        domains_above(host).fold(0, |bits, domain| bits | self.get(domain))
    }

    fn place(&self, word: &str) -> usize {
        hash(word) as usize & (self.places.len().wrapping_sub(1))
    }

    fn after(&self, at: usize) -> usize {
        (at + 1) & (self.places.len().wrapping_sub(1))
    }
}

/// FNV-1a: short words, few of them, and none from a stranger.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_knows_its_words_and_no_others() {
        let words = [("one", 1), ("two", 2), ("one", 4), ("three", 8)];
        let lexicon = Lexicon::new(words.into_iter());
        assert_eq!(lexicon.get("one"), 5);
        assert_eq!(lexicon.get("three"), 8);
        assert_eq!(lexicon.get("four"), 0);
        assert_eq!(lexicon.get(""), 0);
    }

    #[test]
    fn a_host_stands_for_what_the_domains_above_it_stand_for() {
        let domains = [("example.com", 1), ("news.example.com", 2), ("com", 4)];
        let lexicon = Lexicon::new(domains.into_iter());
        assert_eq!(lexicon.of_host("uk.news.example.com."), 7);
        assert_eq!(lexicon.of_host("notexample.com"), 4);
        assert_eq!(lexicon.of_host(""), 0);
    }
}
