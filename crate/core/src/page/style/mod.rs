//! What the page's own styles hide: inline, and in its `<style>` elements. Style sheets of their own
//! address are not read, so that what is not hidden here may yet be.
//!
//! Of several declarations the one that wins by the cascade counts (CSS Cascading Level 4: importance,
//! inline, specificity, order). A rule that only holds at times, or whose selector is not understood, can
//! leave it open whether an element is hidden; it never hides one by itself.

mod colour;
mod declared;
mod names;
mod rules;
mod signs;

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::local_name;

use super::HiddenBecause;
use crate::document::{Document, NodeId};
use colour::Paint;
use declared::{Declaration, Effect, PROPERTIES, declarations};
use names::{Names, classes};
use rules::{Compound, Holds, Rule, media};

/// Most bytes of `<style>` elements that are read; nine of ten pages have less than a quarter.
pub const MAX_STYLE_BYTES: usize = 1 << 20;

/// Most rules that can hide something; each of them is compared with elements.
const MAX_RULES: usize = 10_000;

/// Most comparisons of a rule with an element, for all links of a document together: half a second.
const MAX_COMPARED: usize = 5_000_000;

/// Whether the page's own styles hide an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Concealed {
    /// They do not.
    No,
    /// They do.
    Yes(HiddenBecause),
    /// They do, unless a rule that holds at times, or that is not understood, shows it.
    Perhaps(HiddenBecause),
}

/// The styles of one document. Read when the first link is asked about.
pub struct Styles<'a> {
    document: &'a Document<'a>,
    sheet: Sheet,
    known: RefCell<Known>,
    /// Comparisons that are left.
    left: RefCell<usize>,
}

/// Rules by what the element they are about must have.
#[derive(Default)]
struct Sheet {
    rules: Vec<Rule>,
    by_id: HashMap<String, Vec<usize>>,
    by_class: HashMap<String, Vec<usize>>,
    by_tag: HashMap<String, Vec<usize>>,
    /// More than is read: what is missing could show what the rest hides.
    cut: bool,
}

/// What counts of the rules that do not always hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Scenario {
    /// None of them.
    Plain,
    /// Those that are not understood.
    Understood,
    /// All of them.
    All,
}

const SCENARIOS: [Scenario; 3] = [Scenario::Plain, Scenario::Understood, Scenario::All];

type States = [State; SCENARIOS.len()];

/// What is known of the nodes that were asked about. Most are like what they are in: that is kept once.
struct Known {
    of: Vec<Numbers>,
    states: Vec<States>,
    /// What a node and those around it are called.
    names: Vec<Names>,
}

/// Which of the states and of the names are a node's, counted from 1; 0 for a node that was not asked about.
#[derive(Clone, Copy, Default)]
struct Numbers {
    states: u32,
    names: u32,
}

impl Known {
    fn new(nodes: usize) -> Self {
        Self {
            of: vec![Numbers::default(); nodes],
            states: Vec::new(),
            names: Vec::new(),
        }
    }

    fn get(&self, node: NodeId) -> Option<Numbers> {
        let of = self.of.get(node.index()).copied();
        of.filter(|numbers| numbers.states > 0)
    }

    fn set(&mut self, node: NodeId, numbers: Numbers) {
        if let Some(of) = self.of.get_mut(node.index()) {
            *of = numbers;
        }
    }
}

/// The one of this number.
fn numbered<T: Copy + Default>(all: &[T], number: u32) -> T {
    let at = (number as usize).checked_sub(1);
    at.and_then(|at| all.get(at)).copied().unwrap_or_default()
}

/// Keeps one, and gives its number.
fn keep<T>(all: &mut Vec<T>, one: T) -> u32 {
    all.push(one);
    u32::try_from(all.len()).unwrap_or(0)
}

/// What an element is like, with all that it is in.
#[derive(Clone, Copy, Default, Debug)]
struct State {
    hidden: Option<HiddenBecause>,
    invisible: bool,
    no_font: bool,
    indented: bool,
    colour: Option<Paint>,
    background: Option<Paint>,
}

impl<'a> Styles<'a> {
    /// Reads a document's `<style>` elements.
    pub fn of(document: &'a Document<'a>) -> Self {
        Self {
            document,
            sheet: Sheet::of(document),
            known: RefCell::new(Known::new(document.len())),
            left: RefCell::new(MAX_COMPARED),
        }
    }

    /// Whether there was more than is read or compared.
    pub fn is_cut(&self) -> bool {
        self.sheet.cut || *self.left.borrow() == 0
    }

    /// Whether a link is hidden; `has_words`: it is known by words, not by a picture.
    pub fn conceal(&self, link: NodeId, has_words: bool) -> Concealed {
        let [plain, understood, all] = self.states(link).map(|state| state.why(has_words));
        match (plain, understood, all) {
            (Some(because), Some(_), Some(_)) if !self.is_cut() => Concealed::Yes(because),
            (Some(because), ..) | (None, Some(because), _) => Concealed::Perhaps(because),
            (None, None, _) => Concealed::No,
        }
    }

    /// From the element up to one that is known, then down again.
    fn states(&self, element: NodeId) -> States {
        let known = &mut *self.known.borrow_mut();
        let mut path = Vec::new();
        let mut at = Numbers::default();
        for node in std::iter::once(element).chain(self.document.ancestors(element)) {
            if let Some(found) = known.get(node) {
                at = found;
                break;
            }
            path.push(node);
        }
        let mut above = numbered(&known.states, at.states);
        let mut around = numbered(&known.names, at.names);
        if at.states == 0 {
            at.states = keep(&mut known.states, above);
        }
        for node in path.into_iter().rev() {
            if let Some(own) = self.below(node, &above, &around) {
                above = own;
                at.states = keep(&mut known.states, above);
            }
            let outside = around;
            around.add(self.document, node);
            if around != outside {
                at.names = keep(&mut known.names, around);
            }
            known.set(node, at);
        }
        above
    }

    /// The states of a node within others that are called so; none where they are the same.
    fn below(&self, node: NodeId, above: &States, around: &Names) -> Option<States> {
        self.document.name(node)?;
        let inline = self.document.attribute(node, &local_name!("style"));
        let inline = inline.map(declarations).unwrap_or_default();
        let matching = self.matching(node, around);
        let is_link = self.document.is(node, &local_name!("a"));
        if inline.is_empty() && matching.is_empty() && !is_link {
            return None;
        }
        let mut states = *above;
        for (state, scenario) in states.iter_mut().zip(SCENARIOS) {
            let effect = Effect::of(&self.sheet.winners(&matching, &inline, scenario));
            *state = state.with(&effect, is_link);
        }
        Some(states)
    }

    /// The rules that name an element.
    fn matching(&self, node: NodeId, around: &Names) -> Vec<usize> {
        let document = self.document;
        let mut candidates: Vec<usize> = Vec::new();
        let mut add = |index: &HashMap<String, Vec<usize>>, key: &str| {
            candidates.extend(index.get(key).into_iter().flatten());
        };
        if let Some(id) = document.attribute(node, &local_name!("id")) {
            add(&self.sheet.by_id, id);
        }
        for class in classes(document, node) {
            add(&self.sheet.by_class, class);
        }
        if let Some(name) = document.name(node) {
            add(&self.sheet.by_tag, name);
        }
        let mut left = self.left.borrow_mut();
        candidates.retain(|&at| {
            let rule = self.sheet.rules.get(at);
            rule.is_some_and(|rule| {
                around.may_hold(&rule.around) && matches(document, node, rule, &mut left)
            })
        });
        // A class that is written twice names its rules twice.
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }
}

/// Whether a rule names an element: itself, and for what stands before it an ancestor each, outwards.
fn matches(document: &Document<'_>, node: NodeId, rule: &Rule, left: &mut usize) -> bool {
    let mut wanted = rule.compounds.iter().rev();
    let mut is = |node: NodeId, compound: &Compound| {
        *left = left.saturating_sub(1);
        *left > 0 && is_named(document, node, compound)
    };
    if !wanted.next().is_some_and(|own| is(node, own)) {
        return false;
    }
    let mut ancestors = document.ancestors(node);
    wanted.all(|compound| ancestors.any(|ancestor| is(ancestor, compound)))
}

fn is_named(document: &Document<'_>, node: NodeId, wanted: &Compound) -> bool {
    let tag = |tag: &String| document.name(node).is_some_and(|name| **name == **tag);
    let id = || document.attribute(node, &local_name!("id"));
    wanted.tag.as_ref().is_none_or(tag)
        && wanted.ids.iter().all(|wanted| id() == Some(wanted))
        && wanted
            .classes
            .iter()
            .all(|wanted| classes(document, node).any(|class| class == wanted))
}

impl Sheet {
    fn of(document: &Document<'_>) -> Self {
        let mut sheet = Self::default();
        let mut room = MAX_STYLE_BYTES;
        for id in document.subtree(NodeId::ROOT) {
            if !document.is(id, &local_name!("style")) {
                continue;
            }
            let holds = media(document.attribute(id, &local_name!("media")).unwrap_or(""));
            let texts = document
                .children(id)
                .filter_map(|child| document.text(child));
            let css: String = texts.collect();
            let Some(rest) = room.checked_sub(css.len()) else {
                sheet.cut = true;
                break;
            };
            room = rest;
            if rules::read(&css, holds, MAX_RULES, &mut sheet.rules) {
                sheet.cut = true;
                break;
            }
        }
        sheet.index();
        sheet
    }

    fn index(&mut self) {
        for (at, rule) in self.rules.iter().enumerate() {
            let Some(own) = rule.compounds.last() else {
                continue;
            };
            let (index, key) = match (own.ids.first(), own.classes.first(), &own.tag) {
                (Some(id), ..) => (&mut self.by_id, id),
                (None, Some(class), _) => (&mut self.by_class, class),
                (None, None, Some(tag)) => (&mut self.by_tag, tag),
                // A rule for every element hides no page's links.
                (None, None, None) => continue,
            };
            index.entry(key.clone()).or_default().push(at);
        }
    }

    /// By property, the value that wins.
    fn winners<'s>(
        &'s self,
        matching: &[usize],
        inline: &'s [Declaration],
        scenario: Scenario,
    ) -> declared::Values<'s> {
        let mut winners: declared::Values<'s> = [None; PROPERTIES];
        let mut weights = [(false, false, [0_u16; 3]); PROPERTIES];
        let mut set = |declaration: &'s Declaration, inline: bool, weight: [u16; 3]| {
            let at = declaration.property as usize;
            let weight = (declaration.important, inline, weight);
            if let (Some(winner), Some(known)) = (winners.get_mut(at), weights.get_mut(at))
                && (winner.is_none() || weight >= *known)
            {
                *winner = Some(&declaration.value);
                *known = weight;
            }
        };
        for rule in matching.iter().filter_map(|&at| self.rules.get(at)) {
            let counts = match rule.holds {
                Holds::Always => true,
                Holds::Sometimes => scenario == Scenario::All,
                Holds::Perhaps => scenario != Scenario::Plain,
                Holds::Never => false,
            };
            if counts {
                for declaration in rule.declarations.iter() {
                    set(declaration, false, rule.weight);
                }
            }
        }
        for declaration in inline {
            set(declaration, true, [0; 3]);
        }
        winners
    }
}

impl State {
    fn with(mut self, effect: &Effect, is_link: bool) -> Self {
        self.hidden = self.hidden.or(effect.hides);
        self.invisible = effect.invisible.unwrap_or(self.invisible);
        self.no_font = effect.no_font.unwrap_or(self.no_font);
        self.indented = effect.indented.unwrap_or(self.indented);
        self.background = effect.background.or(self.background);
        // Browsers give links a colour of their own.
        let inherited = if is_link { None } else { self.colour };
        self.colour = effect.colour.or(inherited);
        self
    }

    /// Why it can't be seen.
    fn why(&self, has_words: bool) -> Option<HiddenBecause> {
        let same_colour = match (self.colour, self.background) {
            (Some(Paint::None), _) => true,
            (Some(Paint::Solid(text)), Some(Paint::Solid(behind))) => text == behind,
            _ => false,
        };
        if self.hidden.is_some() {
            self.hidden
        } else if self.invisible {
            Some(HiddenBecause::Invisible)
        } else if has_words && self.no_font {
            Some(HiddenBecause::ZeroSize)
        } else if has_words && self.indented {
            Some(HiddenBecause::OffScreen)
        } else if has_words && same_colour {
            Some(HiddenBecause::SameColour)
        } else {
            None
        }
    }
}
