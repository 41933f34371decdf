//! The charts of referring domains by what tools say of them: a chart for each list of ranks and for each
//! figure, under the name of its tool.

use leptos::prelude::*;

use super::chart::{Bar, bars};
use super::show::show_only;
use crate::dashboard::state::authority::{Divided, Scale, Step, divided};
use crate::dashboard::state::figures::rank_word;
use crate::dashboard::state::model::{Model, View};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t_count, t_with};
use linkglance_browser::words;
use linkglance_core::profile::percent;

/// The charts; none where no list was imported that says anything of these domains.
pub(super) fn authority(model: Model) -> Vec<AnyView> {
    let all = model.domains.all.with(|domains| divided(domains));
    all.iter().map(|one| chart(model, one)).collect()
}

fn chart(model: Model, divided: &Divided) -> AnyView {
    let known = divided.known();
    let tools = divided.tools.join(", ");
    let (name, title, scale) = match divided.scale {
        Scale::Ranks(_) => {
            let title = t_with("plot_ranks", &[&tools]);
            ("ranks", title, tools)
        }
        Scale::Figure(figure) => {
            let figure = words::figure(figure);
            let title = t_with("plot_figure", &[&figure, &tools]);
            ("figure", title, figure)
        }
    };
    let of = t_count("plot_of_domains", known, &[]);
    let unknown = (divided.unknown > 0).then(|| t_count("plot_unknown", divided.unknown, &[]));
    let imported = match divided.scale {
        Scale::Ranks(at) => Some(t_with("plot_imported", &[&clock::brief_moment(at)])),
        Scale::Figure(_) => None,
    };
    let about: Vec<String> = std::iter::once(of).chain(unknown).chain(imported).collect();
    let values = divided.steps.iter().map(|(step, domains)| Bar {
        word: word(*step),
        count: domains.len(),
        percent: percent(domains.len(), known),
        ..Bar::default()
    });
    let values: Vec<Bar> = values.collect();
    let steps = divided.steps.clone();
    let press = Callback::new(move |at: usize| {
        let Some((step, domains)) = steps.get(at) else {
            return;
        };
        model.gap.set(false);
        let words = format!("{scale}: {}", word(*step));
        show_only(model.domains, View::Domains, words, domains.clone());
    });
    bars(name, title, about.join(" "), &values, Some(press))
}

/// A step in the user's words.
fn word(step: Step) -> String {
    let value = |value: u64| number(usize::try_from(value).unwrap_or_default());
    match step {
        Step::Rank(bucket) => rank_word(bucket),
        Step::Values(first, last) => format!("{}–{}", value(first), value(last)),
    }
}
