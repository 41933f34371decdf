//! How sure it is that a name means the user's site, and why.
//!
//! A mention begins as nearly sure; each doubt sets the most it can still be. The doubts are about
//! case, the place in the sentence, common words, longer names and what the profile itself says.
//!
//! Whether a name is an everyday word, no list knows: the page shows it, by another form of the name
//! (`visas`) or by an article before it in small letters (`a visa`).

use crate::reason::{Key, Reason};

use super::common::{is_always_capitalised, is_common, is_common_phrase};
use super::grammar::{self, Beside};
use super::names::{Form, Names};
use super::search::{
    Candidate, Search, Setting, char_at, char_before, follows_full_stop, is_word, word_before,
};
use crate::document::{Folded, floor_boundary, fold, is_spaceless};

/// How near an excluding word must be, in bytes of folded text.
const NEAR: usize = 100;

/// Longest all-capitals name taken for an abbreviation, which other words spell by chance.
const ABBREVIATION: usize = 4;

/// From here on a mention by itself is evidence for others of the page.
pub(super) const SURE: f64 = 0.85;

/// Small letters in a sentence, where nothing speaks for the site: of labelled ones 26 of 41 were
/// words. Just below a half, as they may be the name.
const SMALL_LETTERS: f64 = 0.45;

/// The same behind an article or a preposition: none of eight labelled ones was the name.
const DETERMINED: f64 = 0.4;

/// Small letters where nothing tells: lists, code and paths have them whatever they name (13 of 15
/// names in small letters stood there).
const OUTSIDE_SENTENCES: f64 = 0.6;

/// A word by the page, at a place that looks like the name's: as doubtful as a sentence's first
/// word.
const WORD_IN_CAPITALS: f64 = 0.45;

/// The same where something speaks for the site: rather the name.
const KNOWN_WORD: f64 = 0.6;

/// Another spelling of the name, or its genitive: still sure, but less than the name itself.
const VARIANT: f64 = 0.8;

/// A page that has the name as a name so many times as often as it has the word means the name,
/// and slips.
const MANY_NAMES: usize = 3;

/// How far a list's items are looked at for a word only sentences have, in bytes.
const LINE: usize = 100;

/// What the page as a whole says of a site.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Evidence {
    /// Something speaks for the site: the page links to it, writes its domain or a product of it,
    /// or names it plainly somewhere.
    pub(super) known: bool,
    /// The page uses a name of it as an everyday word.
    pub(super) word: bool,
    /// Words the profile requires are not on the page.
    pub(super) lacks_required: bool,
}

/// A confidence with its reasons.
#[derive(Clone, Debug)]
pub(super) struct Judgement {
    pub(super) confidence: f64,
    pub(super) because: Vec<Reason>,
}

/// What one place says about the use of a name on the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Use {
    /// A name: in its own case where the sentence asks for none, or beside what names have.
    Name,
    /// A word: in small letters behind an article.
    Word,
    /// Neither.
    Unclear,
}

/// How often the page uses the names of a site as what.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Uses {
    /// As names.
    pub(super) names: usize,
    /// As words, behind an article.
    pub(super) words: usize,
    /// As words, in another form.
    pub(super) inflected: usize,
}

impl Uses {
    /// Whether the names are everyday words on this page.
    pub(super) fn show_a_word(self) -> bool {
        let words = self.words + self.inflected;
        words > 0 && self.names < words.saturating_mul(MANY_NAMES)
    }
}

impl Judgement {
    fn cap(&mut self, most: f64, because: Key) {
        self.confidence = self.confidence.min(most);
        let because = Reason::from(because);
        if !self.because.contains(&because) {
            self.because.push(because);
        }
    }
}

/// A mention in its text.
pub(super) struct Scene<'a> {
    pub(super) names: &'a Names,
    pub(super) search: &'a Search,
    pub(super) folded: &'a Folded,
    pub(super) text: &'a str,
    pub(super) candidate: &'a Candidate,
    /// It is all there is in its link: a tag, a menu entry.
    pub(super) alone: bool,
    /// It is in an element of code.
    pub(super) code: bool,
    /// The page's language, as it is declared.
    pub(super) language: Option<&'a str>,
}

impl Scene<'_> {
    /// Judges a mention.
    pub(super) fn judge(&self, evidence: Evidence) -> Judgement {
        let mut judgement = Judgement {
            confidence: 0.9,
            because: Vec::new(),
        };
        match self.candidate.place.pattern.form {
            Form::Domain { .. } => {
                judgement.confidence = 0.95;
                judgement.because.push(Key::MentionDomain.into());
            }
            Form::Variant { name } => {
                judgement.cap(VARIANT, Key::MentionVariant);
                self.judge_name(name, evidence, &mut judgement);
            }
            Form::Name { name } => self.judge_name(name, evidence, &mut judgement),
            Form::Exclude | Form::Require | Form::Product => {}
        }
        match self.candidate.setting {
            Setting::Plain => {}
            Setting::Handle => judgement.cap(0.7, Key::MentionHandle),
            Setting::Path => judgement.cap(0.6, Key::MentionInAddress),
            Setting::Query => judgement.cap(0.3, Key::MentionInAddress),
        }
        self.judge_profile(evidence, &mut judgement);
        if judgement.because.is_empty() {
            judgement.because.push(Key::MentionName.into());
        }
        judgement
    }

    /// What the profile says: words that must, and words that must not, be there.
    fn judge_profile(&self, evidence: Evidence, judgement: &mut Judgement) {
        if evidence.lacks_required {
            judgement.cap(0.3, Key::MentionRequireMissing);
        }
        let site = self.candidate.place.pattern.site;
        let at = self.candidate.place.start;
        let first = (site, at.saturating_sub(NEAR));
        let next = self.search.excluded.partition_point(|place| *place < first);
        let near = self.search.excluded.get(next);
        if near.is_some_and(|&(whose, place)| whose == site && place <= at + NEAR) {
            judgement.cap(0.2, Key::MentionExcluded);
        }
    }

    fn judge_name(&self, name: usize, evidence: Evidence, judgement: &mut Judgement) {
        if self.touches_spaceless() {
            judgement.cap(0.75, Key::MentionSpaceless);
        }
        if matches!(self.candidate.setting, Setting::Path | Setting::Query) {
            return; // Addresses are in lower case and dashed whatever they name.
        }
        let site = self.names.sites.get(self.candidate.place.pattern.site);
        let written = site.and_then(|site| site.written.get(name));
        let written = written.map_or("", String::as_str);
        if self.candidate.genitive {
            judgement.cap(VARIANT, Key::MentionVariant);
        }
        let shape = Shape::of(written);
        let case = Case::of(written, self.found());
        let plain = matches!(shape, Shape::Plain | Shape::Lower);
        let parted = self.found().contains(' ') && case != Case::Exact;
        let listed = plain && is_common_phrase(&fold(written))
            || parted && is_common_phrase(&fold(self.found()));
        if listed {
            self.judge_common(evidence, Key::MentionCommonWord, judgement);
        } else if plain && evidence.word {
            self.judge_common(evidence, Key::MentionAsWord, judgement);
        } else if case == Case::Lower && shape == Shape::Plain && self.may_be_word() {
            self.judge_small(evidence, judgement);
        } else {
            Self::judge_case(shape, case, judgement);
        }
        if self.is_part_of_longer(case) {
            judgement.cap(0.4, Key::MentionCompound);
        }
    }

    /// A name that is no common word: its case is a sign, not more.
    fn judge_case(shape: Shape, case: Case, judgement: &mut Judgement) {
        match (case, shape) {
            (Case::Exact, _) | (_, Shape::Lower) => {}
            (Case::Upper, _) => judgement.cap(0.85, Key::MentionOtherCase),
            (_, Shape::Abbreviation { long: false }) => judgement.cap(0.3, Key::MentionOtherCase),
            (_, Shape::Abbreviation { long: true }) => judgement.cap(0.55, Key::MentionOtherCase),
            (_, Shape::Mixed) => judgement.cap(0.7, Key::MentionOtherCase),
            (Case::Other, Shape::Plain) => judgement.cap(0.75, Key::MentionOtherCase),
            (Case::Lower, Shape::Plain) => {
                judgement.cap(OUTSIDE_SENTENCES, Key::MentionOtherCase);
            }
        }
    }

    /// Small letters of a name that has its capital: in a sentence they are a word's, unless
    /// something speaks for the site.
    fn judge_small(&self, evidence: Evidence, judgement: &mut Judgement) {
        let counted = evidence.known || self.stands_beside();
        if !self.in_sentence() {
            judgement.cap(OUTSIDE_SENTENCES, Key::MentionOtherCase);
        } else if self.follows_determiner() || (!counted && self.follows_preposition()) {
            judgement.cap(DETERMINED, Key::MentionAsWord);
        } else if counted {
            judgement.cap(OUTSIDE_SENTENCES, Key::MentionOtherCase);
        } else {
            judgement.cap(SMALL_LETTERS, Key::MentionSmallLetters);
        }
    }

    /// A name that is a common word, or made of them: only a capital where the sentence asks for
    /// none identifies it, or what stands beside it. `word` says how it is known to be one.
    fn judge_common(&self, evidence: Evidence, word: Key, judgement: &mut Judgement) {
        let found = self.found();
        let known = evidence.known;
        if self.candidate.setting == Setting::Handle {
            return; // Handles have no case.
        }
        let beside = self.stands_beside();
        let cased = found.chars().any(|c| c.is_lowercase() || c.is_uppercase());
        if cased && !found.chars().next().is_some_and(char::is_uppercase) {
            if beside {
                judgement.cap(OUTSIDE_SENTENCES, Key::MentionBeside);
            } else {
                let most = if self.alone { 0.5 } else { 0.3 };
                judgement.cap(most, word);
            }
            return;
        }
        if evidence.word && (!cased || self.is_german()) && !beside {
            let meant = known && !self.follows_determiner();
            let most = if meant { KNOWN_WORD } else { WORD_IN_CAPITALS };
            judgement.cap(most, Key::MentionAsWord);
            return;
        }
        let doubt = self.doubt_of_capital();
        match (doubt, known) {
            (None, _) => judgement.cap(SURE, Key::MentionCapital),
            (Some(_), _) if beside => judgement.cap(SURE, Key::MentionBeside),
            (Some(_), true) => judgement.cap(KNOWN_WORD, Key::MentionKnownElsewhere),
            (Some(Key::MentionTitleCase), false) if !evidence.word => {
                judgement.cap(0.5, Key::MentionTitleCase);
            }
            (Some(doubt), false) => judgement.cap(WORD_IN_CAPITALS, doubt),
        }
    }

    /// Why a capital may be there for another reason than the name.
    fn doubt_of_capital(&self) -> Option<Key> {
        if self.always_has_capital() {
            return Some(Key::MentionCommonWord);
        }
        let found = self.found();
        let next = self.next_word().is_some_and(has_capital);
        let capitals = found.chars().filter(|c| c.is_uppercase()).count() > 1
            && !found.chars().any(char::is_lowercase);
        if capitals {
            let neighbours = self.next_word().or_else(|| self.previous_word());
            neighbours
                .is_some_and(|word| !word.chars().any(char::is_lowercase))
                .then_some(Key::MentionSentenceStart)
        } else if self.begins_sentence() {
            (!next).then_some(Key::MentionSentenceStart)
        } else {
            (next && self.previous_word().is_some_and(has_capital)).then_some(Key::MentionTitleCase)
        }
    }

    /// Whether the page's language, which is English or not said, has a capital there for any use.
    fn always_has_capital(&self) -> bool {
        let english = self.language.is_none() || grammar::is_language(self.language, "en");
        english && is_always_capitalised(&fold(self.found()))
    }

    /// What the place says about how the page uses the name. `inflected`: the page has another form
    /// of it.
    pub(super) fn shows(&self, inflected: bool) -> Use {
        let found = self.found();
        let cased = found.chars().any(|c| c.is_lowercase() || c.is_uppercase());
        let small = !found.chars().any(char::is_uppercase);
        if matches!(self.candidate.place.pattern.form, Form::Domain { .. }) {
            return Use::Name;
        }
        if self.candidate.setting != Setting::Plain {
            return Use::Unclear;
        }
        if !cased || small {
            let word = self.in_sentence() && self.follows_determiner() && !self.stands_beside();
            return if word { Use::Word } else { Use::Unclear };
        }
        // A German noun has its capital anyway.
        let telling = self.doubt_of_capital().is_none() && !(inflected && self.is_german());
        if telling || self.stands_beside() {
            Use::Name
        } else {
            Use::Unclear
        }
    }

    /// Whether it is one word, articles not counted, without signs: names of several words, with
    /// dots or written as a path's part are seldom words.
    fn may_be_word(&self) -> bool {
        let found = self.found();
        let article = |word: &&str| grammar::is_determiner(word, self.language);
        found
            .chars()
            .all(|c| is_word(c) || matches!(c, ' ' | '\'' | '’'))
            && found.split(' ').filter(|word| !article(word)).count() < 2
    }

    fn is_german(&self) -> bool {
        grammar::is_language(self.language, "de")
    }

    /// Whether it is among the words of a sentence, and not in code, in a list or alone.
    fn in_sentence(&self) -> bool {
        if self.alone || self.code || self.candidate.setting != Setting::Plain {
            return false;
        }
        let spaceless = |c: Option<char>| c.is_some_and(is_spaceless);
        let range = &self.candidate.range;
        self.previous_word().is_some()
            || self.next_word().is_some()
            || spaceless(char_before(self.text, range.start))
            || spaceless(char_at(self.text, range.end))
            || self.line_has_determiner()
    }

    /// Whether the line near it has a determiner: lists of names have none.
    fn line_has_determiner(&self) -> bool {
        let range = &self.candidate.range;
        let start = floor_boundary(self.text, range.start.saturating_sub(LINE));
        let end = floor_boundary(self.text, range.end.saturating_add(LINE));
        let head = self.text.get(start..range.start).unwrap_or("");
        let tail = self.text.get(range.end..end).unwrap_or("");
        let head = head.rsplit('\n').next().unwrap_or(head);
        let tail = tail.split('\n').next().unwrap_or(tail);
        let words = head.split(' ').chain(tail.split(' '));
        let mut small = words.filter(|word| word.chars().next().is_some_and(char::is_lowercase));
        small.any(|word| grammar::is_determiner(word, self.language))
    }

    /// The word before it, with the apostrophe of an elided article (`l'orange`).
    fn word_before(&self) -> String {
        let folded = self.folded.as_str();
        let start = self.candidate.place.start;
        let before = folded.get(..start).unwrap_or("");
        match before.strip_suffix('\'') {
            Some(elided) => {
                let start = elided.rfind(|c: char| !is_word(c));
                let start =
                    start.map_or(0, |at| at + char_at(elided, at).map_or(1, char::len_utf8));
                format!("{}'", elided.get(start..).unwrap_or(""))
            }
            None => word_before(folded, start).to_owned(),
        }
    }

    fn follows_determiner(&self) -> bool {
        let before = self.text.get(..self.candidate.range.start).unwrap_or("");
        grammar::is_determiner(&self.word_before(), self.language)
            || (before.chars().next_back().is_some_and(is_spaceless)
                && grammar::ends_with_determiner(before))
    }

    fn follows_preposition(&self) -> bool {
        grammar::is_preposition(&self.word_before(), self.language)
    }

    /// Whether what stands behind it is said of companies: their form (`Inc.`), an app, a trade
    /// mark's sign, a handle, what they announce, another name it is joined with.
    fn stands_beside(&self) -> bool {
        let after = self.text.get(self.candidate.range.end..).unwrap_or("");
        if after.starts_with(['®', '™']) {
            return true;
        }
        let rest = after.strip_prefix(',').unwrap_or(after);
        let Some(rest) = rest.strip_prefix(' ') else {
            return false;
        };
        if rest.trim_start_matches('(').starts_with('@') {
            return true;
        }
        let (word, more) = rest.split_at(rest.find(|c: char| !is_word(c)).unwrap_or(rest.len()));
        let listed = after.starts_with(',');
        let capital = self.found().chars().next().is_some_and(char::is_uppercase);
        let joined = |more: &str| {
            let next = more.strip_prefix(' ').unwrap_or("");
            let next = next.get(..next.find(|c: char| !is_word(c)).unwrap_or(next.len()));
            let telling = capital && !self.is_german() && !self.always_has_capital();
            telling && next.is_some_and(has_capital)
        };
        grammar::says(word, Beside::Company)
            || (capital && !listed && grammar::says(word, Beside::Verb))
            || (!listed && grammar::says(word, Beside::And) && joined(more))
    }

    /// Whether it is a part of a compound, of a file's or of a package's name: `acme-widget`,
    /// `com.acme.tools`. Written as the profile does, `Acme-like` is still the name.
    fn is_part_of_longer(&self, case: Case) -> bool {
        let folded = self.folded.as_str();
        let place = self.candidate.place;
        let second = |at: usize, c: char| char_at(folded, at + c.len_utf8());
        let dashed = case != Case::Exact && case != Case::Upper;
        let after = match char_at(folded, place.end) {
            Some('-') if dashed => second(place.end, '-').is_some_and(is_word),
            Some('.') => {
                let text = self.text.get(self.candidate.range.end + 1..).unwrap_or("");
                let next = text.chars().next();
                next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
            }
            _ => false,
        };
        let before = match char_before(folded, place.start) {
            Some(c @ ('-' | '.')) if dashed || c == '.' => {
                char_before(folded, place.start - 1).is_some_and(is_word)
                    && !follows_full_stop(self.text, &self.candidate.range)
            }
            _ => false,
        };
        after || before
    }

    /// Whether a letter of a script without spaces is at one of its ends and beside it.
    fn touches_spaceless(&self) -> bool {
        let folded = self.folded.as_str();
        let place = self.candidate.place;
        let both = |a: Option<char>, b: Option<char>| {
            a.is_some_and(is_spaceless) && b.is_some_and(is_spaceless)
        };
        both(
            char_before(folded, place.start),
            char_at(folded, place.start),
        ) || both(char_before(folded, place.end), char_at(folded, place.end))
    }

    fn found(&self) -> &str {
        self.text.get(self.candidate.range.clone()).unwrap_or("")
    }

    /// Whether it begins the text or a sentence.
    fn begins_sentence(&self) -> bool {
        let before = self.text.get(..self.candidate.range.start).unwrap_or("");
        let opened = before.trim_end_matches([' ', '"', '\'', '“', '‘', '«', '(', '[', '¿', '¡']);
        opened.chars().next_back().is_none_or(|c| {
            matches!(
                c,
                '\n' | '.' | '!' | '?' | '…' | ':' | ';' | '•' | '·' | '|' | '>' | '»' | '–' | '—'
            )
        })
    }

    /// The word before it in its block, if only a space parts them.
    fn previous_word(&self) -> Option<&str> {
        let before = self.text.get(..self.candidate.range.start)?;
        let before = before.strip_suffix(' ')?;
        let start = before
            .rfind(|c: char| !is_word(c))
            .map_or(0, |at| at + char_at(before, at).map_or(1, char::len_utf8));
        before.get(start..).filter(|word| !word.is_empty())
    }

    /// The word after it in its block, a possessive left out, if only a space parts them.
    fn next_word(&self) -> Option<&str> {
        let after = self.text.get(self.candidate.range.end..)?;
        let after = ["'s", "’s", "'", "’", "®", "™"]
            .iter()
            .find_map(|ending| after.strip_prefix(ending))
            .unwrap_or(after);
        let after = after.strip_prefix(' ')?;
        let end = after.find(|c: char| !is_word(c)).unwrap_or(after.len());
        after.get(..end).filter(|word| !word.is_empty())
    }
}

/// A word with a capital or a digit: a name, a model.
fn has_capital(word: &str) -> bool {
    word.chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && !(word.chars().count() == 1 && is_common(&word.to_lowercase()))
}

/// How a profile writes a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shape {
    /// Few letters, all capitals.
    Abbreviation {
        /// As long as they come: less likely to be another word.
        long: bool,
    },
    /// Capitals within words, digits: no common word is written so.
    Mixed,
    /// Words with their first letter in capitals.
    Plain,
    /// No capital at all.
    Lower,
}

impl Shape {
    fn of(name: &str) -> Self {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let upper = name.chars().filter(|c| c.is_uppercase()).count();
        if upper == 0 {
            return Self::Lower;
        }
        // `h&m` and `o2` are no words; `3m` is a length.
        let sign = |c: char| c.is_numeric() || matches!(c, '&' | '/' | '+');
        if name.chars().any(sign) && name.chars().next().is_some_and(char::is_alphabetic) {
            return Self::Mixed;
        }
        if upper == letters && letters <= ABBREVIATION {
            return Self::Abbreviation {
                long: letters == ABBREVIATION,
            };
        }
        let mut last = ' ';
        let mut inner = false;
        for c in name.chars() {
            inner |= c.is_uppercase() && last.is_alphanumeric();
            last = c;
        }
        if inner || name.chars().any(char::is_numeric) {
            Self::Mixed
        } else {
            Self::Plain
        }
    }
}

/// How a page writes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Case {
    Exact,
    Lower,
    Upper,
    Other,
}

impl Case {
    /// Compares letters only: spaces and dashes are no matter of case.
    fn of(written: &str, found: &str) -> Self {
        let letters =
            |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        let (written, found) = (letters(written), letters(found));
        if written == found {
            return Self::Exact;
        }
        let lower = found.chars().any(char::is_lowercase);
        let upper = found.chars().any(char::is_uppercase);
        if upper && lower && written.to_lowercase() != found.to_lowercase() {
            return Self::Exact; // Spelled otherwise (`and` for `&`), with its capitals.
        }
        match (lower, upper) {
            (false, false) => Self::Exact,
            (true, false) => Self::Lower,
            (false, true) => Self::Upper,
            (true, true) => Self::Other,
        }
    }
}

/// Whether a mention is written exactly as the profile writes one of its names.
pub(super) fn is_exact(names: &Names, candidate: &Candidate, text: &str) -> bool {
    let pattern = candidate.place.pattern;
    let (Form::Name { name } | Form::Variant { name }) = pattern.form else {
        return true;
    };
    let written = names
        .sites
        .get(pattern.site)
        .and_then(|site| site.written.get(name));
    let found = text.get(candidate.range.clone()).unwrap_or("");
    written.is_some_and(|written| Case::of(written, found) == Case::Exact)
}
