//! The fields of an agreement that the panel and the dashboard both have: how its links may be marked, and in
//! which regions they may be.

use leptos::prelude::*;
use linkglance_core::check::RelTerm;
use linkglance_core::link::QUALIFYING;
use linkglance_core::placement::Region;

use crate::controls::{choice, set_in, tick};
use crate::i18n::t;
use crate::words;

/// What is asked of the rel attribute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RelChoice {
    /// The link must be followed.
    Followed,
    /// It must or may carry marks.
    Marked,
    /// Nothing.
    Any,
}

/// What is asked of it while the user writes it: marks that were ticked stay while another choice is tried.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RelDraft {
    choice: RelChoice,
    required: Vec<String>,
    allowed: Vec<String>,
}

impl RelDraft {
    /// The fields for a term.
    pub fn of(term: &RelTerm) -> Self {
        let choice = match term {
            RelTerm { followed: true, .. } => RelChoice::Followed,
            term if *term == RelTerm::default() => RelChoice::Any,
            _ => RelChoice::Marked,
        };
        Self {
            choice,
            required: term.required.clone(),
            allowed: term.allowed.clone(),
        }
    }

    /// The term as it is in the fields.
    pub fn term(&self) -> RelTerm {
        match self.choice {
            RelChoice::Followed => RelTerm {
                followed: true,
                ..RelTerm::default()
            },
            RelChoice::Marked => RelTerm {
                followed: false,
                required: self.required.clone(),
                allowed: self.allowed.clone(),
            },
            RelChoice::Any => RelTerm::default(),
        }
    }
}

impl RelChoice {
    const ALL: [Self; 3] = [Self::Followed, Self::Marked, Self::Any];

    /// Its name in tests, and its words.
    fn words(self) -> (&'static str, String) {
        match self {
            Self::Followed => ("followed", t("followed")),
            Self::Marked => ("marked", t("rel_term_marked")),
            Self::Any => ("any", t("term_any")),
        }
    }
}

/// How links may be marked. `faults` shows what is wrong with it.
pub fn rel_fields(
    draft: Signal<RelDraft>,
    set: Callback<RelDraft>,
    faults: impl IntoView + 'static,
) -> impl IntoView {
    let change = move |write: &dyn Fn(&mut RelDraft)| {
        let mut now = draft.get_untracked();
        write(&mut now);
        set.run(now);
    };
    let chosen = Memo::new(move |_| draft.with(|draft| draft.choice));
    let marks = move || {
        let tokens = move |part, place: fn(&mut RelDraft) -> &mut Vec<String>| {
            let ticks = QUALIFYING.map(|token| {
                let has = move |draft: &RelDraft| {
                    place(&mut draft.clone()).iter().any(|known| known == token)
                };
                tick(
                    part,
                    token,
                    token.to_owned(),
                    move || draft.with(has),
                    move |on| change(&|draft| set_in(place(draft), token.to_owned(), on)),
                )
            });
            view! { <div class="ticks">{ticks.into_iter().collect_view()}</div> }
        };
        (chosen.get() == RelChoice::Marked).then(|| {
            view! {
                <p class="quiet">{t("rel_term_required")}</p>
                {tokens("agreement-required", |draft| &mut draft.required)}
                <p class="quiet">{t("rel_term_allowed")}</p>
                {tokens("agreement-allowed", |draft| &mut draft.allowed)}
            }
        })
    };
    view! {
        <fieldset class="terms-of">
            <legend>{t("factor_follow")}</legend>
            {choice(
                "agreement-rel",
                t("agreement_must_be"),
                RelChoice::ALL.map(|choice| (choice, choice.words())).to_vec(),
                move || chosen.get(),
                move |choice| change(&|draft| draft.choice = choice),
            )}
            {marks}
            {faults}
        </fieldset>
    }
}

/// The regions that links may be in; none ticked is any.
pub fn region_fields(regions: Signal<Vec<Region>>, set: Callback<Vec<Region>>) -> impl IntoView {
    let ticks = Region::ALL.into_iter().map(|region| {
        tick(
            "agreement-region",
            region.name(),
            words::region(region),
            move || regions.with(|regions| regions.contains(&region)),
            move |on| {
                let mut now = regions.get_untracked();
                set_in(&mut now, region, on);
                set.run(now);
            },
        )
    });
    view! {
        <fieldset class="terms-of">
            <legend>{t("agreement_regions")}</legend>
            <div class="ticks">{ticks.collect_view()}</div>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_comes_back_and_another_choice_forgets_no_mark() {
        let marked = RelTerm {
            followed: false,
            required: vec!["sponsored".to_owned()],
            allowed: vec!["nofollow".to_owned()],
        };
        let followed = RelTerm {
            followed: true,
            ..RelTerm::default()
        };
        for term in [&marked, &followed, &RelTerm::default()] {
            assert_eq!(RelDraft::of(term).term(), *term);
        }
        let mut draft = RelDraft::of(&marked);
        draft.choice = RelChoice::Followed;
        assert_eq!(draft.term(), followed, "a followed link has no marks");
        draft.choice = RelChoice::Marked;
        assert_eq!(draft.term(), marked);
    }
}
