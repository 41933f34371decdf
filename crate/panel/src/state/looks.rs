//! What was found beyond the page in the tab, once the user had its source, other pages of its site or its
//! robots.txt asked for.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::watch::{AiAccess, Differences, LinkBack};

/// What can be asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Look {
    /// How the page's source differs from what the tab shows.
    Views,
    /// Whether its site links to the user's sites.
    Back,
    /// Whether AI search may cite it.
    Ai,
}

impl Look {
    pub(crate) const ALL: [Self; 3] = [Self::Views, Self::Back, Self::Ai];

    /// Its name in style sheets and tests.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Views => "views",
            Self::Back => "back",
            Self::Ai => "ai",
        }
    }
}

/// How far one of them is.
#[derive(Clone, Default, Debug)]
pub(crate) enum Stage {
    #[default]
    Unasked,
    /// Answers are waited for.
    Waiting(Waiting),
    Done(Found),
    /// Why nothing was found, in words.
    Failed(String),
}

/// What is waited for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Waiting {
    /// The run that is gone through, once it is saved.
    pub(crate) run: Option<String>,
    /// How many addresses have their answer, and how many there are.
    pub(crate) done: usize,
    pub(crate) all: usize,
}

/// What was found.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    Views(Arc<Views>),
    Back(Arc<[PageBack]>),
    Ai(Arc<AiAccess>),
}

/// A page against its source.
#[derive(Debug)]
pub(crate) struct Views {
    pub(crate) differences: Differences,
    /// The report of the source, which has the links that the tab has not.
    pub(crate) source: Report,
}

/// One page of the site.
#[derive(Debug)]
pub(crate) struct PageBack {
    pub(crate) url: String,
    pub(crate) back: LinkBack,
}

/// All of them, of one page. Copies share it.
#[derive(Clone, Default, Debug)]
pub(crate) struct Looks {
    views: ArcRwSignal<Stage>,
    back: ArcRwSignal<Stage>,
    ai: ArcRwSignal<Stage>,
}

impl Looks {
    /// How far one of them is.
    pub(crate) fn of(&self, look: Look) -> ArcRwSignal<Stage> {
        match look {
            Look::Views => self.views.clone(),
            Look::Back => self.back.clone(),
            Look::Ai => self.ai.clone(),
        }
    }
}
